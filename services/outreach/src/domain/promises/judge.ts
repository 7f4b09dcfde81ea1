import type { CalendarDate, HolidayBook } from '@mora/kernel';
import { creditsOf, type Part, type PaymentBooked } from './credit.js';
import { lastDayOf, type PartOfPromise, type PartState, type PromiseToPay } from './promise.js';

/** What became of a part just now; `open` is a verdict that no longer stands. */
export type Verdict = Readonly<{
  promiseId: string;
  number: number;
  state: PartState;
  credited: number;
  because: string;
}>;

export type Judged = Readonly<{ promises: readonly PromiseToPay[]; verdicts: readonly Verdict[] }>;

type Weighed = Part & Readonly<{ credited: number; provisional: boolean }>;
type Found = Readonly<{ state: PartState; because: string }>;

/** A payment was booked or taken back, in the middle of a day: what is enough is kept at once, what no longer holds is open again. */
export const judgeAtPayment = (
  promises: readonly PromiseToPay[],
  payments: readonly PaymentBooked[],
  holidays: HolidayBook,
): Judged => judge(promises, payments, holidays, atPayment);

/** The day is over: what has passed its last day is judged, for now nothing more can come in time. */
export const judgeAtClose = (
  promises: readonly PromiseToPay[],
  payments: readonly PaymentBooked[],
  holidays: HolidayBook,
  day: CalendarDate,
): Judged => judge(promises, payments, holidays, (part) => atClose(part, day));

/** What was promised binds no longer; what has been paid is told all the same. */
export const withdraw = (
  promises: readonly PromiseToPay[],
  payments: readonly PaymentBooked[],
  holidays: HolidayBook,
  because: string,
  isMeant: (promise: PromiseToPay) => boolean = () => true,
): Judged =>
  judge(promises, payments, holidays, ({ promise, part }) =>
    part.state === 'open' && isMeant(promise) ? [{ state: 'withdrawn', because }] : [],
  );

function judge(
  promises: readonly PromiseToPay[],
  payments: readonly PaymentBooked[],
  holidays: HolidayBook,
  find: (part: Weighed) => readonly Found[],
): Judged {
  const parts = promises.flatMap((promise) => partsOf(promise, holidays));
  const credits = creditsOf(parts, payments);
  const verdicts: Verdict[] = [];
  const states = new Map<PartOfPromise, PartState>();
  for (const one of parts) {
    const credited = credits.get(one.part) ?? 0;
    for (const { state, because } of find({ ...one, credited })) {
      verdicts.push({ promiseId: one.promise.promiseId, number: one.part.number, state, credited, because });
      states.set(one.part, state);
    }
  }
  return { promises: states.size === 0 ? promises : promises.map((one) => withStates(one, states)), verdicts };
}

/** What was withdrawn takes part in nothing any more, and spends no money. */
const partsOf = (promise: PromiseToPay, holidays: HolidayBook): readonly Omit<Weighed, 'credited'>[] =>
  promise.parts
    .filter(({ state }) => state !== 'withdrawn')
    .map((part) => {
      const { on, provisional } = lastDayOf(part.dueOn, promise, holidays);
      return { promise, part, lastDay: on, provisional };
    });

function atPayment(one: Weighed): readonly Found[] {
  const { state } = one.part;
  const kept = isEnough(one);
  if (state === 'open') return kept ? [{ state: 'kept', because: paid(one) }] : [];
  if (state === 'kept') return kept ? [] : [{ state: 'open', because: 'payment-reversed' }];
  if (kept) return [REOPENED, { state: 'kept', because: paid(one) }];
  return endOf(one) === state ? [] : [state === 'broken' ? REOPENED : { state: 'open', because: 'payment-reversed' }];
}

const REOPENED: Found = { state: 'open', because: 'back-dated-payment' };

/** Nobody's promise is called broken by a guess at holidays: a provisional last day waits for its calendar. */
function atClose(one: Weighed, day: CalendarDate): readonly Found[] {
  if (one.part.state !== 'open') return [];
  if (isEnough(one)) return [{ state: 'kept', because: paid(one) }];
  if (one.provisional || day < one.lastDay) return [];
  const state = endOf(one);
  return [{ state, because: state === 'broken' ? 'not-paid' : 'paid-in-part' }];
}

const isEnough = ({ part, promise, credited }: Weighed): boolean => credited >= part.minor - promise.toleranceMinor;

const paid = ({ part, credited }: Weighed): string => (credited < part.minor ? 'paid-within-tolerance' : 'paid');

/** In whole numbers without an upper end, so that no percent of a large amount loses a cent. */
const endOf = ({ part, promise, credited }: Weighed): PartState =>
  BigInt(credited) * 100n >= BigInt(part.minor) * BigInt(promise.partlyPercent) ? 'partly-kept' : 'broken';

const withStates = (promise: PromiseToPay, states: ReadonlyMap<PartOfPromise, PartState>): PromiseToPay =>
  promise.parts.some((part) => states.has(part))
    ? { ...promise, parts: promise.parts.map((part) => ({ ...part, state: states.get(part) ?? part.state })) }
    : promise;

/**
 * How many parts in a row were broken, up to and with the one named: in the order of their days, whatever the order in
 * which they were judged. A part that was kept, if only partly, ends the row.
 */
export function brokenInARow(promises: readonly PromiseToPay[], until?: Pick<Verdict, 'promiseId' | 'number'>): number {
  const judged = promises
    .flatMap(({ promiseId, parts }) => parts.map((part) => ({ promiseId, ...part })))
    .filter(({ state }) => state !== 'open' && state !== 'withdrawn')
    .toSorted((a, b) => compare(a.dueOn, b.dueOn) || compare(a.promiseId, b.promiseId) || a.number - b.number);
  const last =
    until === undefined ? -1 : judged.findIndex((p) => p.promiseId === until.promiseId && p.number === until.number);
  const row = last < 0 ? judged : judged.slice(0, last + 1);
  const other = row.findLastIndex(({ state }) => state !== 'broken');
  return row.length - 1 - other;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
