import type { CalendarDate } from '@mora/kernel';
import { row } from './rows.js';
import type { Term } from './term.js';

type Counted = Readonly<{ name: string; count: number }>;

/** What negotiation did on a day, as it tells it itself. */
export type NegotiationView = Readonly<{
  on: string;
  openDay: CalendarDate | null;
  course: readonly Counted[];
  offers: readonly Readonly<{ kinds: string; state: string; count: number }>[];
}>;

/** What is told of a day, in the order in which it happens to a loan. */
const TOLD: readonly (readonly [name: string, words: string])[] = [
  ['round-opened', 'opened'],
  ['offer-made', 'offered'],
  ['offer-accepted', 'accepted'],
  ['plan-activated', 'booked'],
  ['plan-not-booked', 'not booked'],
  ['instalment-kept', 'kept'],
  ['plan-at-risk', 'at risk'],
  ['plan-completed', 'completed'],
  ['plan-broken', 'broken'],
  ['plan-ended', 'ended'],
  ['failed', 'failed'],
];

/** The day in one row: what was opened, offered, agreed, booked and kept. */
export function negotiationRow(view: NegotiationView, term: Term): string {
  const counts = new Map(view.course.map(({ name, count }) => [name, count]));
  if (!counts.has('offer-made')) counts.set('offer-made', sumOf(view.offers));
  const parts = TOLD.flatMap(([name, words]) => {
    const count = counts.get(name) ?? 0;
    return count === 0 ? [] : [{ text: `${words} ${count}` }];
  });
  const told = parts.length === 0 ? [{ text: 'nothing was negotiated', paint: term.dim }] : parts;
  return row('negotiation', told, term);
}

const sumOf = (rows: readonly Readonly<{ count: number }>[]): number => rows.reduce((sum, { count }) => sum + count, 0);
