import { addDays, type CalendarDate, id128 } from '@mora/kernel';
import { recordedBy, titleFor, underRound } from '../enforcement/round.js';
import type { Enforcement } from '../enforcement/types.js';
import { type Gathered, gatheredOf, refusal, type Refused, withMore } from '../loan/gathered.js';
import type { LoanView } from '../loan/part.js';
import { timelineOf } from '../loan/timeline.js';
import { workDone } from '../loan/work.js';
import type { LaneAt } from '../words.js';
import type { SettlementCommand } from './commands.js';
import { answerByOf } from './rules.js';
import type { Settlement, SettlementPart } from './types.js';

type Command<K extends SettlementCommand['kind']> = Extract<SettlementCommand, { kind: K }>;
export type Made = Gathered<SettlementPart>;

/** These go on: neither is another asked for, nor is anything enforced beside one that is kept. */
const OPEN: readonly Settlement['state'][] = ['asked', 'agreed', 'performing'];

/** Negotiation is asked for one more round, with time for the debtor; at any stage of a case. */
export function settlementAsked(
  part: SettlementPart,
  { graceDays, because, by }: Command<'settle'>,
  { loanId, parts, policies }: LoanView,
  { openDay }: LaneAt,
): Made | Refused {
  const { matter } = parts.matter;
  if (matter === null) return refusal('no-case');
  if (part.current !== null && OPEN.includes(part.current.state)) return refusal('settling');
  const { caseId } = matter;
  const past = part.past + 1;
  const settlementId = id128('legal', 'settlement', loanId, past);
  const requestId = id128('legal', 'settle', loanId, past);
  const current: Settlement = {
    settlementId,
    caseId,
    requestId,
    state: 'asked',
    planId: null,
    at: stageOf(parts),
    answerBy: answerByOf(openDay, graceDays, policies.settlement),
    on: openDay,
    from: null,
    lastOn: null,
    resumeUntil: null,
  };
  const grace = graceDays === null ? null : { days: graceDays };
  return withMore(gatheredOf({ ...part, current, past }), {
    said: [
      { type: 'settlement-asked', data: { caseId, settlementId, requestId, on: openDay } },
      { type: 'negotiation-requested', data: { requestId, caseId, grace, because } },
    ],
    writes: [timelineOf('settlement-asked', { caseId, settlementId, requestId, graceDays, because, by }, null)],
  });
}

/** Whether it is about a judgment, or about what is still in dispute. */
export const stageOf = ({ proceedings }: Pick<LoanView['parts'], 'proceedings'>): Settlement['at'] =>
  proceedings.titles.some(({ finalOn }) => finalOn !== null) ? 'after-judgment' : 'before-judgment';

/** It is waited for no longer. Should a plan come of it all the same, that binds. */
export function givenUp(
  part: SettlementPart,
  { because, by }: Command<'give-up-settlement'>,
  { loanId }: LoanView,
  { openDay }: LaneAt,
): Made | Refused {
  const { current } = part;
  if (current?.state === 'performing') return refusal('still-performing');
  if (current === null || !OPEN.includes(current.state)) return refusal('no-settlement');
  const { caseId, settlementId, requestId } = current;
  const data = { caseId, settlementId, requestId, on: openDay, because };
  return withMore(gatheredOf({ ...part, current: { ...current, state: 'given-up', on: openDay } }), {
    said: [{ type: 'settlement-given-up', data }],
    writes: [
      timelineOf('settlement-given-up', { ...data, by }, null),
      workDone({ loanId, about: settlementId, kind: 'settlement-unanswered' }, 'given-up', openDay),
    ],
  });
}

/**
 * The title is taken up again. It cannot be while the settlement is kept, or not yet due, nor later than two years after
 * its last day; what was paid on it is taken off.
 */
export function resumed(
  part: SettlementPart,
  { because, by }: Command<'resume'>,
  view: LoanView,
  { openDay }: LaneAt,
): Made | Refused {
  const { current } = part;
  if (current === null) return refusal('no-settlement');
  if (OPEN.includes(current.state)) return refusal('still-performing');
  if (current.state !== 'defaulted') return refusal('no-default');
  const rounds = view.parts.enforcement.rounds.filter(
    ({ state, stays }) => state === 'stayed' && stays.at(-1)?.because === 'settlement',
  );
  const [round] = rounds;
  if (round === undefined) return refusal('no-enforcement');
  if (rounds.some(({ judgmentId }) => isRecordedBy(by, judgmentId, view))) return refusal('own-approval');
  const { resumeUntil, settlementId, from } = current;
  if (resumeUntil !== null && openDay > resumeUntil.on)
    return refusal(resumeUntil.provisional ? 'calendar-not-covered' : 'resume-expired');
  const performed = performedSince(round, view, from ?? current.on, openDay);
  const paymentIds = performed.map(({ id }) => id);
  return withMore(gatheredOf({ ...part, current: { ...current, state: 'resumed', on: openDay } }), {
    writes: [
      timelineOf('settlement-resumed', { settlementId, paymentIds, because, by }, null),
      workDone({ loanId: view.loanId, about: settlementId, kind: 'resume-judgment' }, 'resumed', openDay),
      workDone({ loanId: view.loanId, about: settlementId, kind: 'resume-expired' }, 'resumed', openDay),
    ],
    tell: [{ kind: 'resume', on: openDay, performed }],
  });
}

const isRecordedBy = (by: string, judgmentId: string, view: LoanView): boolean => {
  const title = titleFor(view, judgmentId);
  return title !== undefined && recordedBy(title, view) === by;
};

/** What the debtor has paid on the settlement: payments of its days, and behind the title, that no recovery is. */
function performedSince(round: Enforcement, view: LoanView, from: CalendarDate, openDay: CalendarDate) {
  const { enforcement } = view.parts;
  const marked = new Set(enforcement.rounds.flatMap(({ performed }) => performed));
  const under = underRound(enforcement, round, view, addDays(openDay, -1));
  return (under?.payments ?? []).filter(({ id, valueDate }) => valueDate >= from && !marked.has(id));
}
