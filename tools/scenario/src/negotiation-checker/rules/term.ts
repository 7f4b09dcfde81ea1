import { loanScheduleReplaced } from '@mora/contracts';
import { addMonths, type CalendarDate } from '@mora/kernel';
import type { Finding, NegotiationBook } from '../book.js';
import type { Taken } from '../trace.js';

/** Whose law says itself how long they run, and what is no later term. */
const OF_THEIR_OWN = ['card-plan', 'settlement', 'hardship-fund'];

/**
 * No loan of mainland China ends later than extensions may go: for its own length again up to a year, half of it up to
 * five, three years above. What was late before it was agreed was no extension.
 */
export function withinTerm({ trace, accepted, acknowledged }: Taken, book: NegotiationBook): readonly Finding[] {
  const pack = book.packs.get(acknowledged?.data.disclosureId ?? '');
  const rows = trace.before(loanScheduleReplaced, accepted.place)[0]?.data.instalments ?? [];
  const [firstEnd, newEnd] = [rows.at(-1)?.dueOn, pack?.rows.at(-1)?.dueOn];
  if (pack === undefined || firstEnd === undefined || newEnd === undefined || newEnd <= pack.oldEnd) return [];
  if (pack.currency !== 'CNY' || pack.kinds.some((kind) => OF_THEIR_OWN.includes(kind))) return [];
  const most = rows.length <= 12 ? rows.length : rows.length <= 60 ? Math.floor(rows.length / 2) : 36;
  const from = pack.oldEnd > accepted.businessDate ? pack.oldEnd : accepted.businessDate;
  const later = monthsBegun(firstEnd, pack.oldEnd) + monthsBegun(from, newEnd);
  if (later <= most) return [];
  const detail = `${later} months later than agreed at first, where ${most} are the most`;
  return [{ check: 'term', loan: trace.loan, about: accepted.data.offerId, detail }];
}

function monthsBegun(from: string, to: string): number {
  let months = 0;
  while (addMonths(from as CalendarDate, months) < to) months += 1;
  return months;
}
