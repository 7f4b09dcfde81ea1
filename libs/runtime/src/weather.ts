import { LogReplaced } from './lanes/lane-input.js';

/**
 * SQLSTATEs of what passes by itself: connection, a server that is read-only for the moment, resources, operator's
 * intervention, system, serialization.
 */
const PASSING = /^(08|25P03|25006|40|53|55|57|58)/;
/** What no record can bring about: a table, column or right that is not there, a plan of another schema, a sick server. */
const DEPLOYMENT = /^(0A000|28|3D|3F|42|XX)/;
/** Of these, a lost race and what is locked or cancelled. */
const LOST_RACE = /^(40|55|57014)/;
const SQLSTATE = /^[0-9A-Z]{5}$/;
/** Node's codes of the operating system's errors; its own (`ERR_...`) tell of mistakes in a program. */
const ERRNO = /^E(?!RR_)[A-Z0-9_]+$/;
const LOST = /terminat|timeout|timed out|not queryable|closed|ended|Connection/i;

/** Whether an error is the weather (database or broker away, a lost race) and the same work may be tried again. */
export function isWeather(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, retriable } = error as { code?: unknown; retriable?: unknown };
  if (retriable === true) return true; // kafkajs's own word for it
  if (typeof code === 'string' && ERRNO.test(code)) return true;
  if (typeof code === 'string' && SQLSTATE.test(code)) return PASSING.test(code);
  // The driver throws plain errors where a connection is lost; other kinds are of whoever threw them, whatever they say.
  return (error.name === 'Error' && LOST.test(error.message)) || isWeather(error.cause);
}

/** Whether it is the weather of all who would ask now, and not a race that one of them has lost. */
export function isAway(error: unknown): boolean {
  const { code } = (error ?? {}) as { code?: unknown };
  return isWeather(error) && !(typeof code === 'string' && LOST_RACE.test(code));
}

/** Whether an error is the weather or a broken deployment, so that holding a subject for it would be wrong. */
export function isNoRecordsFault(error: unknown): boolean {
  const { code } = (error ?? {}) as { code?: unknown };
  const isDeployment = typeof code === 'string' && SQLSTATE.test(code) && DEPLOYMENT.test(code);
  return isDeployment || error instanceof LogReplaced || isWeather(error);
}

const FIRST_MS = 100;
const LONGEST_MS = 10_000;

/** How long to wait before the nth attempt, in milliseconds: doubling, up to ten seconds. */
export const backOffMs = (attempt: number): number => Math.min(FIRST_MS * 2 ** Math.min(attempt, 10), LONGEST_MS);
