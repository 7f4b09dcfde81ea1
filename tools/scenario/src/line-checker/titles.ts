import {
  legalEnforcementApplied,
  legalExecutionEnded,
  legalExecutionResumed,
  legalExecutionStayed,
  legalFiled,
  legalJudgmentEntered,
  legalRecovered,
} from '@mora/contracts';
import { addDays, calendarDate, type Currency, minorUnits } from '@mora/kernel';
import type { Trace } from '../negotiation-checker/trace.js';
import { doubledUpTo, type Part, type Stay } from './delay.js';
import { DOUBLED_OF_MILLION, landOf } from './law.js';
import { Ledger } from './ledger.js';
import { type Running, runUpTo } from './running.js';

/** What money is used for: costs, then what the judgment says, then the doubled interest (M-5); the rest goes back. */
export type Use = Readonly<{ costs: bigint; judgment: bigint; doubled: bigint; surplus: bigint }>;

/** Money under a title: what a court has taken, and what the debtor has paid to the bank. */
type Came = Readonly<{ id: string; on: string; minor: bigint; isCourts: boolean }>;

/** What a court has said is owed, and everything that bears on it, as it stood at a place of the log. */
export type Title = Readonly<{
  costs: bigint;
  /** With the interest that the judgment itself grants. */
  awarded: bigint;
  general: bigint;
  /** What runs until it is paid, beside what was awarded. */
  running: Running | null;
  parts: readonly Part[];
  came: readonly Came[];
  stays: readonly Stay[];
  ofMillion: bigint;
}>;

const ALWAYS = '9999-12-31';
/** By its number a payment is known that a court has passed on for a round of enforcement. */
export const COURT = 'court-';
export const dayBefore = (day: string): string => addDays(calendarDate(day), -1);

export function titleAt(trace: Trace, place: number, judgmentId: string): Title | null {
  const entered = trace.before(legalJudgmentEntered, place).findLast(({ data }) => data.judgmentId === judgmentId);
  if (entered === undefined) return null;
  const { currency, amount, general, interest, costs, parts } = entered.data;
  const rounds = roundsOf(trace, place, judgmentId);
  const generalMinor = minorUnits(general, currency);
  const taken = takenIn(trace, place, rounds);
  return {
    costs: minorUnits(costs, currency),
    awarded: minorUnits(amount, currency) + generalMinor,
    general: generalMinor,
    running: interest === undefined ? null : runningOf(interest, currency),
    parts: parts.map((part) => ({ minor: minorUnits(part.amount, currency), performBy: part.performBy })),
    came: [...taken, ...paidIn(trace, place, saidOn(trace, entered.data))],
    stays: staysIn(trace, place, rounds),
    ofMillion: DOUBLED_OF_MILLION[landOf(currency)],
  };
}

type Interest = Readonly<{ rate: string; dayCount: string; principal: string; from: string }>;

const runningOf = ({ rate, dayCount, principal, from }: Interest, currency: Currency): Running => ({
  rate,
  yearDays: dayCount === 'ACT_360' ? 360n : 365n,
  principal: minorUnits(principal, currency),
  from,
});

const roundsOf = (trace: Trace, place: number, judgmentId: string): ReadonlySet<string> =>
  new Set(
    trace
      .before(legalEnforcementApplied, place)
      .filter(({ data }) => data.judgmentId === judgmentId)
      .map(({ data }) => data.enforcementId),
  );

/** What is recovered in rounds, of each the last word. */
function takenIn(trace: Trace, place: number, rounds: ReadonlySet<string>): readonly Came[] {
  const said = trace.before(legalRecovered, place).filter(({ data }) => rounds.has(data.enforcementId ?? ''));
  const last = new Map(said.map(({ data }) => [data.recoveryId, data]));
  return [...last.values()].map(({ recoveryId: id, on, amount, currency }) => {
    return { id, on, minor: minorUnits(amount, currency), isCourts: true };
  });
}

/** What has come to the bank itself since a day; what a court has taken is none of it once somebody has told of it. */
function paidIn(trace: Trace, place: number, since: string): readonly Came[] {
  const told = new Set(trace.before(legalRecovered, place).map(({ data }) => `${COURT}${data.enforcementId}`));
  return new Ledger(trace, place, ALWAYS).payments
    .filter(({ id, valueDate }) => valueDate > since && !told.has(id))
    .map(({ id, minor, valueDate: on }) => ({ id, on, minor, isCourts: false }));
}

type Entered = Readonly<{ title: string; on: string; proceedingId: string }>;

/** The day of which the amount is: an order that nobody objects to grants what was owed when it was asked for. */
function saidOn(trace: Trace, { title, on, proceedingId }: Entered): string {
  const filed = trace.all(legalFiled).find(({ data }) => data.proceedingId === proceedingId);
  return title === 'payment-order' && filed !== undefined ? dayBefore(filed.data.on) : on;
}

