import { type CalendarDate, latest } from '@mora/kernel';
import { instantOf, localOf } from '../gate/local-time.js';
import type { Rule } from '../gate/pack.js';
import { CURED_BY_FACTS, type Unknown } from '../gate/preflight.js';
import { type Judged, putToGate } from './put-to-gate.js';
import type { Counted, PersonState } from './state.js';
import type { Context } from './step.js';
import { zoneOf } from './wanted.js';
import type { Breach } from './writes.js';

const NOON = 12 * 60;

/** What stands in the way for some hours or days only: whoever has a grant keeps to it by himself. */
const PASSING: ReadonlySet<Rule['kind']> = new Set<Rule['kind']>(['hours', 'cap', 'quiet-after', 'holidays']);

/**
 * A grant is for days to come, and the person or the loan may change before: a dispute, an opt-out, a death, a recall.
 * From then on the contacts of the grant are revoked, until what stood in the way is over. They count all the same, as
 * nobody knows yet whether they were made before.
 */
export function revoked(known: PersonState, next: PersonState, context: Context): PersonState {
  if (next.allowances.length === 0 || !hasChanged(known, next)) return next;
  const history = next.history.map((attempt) => judged(next, attempt, context));
  return history.every((one, n) => one === next.history[n]) ? next : { ...next, history };
}

const hasChanged = (known: PersonState, next: PersonState): boolean =>
  known.party !== next.party ||
  known.flags !== next.flags ||
  known.consents !== next.consents ||
  known.optOuts !== next.optOuts ||
  known.optIns !== next.optIns ||
  known.loans !== next.loans;

function judged(state: PersonState, attempt: Counted, context: Context): Counted {
  const last = lastDayOf(state, attempt);
  if (last === null || last < context.at.today) return attempt;
  const times = attempt.revoked ?? [];
  const open = times.find(({ until }) => until === null);
  const { now } = context.at;
  if (!isBarred(state, attempt, context)) {
    if (open === undefined) return attempt;
    return { ...attempt, revoked: times.map((one) => (one === open ? { ...one, until: now } : one)) };
  }
  return open === undefined ? { ...attempt, revoked: [...times, { from: now, until: null }] } : attempt;
}

/** The last day of the grant of a contact that nobody has reported; null of any other contact. */
function lastDayOf({ allowances }: PersonState, { allowanceId, state }: Counted): CalendarDate | null {
  if (allowanceId === null || state !== 'reserved') return null;
  return allowances.find(({ id }) => id === allowanceId)?.until ?? null;
}

function isBarred(state: PersonState, attempt: Counted, context: Context): boolean {
  const { at, policies } = context;
  const zone = zoneOf(state, policies);
  const day = latest(localOf(zone, attempt.at).date, at.today);
  const answer = again(state, attempt, instantOf(zone, day, NOON), context);
  const kindOf = kindsOn(day, context);
  const isPassing = (rule: string): boolean =>
    PASSING.has(kindOf.get(rule) ?? 'stop-on') || CURED_BY_FACTS.has(rule as Unknown);
  return answer !== null && answer.decision.kind === 'refused' && !answer.decision.rules.every(isPassing);
}

/** The gate's word on a contact as if it were asked for once more. */
function again(state: PersonState, attempt: Counted, at: number, context: Context): Judged | null {
  const { loanId, by, role, channel, purpose, pointId, words: templateId = null } = attempt;
  if (loanId === null || by === null) return null;
  const others = state.history.filter(({ id }) => id !== attempt.id);
  const how = { templateId, visitors: ENOUGH, recording: true, versions: {}, spineKnown: true };
  const planned = { loanId, role, channel, purpose, collector: by, pointId, ...how };
  return putToGate({ ...state, history: others }, planned, at, context);
}

/** How a visit was to be made was judged when it was granted. */
const ENOUGH = 9;

const kindsOn = (day: CalendarDate, { policies }: Context): ReadonlyMap<string, Rule['kind']> =>
  new Map(policies.packs.on(day).flatMap(({ rules }) => rules.map(({ id, kind }) => [id, kind] as const)));

/** What a firm did wrong with a contact that it was granted, by when it says that it made it; null where nothing. */
export function wrongWith(state: PersonState, attempt: Counted, at: number, context: Context): Breach['kind'] | null {
  const allowance = state.allowances.find(({ id }) => id === attempt.allowanceId);
  if (allowance === undefined) return null;
  const { date } = localOf(zoneOf(state, context.policies), at);
  if (date < allowance.from || allowance.until < date) return 'outside-its-days';
  const times = attempt.revoked ?? [];
  if (times.some(({ from, until }) => from <= at && (until === null || at < until))) return 'after-it-was-revoked';
  return isOutOfHours(state, attempt, at, context) ? 'outside-its-hours' : null;
}

function isOutOfHours(state: PersonState, attempt: Counted, at: number, context: Context): boolean {
  const decision = again(state, attempt, at, context)?.decision;
  if (decision?.kind !== 'refused') return false;
  const kindOf = kindsOn(localOf(zoneOf(state, context.policies), at).date, context);
  return decision.rules.some((rule) => kindOf.get(rule) === 'hours');
}
