import { dayStart } from '../gate/local-time.js';
import type { Counted, PersonState } from './state.js';
import type { Context } from './step.js';
import { zoneOf } from './wanted.js';

/** Clocks differ a little, and people round. */
const SLACK_MS = 60_000;

type MadeAt = Readonly<{ at: number; isOutOfTime: boolean }>;

/**
 * The instant at which a contact counts, by what somebody says of it: never before it was allowed, and never after now.
 * So no report can carry a contact out of the window that it was counted in.
 */
export function madeAt(state: PersonState, attempt: Counted, said: number, { at: { now }, policies }: Context): MadeAt {
  const allowedAt = attempt.allowedAt ?? attempt.at;
  const allowance = state.allowances.find(({ id }) => id === attempt.allowanceId);
  const from = allowance === undefined ? allowedAt : dayStart(zoneOf(state, policies), allowance.from);
  if (said > now + SLACK_MS) return { at: now, isOutOfTime: true };
  if (said < from - SLACK_MS) return { at: allowedAt, isOutOfTime: true };
  const until = allowance === undefined ? (attempt.until ?? Infinity) : Infinity;
  return { at: Math.max(Math.min(said, now), from), isOutOfTime: said > until + SLACK_MS };
}
