import { addDays, id128, type LoanId } from '@mora/kernel';
import { judged, whyNoVote } from '../approvals/vote.js';
import { declarationRow } from '../assessment/rows.js';
import { isHeld } from '../loan/held.js';
import { isPaused } from '../loan/parts/ledger.js';
import { timelineOf } from '../loan/timeline.js';
import { workDone, workWanted } from '../loan/work.js';
import type { Verdict } from '../words.js';
import { judgedBy } from './affords.js';
import type { OfferCommand } from './commands.js';
import { onMenu } from './on-menu.js';
import { readyFor } from './ready.js';
import { isOpenOffer, type OffersStep, refusedBecause, type Scene } from './step.js';
import type { Declaration, OffersPart } from './types.js';

type Declare = Extract<OfferCommand, { kind: 'declare-unaffordable' }>;
type Judge = Extract<OfferCommand, { kind: 'approve-unaffordable' | 'refuse-unaffordable' }>;
type Approve = Extract<Judge, { kind: 'approve-unaffordable' }>;

const WORK = 'declared-unaffordable';

/** The id of a declaration follows from the command that has made it. */
export const declarationIdOf = (loanId: LoanId, eventId: string): string => id128('declaration', loanId, eventId);

/**
 * Somebody of the bank declares that the borrower can afford no product at all. It ends nothing by itself: others of the
 * bank have to approve it. The words that it is given with are sealed as the borrower's own figures are.
 */
export function declared(part: OffersPart, command: Declare, scene: Scene): OffersStep {
  if (pending(part) !== null) return refusedBecause(part, 'declared-already');
  const because = whyNot(part, command, scene);
  if (because !== null) return refusedBecause(part, because);
  const { view, at } = scene;
  const { round, assessment } = view.parts;
  if (round.open === null || assessment.current === null) return refusedBecause(part, 'no-round');
  const { unaffordable: tier, approvalDays } = view.policies.approvals;
  const { loanId } = view;
  const { roundId } = round.open;
  const { personId } = assessment.current;
  const { by, assessmentId, words } = command;
  const declarationId = declarationIdOf(loanId, view.eventId);
  const whose = { personId, loanId, on: at.openDay };
  return {
    part: { ...part, declared: { declarationId, assessmentId, proposer: by, tier, votes: [] } },
    writes: [
      declarationRow(whose, declarationId, words),
      workWanted({
        ...{ loanId, about: declarationId, kind: WORK, team: tier === 'T1' || tier === 'T2' ? 'supervisor' : 'credit' },
        ...{ dueOn: addDays(at.openDay, approvalDays), because: tier, openedOn: at.openDay },
      }),
      timelineOf('unaffordable-declared', { roundId, declarationId, assessmentId, personId, tier, by }, null),
    ],
  };
}

/** Somebody with the authority judges it: approved by as many as its tier asks for, the negotiation has failed by it. */
export function declarationJudged(part: OffersPart, command: Judge, scene: Scene): OffersStep {
  const known = pending(part);
  if (known?.declarationId !== command.declarationId) return refusedBecause(part, 'no-such-declaration');
  const mayNot = whyNotJudged(known, command, scene);
  if (mayNot !== null) return refusedBecause(part, mayNot);
  // Whatever has changed since it was declared, all of it is looked at once more.
  const because = command.kind === 'approve-unaffordable' ? whyNot(part, command, scene) : null;
  if (because !== null) return refusedBecause(part, because);
  const { declarationId, by, tier } = command;
  const verdict = command.kind === 'approve-unaffordable' ? 'approve' : 'refuse';
  const vote = { by, tier, verdict, because: command.because } as const;
  const { state, votes } = judged(known, vote, scene.view.policies.approvals);
  const line = timelineOf('unaffordable-voted', { declarationId, ...vote }, null);
  if (state === 'draft') return { part: { ...part, declared: { ...known, votes } }, writes: [line] };
  const over = gone(part, known, state, command.because, scene);
  return {
    ...over,
    writes: [line, ...(over.writes ?? [])],
    ...(state === 'approved' && { tell: [{ kind: 'offers-gone', because: 'nothing-affordable' }] }),
  };
}

/** What it rested on is no more: it is over, and has ended nothing. */
export function lapsed(part: OffersPart, because: string, scene: Scene): OffersStep {
  const known = pending(part);
  return known === null ? { part } : gone(part, known, 'lapsed', because, scene);
}

const pending = ({ declared: known = null }: OffersPart): Declaration | null => known;

function gone(
  part: OffersPart,
  { declarationId }: Declaration,
  how: 'approved' | 'refused' | 'lapsed',
  because: string,
  { view, at }: Scene,
): Pick<OffersStep, 'part' | 'writes'> {
  return {
    part: { ...part, declared: null },
    writes: [
      workDone({ loanId: view.loanId, about: declarationId, kind: WORK }, how, at.openDay),
      timelineOf(`unaffordable-${how}`, { declarationId, because }, null),
    ],
  };
}

/** Four eyes, and a third pair where somebody else has taken down what the borrower has stated. */
function whyNotJudged(known: Declaration, { by, tier, because }: Judge, { view }: Scene): string | null {
  if (because.trim() === '') return 'reason-missing';
  const mayNot = whyNoVote({ ...known, review: null }, { by, tier });
  if (mayNot !== null) return mayNot;
  return view.parts.assessment.current?.takenBy === by ? 'own-assessment' : null;
}

/** Why nobody can say now that the borrower affords nothing; null where it can be said. */
function whyNot(part: OffersPart, command: Declare | Approve, scene: Scene): string | null {
  const ready = readyFor(command, scene);
  if (typeof ready === 'string') return ready;
  const { parts } = scene.view;
  // What is not proved, or was not looked at by the bank yet, counts for less than it may be worth.
  if (parts.assessment.wanted.length > 0) return 'documents-wanted';
  if (parts.assessment.verifyBy !== null) return 'documents-unverified';
  if (isHeld(parts, scene.at.openDay) || isPaused(parts.ledger, scene.at.openDay)) return 'held';
  if (part.offers.some(isOpenOffer)) return 'offers-open';
  const { verdict = 'unaffordable' } = parts.assessment.current ?? {};
  return judgedBy(command.figures, (figures) => {
    const found = (one: Verdict) => onMenu(part, one, figures, { ...ready, legalGraceDays: null }, scene);
    const own = found(verdict);
    if (typeof own === 'string') return own;
    if (own.length > 0) return 'menu-has-offers';
    // It is said of every product, so those that the policy keeps for other verdicts are tried as well.
    return VERDICTS.some((one) => one !== verdict && found(one).length > 0) ? 'other-kinds-fit' : null;
  });
}

const VERDICTS: readonly Verdict[] = ['not-in-difficulty', 'short-term', 'long-term', 'unaffordable'];
