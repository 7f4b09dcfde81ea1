import { addMonths, type CalendarDate, latest } from '@mora/kernel';
import type { RetentionRule } from './rules.js';

type Kept = Readonly<{ jurisdiction: string | null; lastActivityOn: CalendarDate | null }>;

/** The first day on which nothing of the person need be kept any more; null where nothing need be at all. */
export function keptUntil(
  rules: readonly RetentionRule[],
  { jurisdiction, lastActivityOn }: Kept,
): CalendarDate | null {
  if (lastActivityOn === null) return null;
  const binds = (rule: RetentionRule): boolean =>
    jurisdiction === null ||
    rule.jurisdiction === '*' ||
    jurisdiction === rule.jurisdiction ||
    jurisdiction.startsWith(`${rule.jurisdiction}-`);
  const ends = rules.filter(binds).map(({ months }) => addMonths(lastActivityOn, months));
  return ends.length === 0 ? null : ends.reduce(latest);
}
