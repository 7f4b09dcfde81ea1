import { longestWindowDays } from '../gate/packs.js';
import { pointPrintOf } from './points.js';
import type { Counted, PersonState } from './state.js';
import type { Context } from './step.js';

const DAY_MS = 86_400_000;
/** A window that begins on a local day may reach back a day more, and the clocks may change in it. */
const SPARE_DAYS = 2;

/** Contacts from before Mora, or of another system: each counts once, with its real time. */
export function remember(state: PersonState, attempts: readonly Counted[]): PersonState {
  const known = new Set(state.history.map(({ id }) => id));
  const fresh = [...new Map(attempts.map((attempt) => [attempt.id, attempt])).values()].filter(
    ({ id }) => !known.has(id),
  );
  if (fresh.length === 0) return state;
  const printed = fresh.map((one) => ({ ...one, pointPrint: pointPrintOf(state.party, one.pointId) }));
  return { ...state, history: [...state.history, ...printed] };
}

/** Forgets what no window reaches any more; contacts of third parties are counted for ever. */
export function pruned(state: PersonState, { at, policies }: Context): PersonState {
  const since = at.now - (longestWindowDays(policies.packs) + SPARE_DAYS) * DAY_MS;
  const history = state.history.filter((attempt: Counted) => attempt.at >= since || attempt.role === 'contact');
  const allowances = state.allowances.filter(
    ({ id, until }) => until >= at.today || history.some(({ allowanceId }) => allowanceId === id),
  );
  const isShorter = history.length < state.history.length || allowances.length < state.allowances.length;
  return isShorter ? { ...state, history, allowances } : state;
}
