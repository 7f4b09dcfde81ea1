import type { CalendarDate } from '@mora/kernel';
import { instantOf, isZone } from '../gate/local-time.js';
import type { TimerSet } from '../words.js';
import type { WantedSaid } from './event.js';
import type { PersonPolicies } from './rules.js';
import type { PersonState, Wanted } from './state.js';
import type { Context } from './step.js';

export const JUDGE = 'judge';

/** A contact is asked for, or asked for again: the last word on it counts. */
export function want(state: PersonState, wanted: WantedSaid, { at, policies }: Context): PersonState {
  const others = state.wanted.filter(({ contactId }) => contactId !== wanted.contactId);
  const dueAt = Math.max(plannedInstant(state, wanted, policies), soonest(at.now));
  return { ...state, wanted: [...others, { dueAt, tries: 0, ...wanted }] };
}

/**
 * After this very instant: the timer may have fired at it already, and what a timer says bears ids that follow from its
 * instant. One that stood at the same instant twice would say two things under one id.
 */
export const soonest = (now: number): number => now + 1;

export const withdraw = (
  state: PersonState,
  { loanId, contactId }: Readonly<{ loanId: string; contactId: string | null }>,
): PersonState => {
  const isMeant = (wanted: Wanted): boolean =>
    wanted.loanId === loanId && (contactId === null || wanted.contactId === contactId);
  const wanted = state.wanted.filter((one) => !isMeant(one));
  return wanted.length === state.wanted.length ? state : { ...state, wanted };
};

/** The zone in which the person's hours are counted; a guess only where nothing is known, and then nothing is allowed. */
export function zoneOf({ party }: PersonState, { installationZone }: PersonPolicies): string {
  const zone = party?.timeZone ?? null;
  return zone !== null && isZone(zone) ? zone : installationZone;
}

/** The instant for which a contact is planned: at its hour, else in the person's habit, else at the bank's hour. */
function plannedInstant(
  state: PersonState,
  { on, at }: Readonly<{ on: CalendarDate; at: string | null }>,
  policies: PersonPolicies,
): number {
  const hour = at ?? state.party?.hours?.split('-')[0] ?? policies.flow.defaultHour;
  return instantOf(zoneOf(state, policies), on, minuteOf(hour));
}

const minuteOf = (hour: string): number => Number(hour.slice(0, 2)) * 60 + Number(hour.slice(3, 5));

/** The zone or the habits may be others now: what has not been judged yet is planned anew. */
export function plannedAnew(state: PersonState, { at, policies }: Context): PersonState {
  if (state.wanted.length === 0) return state;
  const wanted = state.wanted.map((one) =>
    one.tries > 0 ? one : { ...one, dueAt: Math.max(plannedInstant(state, one, policies), soonest(at.now)) },
  );
  return { ...state, wanted };
}

/** The one timer of all that is wanted stands at the earliest of them. */
export function judgeTimer(
  known: PersonState,
  next: PersonState,
  fired: boolean,
): Readonly<{ timers: readonly TimerSet[]; clear: readonly string[] }> {
  const [before, now] = [leastDue(known), leastDue(next)];
  if (now === null) return { timers: [], clear: before === null || fired ? [] : [JUDGE] };
  if (now === before && !fired) return { timers: [], clear: [] };
  return { timers: [{ key: JUDGE, kind: JUDGE, dueAt: now }], clear: [] };
}

const leastDue = ({ wanted }: PersonState): number | null =>
  wanted.length === 0 ? null : Math.min(...wanted.map(({ dueAt }) => dueAt));
