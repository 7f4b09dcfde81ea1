import { addDays } from '@mora/kernel';
import type { Inner } from '../loan/part.js';
import { isHeld } from '../loan/held.js';
import { notKnownAt } from '../loan/parts/elsewhere.js';
import type { FailReason } from '../words.js';
import { endingBy, over } from './ending.js';
import { settled } from './holds.js';
import { changed, type RoundStep, type Scene, then } from './step.js';
import type { Round, RoundPart } from './types.js';

/** What the other parts tell of offers, plans and documents. None of it reads how the loan is behind. */
export function heard(part: RoundPart, inner: Inner, scene: Scene): RoundStep {
  const { openDay } = scene.at;
  if (inner.kind === 'plan-over' && inner.how === 'reopened' && part.open !== null) return besideAPlan(part, scene);
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
        part: changed(part, {
          ...open,
          state: open.state === 'awaiting' ? 'awaiting' : 'offered',
          closing: stillEnding(open),
        }),
        reviewOn: addDays(openDay, scene.view.policies.approvals.approvalDays),
      };
    case 'offers-gone':
      return gone(part, inner.because, scene);
    case 'offer-taken':
      return { part: changed(part, { ...open, state: 'awaiting', closing: null }) };
    case 'plan-asked': {
      if (inner.plan.roundId !== open.roundId) return { part };
      const step: RoundStep = { part: changed(part, { ...open, state: 'awaiting', closing: null }) };
      return then(step, (next) => settled(next, openDay, scene, openDay));
    }
    case 'documents-missing':
      return open.state === 'awaiting' ? { part } : endingBy(part, 'documents-missing', inner.on, scene);
    case 'plan-active':
      return inner.plan.roundId === open.roundId ? over(part, 'agreed', openDay, scene) : besideAPlan(part, scene);
    case 'plan-not-booked': {
      if (inner.plan.roundId !== open.roundId) return { part };
      if (inner.final === true) return over(part, 'bank-delay', openDay, scene);
      // Another offer may have been taken instead.
      const isAsked = scene.view.parts.plans.plans.some(
        (plan) => plan.roundId === open.roundId && plan.state === 'awaiting',
      );
      const step: RoundStep = { part: changed(part, { ...open, state: isAsked ? 'awaiting' : 'offered' }) };
      return then(step, (next) => settled(next, openDay, scene, openDay));
    }
    default:
      return { part };
  }
}

/** A negotiation beside a plan in force could only fail, and count against a borrower who keeps what was agreed. */
const besideAPlan = (part: RoundPart, scene: Scene): RoundStep => over(part, 'superseded', scene.at.openDay, scene);

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
 * everything is known and nothing holds; else at the close of a day, like what has run out.
 */
function gone(part: RoundPart, because: Gone, scene: Scene): RoundStep {
  const { open } = part;
  const { view, at } = scene;
  if (open === null || open.state === 'awaiting') return { part };
  const outcome = OUTCOME[because];
  const { reconsiderDays } = view.policies.rounds;
  const on = because === 'all-rejected' ? addDays(at.openDay, reconsiderDays) : at.openDay;
  const { elsewhere } = view.parts;
  const notKnown = notKnownAt(elsewhere, addDays(at.openDay, -1), at.knownUpTo, view.policies.rounds);
  const isKnown = at.openDay >= at.today && notKnown.length === 0;
  const isFree = isKnown && !isHeld({ elsewhere, round: part }, at.openDay);
  const isAtOnce = because !== 'all-expired' && on === at.openDay && isFree;
  return isAtOnce ? over(part, outcome, on, scene) : endingBy(part, outcome, on, scene);
}
