import { addDays } from '@mora/kernel';
import type { Inner } from '../loan/part.js';
import { isHeld } from '../loan/held.js';
import { workWanted } from '../loan/work.js';
import type { FailReason } from '../words.js';
import { endingBy, over } from './ending.js';
import { settled } from './holds.js';
import { changed, type RoundStep, type Scene, then } from './step.js';
import type { Round, RoundPart } from './types.js';

/** What the other parts tell of offers, plans and documents. None of it reads how the loan is behind. */
export function heard(part: RoundPart, inner: Inner, scene: Scene): RoundStep {
  const { openDay } = scene.at;
  // Whatever becomes of a plan may want another negotiation.
  if (inner.kind === 'plan-over' || (inner.kind === 'plan-not-booked' && part.open === null)) {
    return { part, reviewOn: openDay };
  }
  const { open } = part;
  if (open === null) return { part };
  switch (inner.kind) {
    case 'assessed':
      return { part: open.state === 'opened' ? changed(part, { ...open, state: 'assessed' }) : part };
    case 'offers-made':
      // The bank's approval has its days from now on.
      return {
        part: changed(part, { ...open, state: 'offered', closing: stillEnding(open) }),
        reviewOn: addDays(openDay, scene.view.policies.approvals.approvalDays),
      };
    case 'offers-gone':
      return gone(part, inner.because, scene);
    case 'offer-taken':
      return { part: changed(part, { ...open, state: 'awaiting', closing: null }) };
    case 'documents-missing':
      return open.state === 'awaiting' ? { part } : endingBy(part, 'documents-missing', inner.on, scene);
    case 'plan-active':
      return inner.plan.roundId === open.roundId ? over(part, 'agreed', openDay, scene) : { part };
    case 'plan-not-booked': {
      if (inner.plan.roundId !== open.roundId) return { part };
      const step: RoundStep = { part: changed(part, { ...open, state: 'offered' }) };
      return then(step, (next) => settled(next, openDay, scene, openDay));
    }
    default:
      return { part };
  }
}

/** New offers mend what the want of offers would have ended, and nothing else. */
const stillEnding = ({ closing }: Round): Round['closing'] =>
  closing?.outcome === 'no-show' || closing?.outcome === 'documents-missing' ? closing : null;

type Gone = Extract<Inner, { kind: 'offers-gone' }>['because'];

const OUTCOME: Readonly<Record<Gone, FailReason>> = {
  'all-rejected': 'rejected',
  'all-expired': 'expired',
  'nothing-affordable': 'unaffordable',
};

/**
 * No offer is open any more. That the borrower has declined, or can afford none, is no silence: it ends at once where
 * everything is known; under a hold it ends nothing, and the bank has to offer anew.
 */
function gone(part: RoundPart, because: Gone, scene: Scene): RoundStep {
  const { open } = part;
  const { view, at } = scene;
  if (open === null || open.state === 'awaiting') return { part };
  const outcome = OUTCOME[because];
  const parts = { elsewhere: view.parts.elsewhere, round: part };
  if (isHeld(parts, at.openDay)) {
    const { loanId } = view;
    const anew = { loanId, about: open.roundId, kind: 'offer-anew', openedOn: at.openDay } as const;
    return { part, writes: [workWanted({ ...anew, team: 'credit', dueOn: open.dueOn, because: outcome })] };
  }
  if (because === 'all-expired') return endingBy(part, outcome, at.openDay, scene);
  const { reconsiderDays } = view.policies.rounds;
  if (because === 'all-rejected' && reconsiderDays > 0) {
    return endingBy(part, outcome, addDays(at.openDay, reconsiderDays), scene);
  }
  const isKnown = at.openDay >= at.today && view.parts.elsewhere.notKnown.length === 0;
  return isKnown ? over(part, outcome, at.openDay, scene) : endingBy(part, outcome, at.openDay, scene);
}
