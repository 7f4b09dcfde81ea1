import { addDays, type CalendarDate, latest } from '@mora/kernel';
import { gatheredOf, withMore } from '../loan/gathered.js';
import type { LoanView, Write } from '../loan/part.js';
import { timelineOf } from '../loan/timeline.js';
import { workDone, workWanted } from '../loan/work.js';
import { moneyOf } from '../proceedings/money.js';
import { laidUnder } from './laid.js';
import { isPaidUp, roundsOf } from './left.js';
import { matched, recoveriesIn } from './payments.js';
import { isGoingOn, type Made, ofRound, roundOf, rulesOf, underRound, withRound } from './round.js';
import { roundEnded } from './ended.js';
import { recoveryRow } from './rows.js';
import type { Enforcement, EnforcementPart, Recovery, Use } from './types.js';

/**
 * What all recoveries are used for, and which payments of the ledger they are, by what was booked up to a day. Where
 * money that was told of later came earlier, what lay behind it is used otherwise, and said again. Null where a rate of a
 * day of delay is not known. `stood` is what was told so far.
 */
export function usedAnew(
  part: EnforcementPart,
  view: LoanView,
  known: CalendarDate,
  stood: EnforcementPart = part,
): Made | null {
  const met = withPayments(part, view);
  const uses = usesIn(met, view, known);
  if (uses === null) return null;
  const before = new Map(recoveriesIn(stood).map((one) => [one.recoveryId, one]));
  return met.rounds.reduce<Made>((made, round) => {
    const recoveries = round.recoveries.map((one) => ({ ...one, ...uses.get(one.recoveryId) }));
    const moved = recoveries.filter((one) => differs(before.get(one.recoveryId), one));
    if (moved.length === 0) return made;
    return moved.reduce<Made>(
      (sum, one) => withMore(sum, told(round, before.get(one.recoveryId), one, view, addDays(known, 1))),
      withMore(made, { part: withRound(made.part, { ...round, recoveries }) }),
    );
  }, gatheredOf(part));
}

function withPayments(part: EnforcementPart, view: LoanView): EnforcementPart {
  const within = part.rounds.reduce((days, round) => Math.max(days, rulesOf(view, round).bookedWithinDays), 0);
  const payments = matched(part, view.parts.ledger, within);
  const rounds = part.rounds.map((round) => ({
    ...round,
    recoveries: round.recoveries.map((one) => ({ ...one, paymentId: payments.get(one.recoveryId) ?? null })),
  }));
  return { ...part, rounds };
}

/** By recovery; one whose title stands no more stays as it was used. */
function usesIn(part: EnforcementPart, view: LoanView, known: CalendarDate): ReadonlyMap<string, Use> | null {
  const uses = new Map<string, Use>();
  for (const round of part.rounds) {
    // Its first round speaks for a title.
    const under = roundsOf(part, round.judgmentId)[0] === round ? underRound(part, round, view, known) : null;
    const laid = under === null ? [] : laidUnder(under);
    if (laid === null) return null;
    for (const { id, by, costs, judgment, doubled, surplus } of laid) {
      if (by === 'recovery') uses.set(id, { costs, judgment, doubled, surplus });
    }
  }
  return uses;
}

const TOLD = ['on', 'minor', 'costs', 'judgment', 'doubled', 'surplus'] as const;
const isOther = (before: Recovery | undefined, after: Recovery): boolean =>
  before === undefined || TOLD.some((of) => before[of] !== after[of]);
const differs = (before: Recovery | undefined, after: Recovery): boolean =>
  before?.paymentId !== after.paymentId || isOther(before, after);

function told(
  round: Enforcement,
  before: Recovery | undefined,
  after: Recovery,
  view: LoanView,
  openDay: CalendarDate,
): Partial<Made> {
  const isSaid = isOther(before, after);
  return {
    said: isSaid ? [recoveredSaid(round, after, view)] : [],
    writes: [
      recoveryRow(view, round, after),
      ...(isSaid ? [timelineOf('recovered', after, { id: 'allocation', version: 1, rule: 'M-5' })] : []),
      ...bookedOr(before, after, view, openDay),
      ...surplusOf(before, after, view, openDay),
    ],
  };
}

function bookedOr(
  before: Recovery | undefined,
  { recoveryId, paymentId }: Recovery,
  { loanId }: LoanView,
  openDay: CalendarDate,
): readonly Write[] {
  if (paymentId === (before?.paymentId ?? null)) return [];
  const line = timelineOf('recovery-booked', { recoveryId, paymentId }, null);
  if (paymentId === null) return [line];
  return [line, workDone({ loanId, about: recoveryId, kind: 'recovery-not-booked' }, 'booked', openDay)];
}

function surplusOf(
  before: Recovery | undefined,
  { recoveryId: about, surplus }: Recovery,
  { loanId }: LoanView,
  openedOn: CalendarDate,
): readonly Write[] {
  const item = { loanId, about, kind: 'pay-back-surplus' };
  const had = before?.surplus ?? 0;
  if (surplus === 0) return had === 0 ? [] : [workDone(item, 'no-longer-too-much', openedOn)];
  const wanted = { ...item, team: 'operations' as const, dueOn: addDays(openedOn, 1), because: 'more-than-owed' };
  return surplus === had ? [] : [workWanted({ ...wanted, openedOn })];
}

function recoveredSaid(round: Enforcement, recovery: Recovery, view: LoanView) {
  const { currency, text } = moneyOf(view);
  const { recoveryId, on, minor, costs, judgment, doubled, surplus } = recovery;
  return ofRound(round, 'recovered', {
    recoveryId,
    on,
    currency,
    amount: text(minor),
    judgment: text(judgment),
    costs: text(costs),
    doubled: text(doubled),
    surplus: text(surplus),
    afterWriteOff: view.parts.ledger.status === 'written-off',
  });
}

/**
 * Rounds end where nothing is left of their title: those that go on, the last of a title that had only ended for now, and
 * the one that money was told of. Where the judgment is paid nothing grows, so that the next day shows the same.
 */
export function satisfied(made: Made, view: LoanView, known: CalendarDate, on: CalendarDate, told?: string): Made {
  return made.part.rounds.reduce((sum, { enforcementId }) => {
    const round = roundOf(sum.part, enforcementId);
    if (round === undefined || !mayBeSatisfied(round, sum.part, view, told)) return sum;
    const under = underRound(sum.part, round, view, known);
    if (under === null || !isPaidUp(under, rulesOf(view, round).bookedWithinDays, addDays(known, 1))) return sum;
    const last = under.rounds.flatMap(({ recoveries }) => recoveries).reduce((day, one) => latest(day, one.on), on);
    return roundEnded(sum, enforcementId, 'satisfied', last, view, known);
  }, made);
}

function mayBeSatisfied(round: Enforcement, part: EnforcementPart, view: LoanView, told?: string): boolean {
  const { state, judgmentId, enforcementId } = round;
  if (state === 'satisfied' || state === 'settled') return false;
  if (enforcementId === told || isGoingOn(round)) return true;
  const isOurs = view.parts.ledger.status !== 'transferred';
  return isOurs && state === 'this-round' && roundsOf(part, judgmentId).at(-1) === round;
}
