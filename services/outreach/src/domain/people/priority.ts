import type { PriorityRow, Span, WorkRules } from './rules.js';

/** What is looked at to tell how urgent a case is. */
export type Urgency = Readonly<{ queue: string; grade: string | null; bucket: string | null; amountMinor: number }>;

/** The lowest number is taken first. */
export function priorityOf({ priorities }: Pick<WorkRules, 'priorities'>, urgency: Urgency): number {
  const row = priorities.find(({ when }) => matches(when, urgency));
  return row === undefined ? LAST : row.priority;
}

/** Behind everything that a row names: the loader asks for a last row that matches everything. */
const LAST = 999;

const matches = ({ queue, grade, bucket, amountMinor }: PriorityRow['when'], urgency: Urgency): boolean =>
  isOneOf(queue, urgency.queue) &&
  isOneOf(grade, urgency.grade) &&
  isOneOf(bucket, urgency.bucket) &&
  isIn(amountMinor, urgency.amountMinor);

const isOneOf = (words: readonly string[] | undefined, word: string | null): boolean =>
  words === undefined || (word !== null && words.includes(word));

function isIn(span: Span | undefined, amount: number): boolean {
  if (span === undefined) return true;
  const [from, to] = span;
  return (from === null || amount >= from) && (to === null || amount < to);
}
