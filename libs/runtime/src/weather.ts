/** SQLSTATE classes of what passes by itself: connection, resources, operator's intervention, system, serialization. */
const PASSING = /^(08|25P03|40|53|55|57|58)/;
const SQLSTATE = /^[0-9A-Z]{5}$/;
const LOST = /terminat|timeout|timed out|not queryable|closed|ended|Connection/i;

/** Whether an error is the weather (database or broker away, a lost race) and the same work may be tried again. */
export function isWeather(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = (error as { code?: unknown }).code;
  if (typeof code === 'string') return SQLSTATE.test(code) ? PASSING.test(code) : code.startsWith('E');
  return LOST.test(error.message) || isWeather(error.cause);
}

const FIRST_MS = 100;
const LONGEST_MS = 10_000;

/** How long to wait before the nth attempt, in milliseconds: doubling, up to ten seconds. */
export const backOffMs = (attempt: number): number => Math.min(FIRST_MS * 2 ** Math.min(attempt, 10), LONGEST_MS);
