import type { StrategyInput } from './input.js';
import type { DoneWhen, Range, Row, Strategy, When } from './table.js';

/** What the strategy says, and by which row; `none` where no row speaks of the loan. */
export type StepDecision = Readonly<{ step: string | null; rule: string }>;

/** The first row that matches, from the top. */
export function decideStep({ tables }: Pick<Strategy, 'tables'>, table: string, input: StrategyInput): StepDecision {
  const row = tables[table]?.find(({ when }) => matches(when, input));
  return row === undefined ? { step: null, rule: NO_ROW } : { step: row.do, rule: row.rule };
}

const NO_ROW = 'none';

export const matches = (when: Row['when'], input: StrategyInput): boolean =>
  Object.entries(when).every(([column, wanted]) =>
    column === 'done'
      ? isDone(wanted as DoneWhen, input.done)
      : holds(
          column,
          wanted as Exclude<When[keyof When], DoneWhen>,
          input[column as Exclude<keyof StrategyInput, 'done'>],
        ),
  );

function holds(column: string, wanted: boolean | Range | readonly string[] | undefined, found: unknown): boolean {
  if (typeof wanted === 'boolean') return found === wanted;
  if (isWords(wanted)) return typeof found === 'string' && wanted.includes(found);
  if (typeof found === 'number') return isWithin(wanted as Range, found);
  // Never is longer ago than any number of days; a day that is not to come is within no span.
  return SINCE.has(column) && (wanted as Range)[1] === null;
}

const SINCE: ReadonlySet<string> = new Set(['daysSinceLastContact', 'daysSinceLastAttempt']);

const isWords = (wanted: unknown): wanted is readonly string[] =>
  Array.isArray(wanted) && wanted.some((one) => typeof one === 'string');

const isWithin = ([from, to]: Range, value: number): boolean =>
  (from === null || value >= from) && (to === null || value < to);

const isDone = ({ has, not }: DoneWhen, done: readonly string[]): boolean =>
  (has === undefined || has.some((step) => done.includes(step))) &&
  (not === undefined || !not.some((step) => done.includes(step)));
