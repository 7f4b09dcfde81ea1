import { addDays, calendarOf, type CalendarDate, earliest } from '@mora/kernel';
import type { DecisionAt, Flag } from '../words.js';
import type { CutOver } from '../people/commands.js';
import type { LoanEvent } from '../loan/event.js';
import type { Part, Step } from '../loan/part.js';
import { seenOf } from '../people/seen.js';
import { refused, type Seen, unchanged } from '../people/step.js';
import type { MakePromise, WithdrawPromise } from './commands.js';
import { type Judged, judgeAtClose, judgeAtPayment, withdraw } from './judge.js';
import { objectionTo } from './limits.js';
import { isOpen, lastDayOf, type PromiseToPay } from './promise.js';
import type { PromiseRules } from './rules.js';
import { became, made, rowOf } from './said.js';

/** The promises of a loan; older ones are forgotten with the payments that would be credited to them. */
export type PromisesPart = Readonly<{
  promises: readonly PromiseToPay[];
  /** What ended the debt otherwise than by payment: what was promised binds no longer, from the close of that day. */
  ended: 'rescheduled' | 'written-off' | 'corrected' | null;
}>;

export const noPromises: PromisesPart = { promises: [], ended: null };

const REMEMBERED_DAYS = 400;
const STOPS: readonly Flag[] = ['dispute', 'deceased', 'bankrupt', 'moratorium', 'incapacity', 'closed', 'plan-active'];

export const promisesPart: Part<PromisesPart> = {
  name: 'promises',
  start: noPromises,
  on: (part, event, view, at) =>
    part.promises.length > 0 ||
    event.kind === 'promise-made' ||
    event.kind === 'promise-withdrawn' ||
    event.kind === 'cut-over'
      ? onPromises(part, event, seenOf(view), at)
      : unchanged(part),
  tells: (part) => ({ flags: promiseFlags(part), facts: {} }),
};

/** What an open promise means to the gate and to strategy. */
export const promiseFlags = ({ promises }: PromisesPart): readonly Flag[] =>
  promises.some(isOpen) ? ['promise-open'] : [];

/** How the last promise stands; partly kept is as good as broken to whoever plans the next contact. */
export function promiseStanding({ promises }: PromisesPart): 'none' | 'open' | 'kept' | 'broken' {
  if (promises.some(isOpen)) return 'open';
  const last = promises.findLast(({ parts }) => parts.some(({ state }) => state !== 'withdrawn'));
  if (last === undefined) return 'none';
  return last.parts.every(({ state }) => state === 'kept' || state === 'withdrawn') ? 'kept' : 'broken';
}

/** One event, as far as promises look at it. */
export function onPromises(part: PromisesPart, event: LoanEvent, seen: Seen, at: DecisionAt): Step<PromisesPart> {
  switch (event.kind) {
    case 'promise-made':
      return make(part, event, seen, at);
    case 'cut-over':
      return event.past.what === 'promise' ? bring(part, event, seen, at) : unchanged(part);
    case 'promise-withdrawn':
      return takeBack(part, event, seen, at);
    case 'payment':
    case 'reversal':
      return judged(part, judgeAtPayment(part.promises, seen.payments, seen.holidays), seen, at);
    case 'cured':
      return event.by === 'paid' ? unchanged(part) : { part: { ...part, ended: event.by }, reviewOn: at.openDay };
    case 'day-closed':
      return closeDay(part, seen, at);
    default:
      return unchanged(part);
  }
}

function make(part: PromisesPart, event: MakePromise, seen: Seen, at: DecisionAt): Step<PromisesPart> {
  const rules = seen.rules.promises.inForceOn(at.openDay);
  const last = event.parts.at(-1)?.dueOn ?? at.openDay;
  const objection = objectionTo(event, rules.limits, {
    today: at.openDay,
    openPromises: part.promises.filter(isOpen).length,
    currency: seen.currency ?? event.currency,
    owedMinor: seen.dues.reduce((sum, { dueOn, minor }) => (dueOn <= last ? sum + minor : sum), seen.overdueMinor),
    restricted: seen.flags.some((flag) => STOPS.includes(flag)),
  });
  if (objection !== null) return refused(part, objection.because, objection.detail);
  const known = seen.payments.filter(({ valueDate }) => valueDate >= at.openDay).map(({ id }) => id);
  return add(part, promiseOf(event, at.openDay, known, rules, seen), seen, at);
}

