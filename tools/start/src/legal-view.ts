import type { CalendarDate } from '@mora/kernel';
import { row } from './rows.js';
import type { Term } from './term.js';

type Counted = Readonly<{ name: string; count: number }>;

/** What legal escalation did on a day, as it tells it itself. */
export type LegalView = Readonly<{
  on: string;
  openDay: CalendarDate | null;
  course: readonly Counted[];
  /** Open cases by how far they have come. */
  stages: readonly Counted[];
  work: readonly Counted[];
}>;

/** What is told of a day, in the order in which it happens to a loan. */
const TOLD: readonly (readonly [name: string, words: string])[] = [
  ['demand-asked', 'demands'],
  ['exception-approved', 'exceptions'],
  ['gate-passed', 'gate'],
  ['gate-withdrawn', 'withdrawn'],
  ['case-opened', 'cases'],
  ['case-evaluated', 'weighed'],
  ['filed', 'filed'],
  ['proceeding-step', 'steps at court'],
  ['step-lapsed', 'lapsed'],
  ['judgment-entered', 'judged'],
  ['enforcement-applied', 'enforcing'],
  ['measure-outcome', 'measures'],
  ['recovered', 'recovered'],
  ['execution-ended', 'ended'],
  ['settlement-asked', 'settling'],
  ['case-closed', 'closed'],
  ['asset-sold', 'sold'],
  ['written-off', 'written off'],
];

/** The day in one row: which loans may go to court, which went, and what came of it. */
export function legalRow({ course, stages, work }: LegalView, term: Term): string {
  const counts = new Map(course.map(({ name, count }) => [name, count]));
  const happened = TOLD.flatMap(([name, words]) => {
    const count = counts.get(name) ?? 0;
    return count === 0 ? [] : [{ text: `${words} ${count}` }];
  });
  const atRisk = work.find(({ name }) => name === 'limitation-at-risk')?.count ?? 0;
  const open = sumOf(stages);
  const todo = sumOf(work);
  const parts = [
    ...happened,
    ...(open === 0 ? [] : [{ text: `${open} open cases`, paint: term.red }]),
    ...(atRisk === 0 ? [] : [{ text: `limitation at risk ${atRisk}`, paint: term.yellow }]),
    ...(todo === 0 ? [] : [{ text: `${todo} to do`, paint: term.dim }]),
  ];
  return row('law', parts.length === 0 ? [{ text: 'nothing went to law', paint: term.dim }] : parts, term);
}

const sumOf = (rows: readonly Counted[]): number => rows.reduce((sum, { count }) => sum + count, 0);
