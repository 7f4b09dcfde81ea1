import { addDays, type CalendarDate, daysBetween, earliest, latest, type LoanId } from '@mora/kernel';
import type { LoanView, Said, Step, Write } from '../loan/part.js';
import { workDone, workWanted } from '../loan/work.js';
import { menuRulesFor } from '../menu/rules.js';
import { noticeFor } from '../notices/ask-notice.js';
import type { Round } from '../round/types.js';
import type { LaneAt, TimerSet } from '../words.js';
import { affordabilityFor, type AffordabilityRules } from './rules.js';
import type { AssessmentPart } from './types.js';

export type AssessmentStep = Step<AssessmentPart>;

/** What is looked at while means are judged. */
export type Scene = Readonly<{ view: LoanView; at: LaneAt }>;

export const refuse = (part: AssessmentPart, because: string): AssessmentStep => ({ part, refuse: { because } });

/** The rules of the loan's jurisdiction; null where nobody knows how its product is lent, or no rules are in force. */
export function rulesOf({ view, at }: Scene): AffordabilityRules | null {
  const { product, currency } = view.parts.ledger;
  if (product === null || currency === null) return null;
  const menu = menuRulesFor(view.policies.menu, product, currency, at.openDay);
  if (menu === null) return null;
  return affordabilityFor(view.policies.affordability, menu.product.jurisdiction, at.openDay);
}

export const DOCUMENTS = 'documents';

/** Each term has a name of its own, so that a timer that has fired is never set again. */
export const timerKey = (loanId: LoanId, resumes: number): string => `${DOCUMENTS}:${loanId}:${resumes}`;

type Deadline = Readonly<{ part: AssessmentPart; timers?: readonly TimerSet[]; clear?: readonly string[] }>;

/** A term of so many days begins; under a hold it begins with the end of that. */
export function termOf(part: AssessmentPart, days: number, isHeld: boolean, { view, at }: Scene): Deadline {
  const wantedBy = addDays(at.openDay, days);
  if (isHeld) return { part: { ...part, wantedBy, restDays: days } };
  const resumes = part.resumes + 1;
  const timer = { key: timerKey(view.loanId, resumes), kind: DOCUMENTS, dueAt: at.endOf(wantedBy) };
  return { part: { ...part, wantedBy, restDays: null, resumes }, timers: [timer] };
}

/** Nothing is wanted any more. */
export const answered = (part: AssessmentPart, loanId: LoanId): Deadline => ({
  part: { ...part, wanted: [], wantedBy: null, restDays: null },
  clear: [timerKey(loanId, part.resumes)],
});

/** A hold stops the term. */
export function paused(part: AssessmentPart, { view, at }: Scene): AssessmentStep {
  if (part.wantedBy === null || part.restDays !== null) return { part };
  const restDays = Math.max(0, daysBetween(at.openDay, part.wantedBy));
  return { part: { ...part, restDays }, clear: [timerKey(view.loanId, part.resumes)] };
}

/** The last hold is over: the rest of the term runs on, and is told. */
export function resumed(part: AssessmentPart, leastDays: number, round: Round | null, scene: Scene): AssessmentStep {
  if (part.restDays === null || round === null) return { part };
  const term = termOf(part, Math.max(part.restDays, leastDays), false, scene);
  return { ...term, said: [documentsWanted(term.part, round)] };
}

export const ofRound = ({ roundId, episodeId }: Round) => ({ roundId, episodeId });

export const documentsWanted = ({ wanted, wantedBy }: AssessmentPart, round: Round): Said => ({
  type: 'documents-wanted',
  data: { ...ofRound(round), wanted, dueOn: wantedBy },
});

export const documentsReceived = ({ wanted }: AssessmentPart, round: Round): Said => ({
  type: 'documents-received',
  data: { ...ofRound(round), wanted, complete: wanted.length === 0 },
});

/** The borrower is asked by their kinds for the documents that are wanting, with the day by which they are needed. */
export function asked(
  before: AssessmentPart,
  wanted: readonly string[],
  round: Round,
  scene: Scene,
): Required<Pick<AssessmentStep, 'said' | 'timers'>> & Pick<AssessmentStep, 'part'> {
  const { view, at } = scene;
  const isRunning = before.wanted.length > 0 && before.wantedBy !== null && before.wantedBy >= at.openDay;
  const { documentsDays } = view.policies.rounds;
  const { part, timers = [] } = isRunning
    ? { part: before }
    : termOf(before, documentsDays, round.held.length > 0, scene);
  const next = { ...part, wanted };
  const isSame = isRunning && wanted.join() === before.wanted.join();
  if (isSame) return { part: next, timers, said: [] };
  const facts = { dueOn: next.wantedBy ?? '', documents: wanted.join(', ') };
  const notice = noticeFor('documents-wanted', view.loanId, view.eventId, facts, at.openDay);
  return { part: next, timers, said: [documentsWanted(next, round), notice] };
}

const VERIFY = 'verify-documents';

/** Somebody of the bank has to look at the documents that nobody has judged yet; what it leaves lying is its own delay. */
export function verifying(
  part: AssessmentPart,
  round: Round,
  days: number,
  { view, at }: Scene,
): Readonly<{ part: AssessmentPart; writes: readonly Write[]; reviewOn: CalendarDate }> {
  const { openDay } = at;
  const item = { loanId: view.loanId, about: round.roundId, kind: VERIFY };
  const left = part.proofs.filter(({ state }) => state === 'given');
  if (left.length === 0) {
    const done = workDone(item, 'all-judged', openDay);
    return { part: { ...part, verifyBy: null }, writes: [done], reviewOn: openDay };
  }
  // What has come later may take as long again; what another negotiation has left lying counts from this one on.
  const since = left.map(({ givenOn = openDay }) => latest(givenOn, round.openedOn)).reduce(earliest);
  const verifyBy = addDays(since, days);
  const wanted = { team: 'credit', dueOn: verifyBy, because: 'documents-given', openedOn: openDay } as const;
  return { part: { ...part, verifyBy }, writes: [workWanted({ ...item, ...wanted })], reviewOn: verifyBy };
}

/** With the negotiation ends what was wanted for it; in another one the borrower says anew how things are. */
export function over(part: AssessmentPart, roundId: string, { view, at }: Scene): AssessmentStep {
  const { loanId } = view;
  const { part: done, clear = [] } = answered(part, loanId);
  const current = done.current === null ? null : { ...done.current, state: 'stale' as const };
  return {
    part: { ...done, current, verifyBy: null },
    clear,
    writes: [workDone({ loanId, about: roundId, kind: VERIFY }, 'round-over', at.openDay)],
  };
}