/** A promise from before Mora is taken as it was given, and what has been paid since counts for it. */
function bring(part: PromisesPart, { past, personId, role }: CutOver, seen: Seen, at: DecisionAt): Step<PromisesPart> {
  if (past.what !== 'promise' || part.promises.some(({ promiseId }) => promiseId === past.promiseId))
    return unchanged(part);
  const rules = seen.rules.promises.inForceOn(at.openDay);
  const event: MakePromise = { kind: 'promise-made', personId, role, via: 'cut-over', ...past };
  const added = add(part, promiseOf(event, past.madeOn, [], rules, seen), seen, at);
  const now = judged(added.part, judgeAtPayment(added.part.promises, seen.payments, seen.holidays), seen, at);
  return {
    ...now,
    said: [...(added.said ?? []), ...(now.said ?? [])],
    writes: [...(added.writes ?? []), ...(now.writes ?? [])],
  };
}

function promiseOf(
  { promiseId, personId, role, currency, method, via, parts }: MakePromise,
  madeOn: CalendarDate,
  known: readonly string[],
  rules: PromiseRules,
  seen: Seen,
): PromiseToPay {
  const jurisdiction = seen.jurisdictionOf(personId);
  const { graceWorkingDays, toleranceMinor, partlyPercent, id, version } = rules;
  return {
    promiseId,
    personId,
    role,
    currency,
    method,
    via,
    madeOn,
    calendar: jurisdiction === null ? rules.calendar : calendarOf(jurisdiction),
    graceWorkingDays,
    toleranceMinor,
    partlyPercent,
    policy: { id, version },
    parts: parts.map(({ dueOn, minor }, n) => ({ number: n + 1, dueOn, minor, state: 'open' })),
    known,
  };
}

function add(part: PromisesPart, promise: PromiseToPay, seen: Seen, at: DecisionAt): Step<PromisesPart> {
  const next = { ...part, promises: [...part.promises, promise] };
  return { part: next, said: [made(promise)], writes: [rowOf(promise, seen)], ...review(next, seen, at.openDay) };
}

function takeBack(
  part: PromisesPart,
  { promiseId, because }: WithdrawPromise,
  seen: Seen,
  at: DecisionAt,
): Step<PromisesPart> {
  const promise = part.promises.find((one) => one.promiseId === promiseId);
  if (promise === undefined) return refused(part, 'promise-unknown', 'the loan has no such promise');
  if (!isOpen(promise)) return refused(part, 'promise-ended', 'no part of it is open any more');
  return judged(
    part,
    withdraw(part.promises, seen.payments, seen.holidays, because, (one) => one === promise),
    seen,
    at,
  );
}

/** Both spine streams are known up to here: what the one says about the debt and the other about money meets now. */
function closeDay(part: PromisesPart, seen: Seen, at: DecisionAt): Step<PromisesPart> {
  const because = part.ended ?? (seen.flags.includes('plan-active') ? 'plan-active' : null);
  const first = judgeAtClose(part.promises, seen.payments, seen.holidays, at.openDay);
  const second =
    because === null
      ? { promises: first.promises, verdicts: [] }
      : withdraw(first.promises, seen.payments, seen.holidays, because);
  const both = { promises: second.promises, verdicts: [...first.verdicts, ...second.verdicts] };
  const step = judged({ ...part, ended: null }, both, seen, at);
  return { ...step, part: forgetting(step.part, at.openDay) };
}

function forgetting(part: PromisesPart, day: CalendarDate): PromisesPart {
  const since = addDays(day, -REMEMBERED_DAYS);
  const kept = part.promises.filter((one) => isOpen(one) || one.parts.some(({ dueOn }) => dueOn >= since));
  return kept.length === part.promises.length ? part : { ...part, promises: kept };
}

function judged(part: PromisesPart, { promises, verdicts }: Judged, seen: Seen, at: DecisionAt): Step<PromisesPart> {
  const next = promises === part.promises ? part : { ...part, promises };
  const touched = new Set(verdicts.map(({ promiseId }) => promiseId));
  return {
    part: next,
    said: verdicts.map((verdict) => became(verdict, promises, at.openDay)),
    writes: promises.filter(({ promiseId }) => touched.has(promiseId)).map((promise) => rowOf(promise, seen)),
    ...review(next, seen, at.openDay),
  };
}

/** The day on which an open part is judged; where the last day is provisional or past, the next close. */
function review({ promises, ended }: PromisesPart, seen: Seen, today: CalendarDate): { reviewOn?: CalendarDate } {
  const days = promises.flatMap((promise) =>
    promise.parts
      .filter(({ state }) => state === 'open')
      .map(({ dueOn }) => lastDayOf(dueOn, promise, seen.holidays).on),
  );
  if (ended !== null) return { reviewOn: today };
  const [first, ...others] = days.map((day) => (day < today ? today : day));
  return first === undefined ? {} : { reviewOn: others.reduce(earliest, first) };
}