function staysIn(trace: Trace, place: number, rounds: ReadonlySet<string>): readonly Stay[] {
  const ends = [...trace.before(legalExecutionResumed, place), ...trace.before(legalExecutionEnded, place)];
  return trace
    .before(legalExecutionStayed, place)
    .filter(({ data }) => rounds.has(data.enforcementId))
    .map((stay) => {
      const { enforcementId, on: from } = stay.data;
      const after = ends.filter((one) => one.place > stay.place && one.data.enforcementId === enforcementId);
      const to = after.toSorted((a, b) => a.place - b.place)[0]?.data.on ?? ALWAYS;
      return { from, to };
    });
}

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const most = (a: bigint, b: bigint): bigint => (a > b ? a : b);
const aboveNought = (minor: bigint): bigint => (minor > 0n ? minor : 0n);

/** What of it is to be paid by the end of a day: with the last of its parts what the judgment grants beside them. */
function dueBy({ parts, general }: Title, day: string): bigint {
  const due = parts.filter(({ performBy }) => performBy <= day);
  return due.reduce((sum, { minor }) => sum + minor, due.length === parts.length ? general : 0n);
}

/** What of the sums was paid on a day: with the interest that is granted as one of them, and without. */
type PaidOn = Readonly<{ on: string; minor: bigint; bearing: bigint }>;
type Paid = Readonly<{ costs: bigint; doubled: bigint; ran: bigint; judgment: readonly PaidOn[] }>;
const judgmentOf = ({ judgment }: Paid): bigint => judgment.reduce((sum, { minor }) => sum + minor, 0n);
const generalOf = ({ judgment }: Paid): bigint =>
  judgment.reduce((sum, { minor, bearing }) => sum + minor - bearing, 0n);

/** What all money was used for, in the legal order as it stood on the day of each; of one day by their ids. */
export function usesOf(title: Title): ReadonlyMap<string, Use> {
  return folded(title).uses;
}

function folded(title: Title): Readonly<{ uses: ReadonlyMap<string, Use>; paid: Paid }> {
  const uses = new Map<string, Use>();
  let paid: Paid = { costs: 0n, doubled: 0n, ran: 0n, judgment: [] };
  const key = ({ on, id }: Came): string => `${on} ${id}`;
  for (const one of title.came.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))) {
    const use = useOf(one, title, paid);
    const { ran, ...on } = splitOf(use.judgment, title, paid, one.on);
    uses.set(one.id, use);
    paid = {
      costs: paid.costs + use.costs,
      doubled: paid.doubled + use.doubled,
      ran: paid.ran + ran,
      judgment: [...paid.judgment, { on: one.on, ...on }],
    };
  }
  return { uses, paid };
}

function useOf({ minor, on, isCourts }: Came, title: Title, paid: Paid): Use {
  const costs = least(minor, title.costs - paid.costs);
  const performed = judgmentOf(paid);
  const runs = ranOf(title, paid, on) - paid.ran;
  const now = isAllDueBy(title, dayBefore(on)) ? runs : 0n;
  const due = least(minor - costs, now + aboveNought(dueBy(title, dayBefore(on)) - performed));
  const grown = doubledOf(title, paid, on) - paid.doubled;
  const doubled = least(minor - costs - due, aboveNought(grown));
  const rest = minor - costs - due - doubled;
  // A court takes what is due; the debtor may pay ahead.
  const ahead = isCourts ? 0n : least(rest, runs + title.awarded - performed - due);
  return { costs, judgment: due + ahead, doubled, surplus: rest - ahead };
}

/** Interest before what bears it, of either kind; where it is not due yet, behind all that is. */
function splitOf(judgment: bigint, title: Title, paid: Paid, on: string) {
  const isDue = isAllDueBy(title, dayBefore(on));
  const performed = judgmentOf(paid);
  const runs = isDue ? ranOf(title, paid, on) - paid.ran : 0n;
  const ran = most(least(judgment, runs), judgment - (title.awarded - performed));
  const minor = judgment - ran;
  const granted = isDue ? title.general - generalOf(paid) : 0n;
  const bearingLeft = title.awarded - title.general - (performed - generalOf(paid));
  return { ran, minor, bearing: minor - most(least(minor, granted), minor - bearingLeft) };
}

const isAllDueBy = ({ parts }: Title, day: string): boolean => parts.every(({ performBy }) => performBy <= day);

const ranOf = ({ running, awarded }: Title, { judgment }: Paid, on: string): bigint =>
  runUpTo(running, awarded, judgment, on);

const doubledOf = ({ parts, stays, ofMillion }: Title, { judgment }: Paid, on: string): bigint => {
  const paid = judgment.map(({ on: day, bearing: minor }) => ({ on: day, minor }));
  return doubledUpTo(parts, paid, stays, on, ofMillion);
};

/** What is owed under a title on a day, and what of it a court can be asked for. */
export function owedOn(title: Title, on: string): Readonly<{ left: bigint; due: bigint }> {
  const { paid } = folded(title);
  const costs = title.costs - paid.costs;
  const doubled = aboveNought(doubledOf(title, paid, on) - paid.doubled);
  const runs = ranOf(title, paid, on);
  const judgment = title.awarded - judgmentOf(paid) + runs - paid.ran;
  const toCome = title.awarded - dueBy(title, on) + (isAllDueBy(title, on) ? 0n : runs);
  const isDue = title.parts.some(({ performBy }) => performBy <= on);
  return {
    left: costs + judgment + doubled,
    due: isDue ? costs + aboveNought(judgment - toCome) + doubled : 0n,
  };
}
