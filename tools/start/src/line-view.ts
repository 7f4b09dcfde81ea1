import type { Lag } from './lag.js';
import { type Part, row } from './rows.js';
import { grouped } from './summary.js';
import type { Term } from './term.js';

type Counted = Readonly<{ stage: string; loans: number }>;

/** The whole line at a moment: where all loans stand, what is said on the streams, and who is behind. */
export type LineView = Readonly<{
  /** Each loan once. */
  stages: readonly Counted[];
  /** Records a second on each public stream, by its short name. */
  rates: readonly Readonly<{ stream: string; perSecond: number }>[];
  lags: readonly Lag[];
}>;

type Group = Readonly<{ words: string; colour: 'green' | 'yellow' | 'red'; holds: (stage: string) => string | null }>;

const one = (stage: string, words: string, colour: Group['colour']): Group => ({
  words,
  colour,
  holds: (other) => (other === stage ? '' : null),
});
const OVERDUE = 'overdue-';
const AT_LAW: Readonly<Record<string, string>> = {
  'in-legal': 'case',
  'in-court': 'court',
  judged: 'judged',
  enforcing: 'enforcing',
};

/** All stages, in the order of a loan's life; a loan is in one of them. Those of two kinds are told one by one behind it. */
const GROUPS: readonly Group[] = [
  one('current', 'current', 'green'),
  {
    words: 'overdue',
    colour: 'yellow',
    holds: (stage) => (stage.startsWith(OVERDUE) ? stage.slice(OVERDUE.length) : null),
  },
  one('contacted', 'contacted', 'yellow'),
  one('promised', 'promised', 'yellow'),
  one('negotiating', 'negotiating', 'yellow'),
  one('on-plan', 'on a plan', 'yellow'),
  { words: 'in legal', colour: 'red', holds: (stage) => AT_LAW[stage] ?? null },
  one('settled', 'settled', 'green'),
  one('sold', 'sold', 'red'),
  one('written-off', 'written off', 'red'),
  one('cured', 'cured', 'green'),
];

/** The line in one block: loans by stage, events a second, and lag. */
export function lineBlock({ stages, rates, lags }: LineView, term: Term): string {
  const sum = (numbers: readonly number[]): number => numbers.reduce((all, number) => all + number, 0);
  const loans = sum(stages.map((stage) => stage.loans));
  const perSecond = sum(rates.map((rate) => rate.perSecond));
  return [
    row('loans', [{ text: `${grouped(loans)} in all` }, ...GROUPS.map((group) => told(group, stages, term))], term),
    row(
      'events/s',
      [{ text: whole(perSecond) }, ...rates.map((rate) => dim(`${rate.stream} ${whole(rate.perSecond)}`, term))],
      term,
    ),
    row(
      'lag',
      lags.map(({ service, records }) => {
        return { text: `${service} ${grouped(records)}`, paint: records > 0 ? term.yellow : term.dim };
      }),
      term,
    ),
  ].join('\n');
}

/** What nobody is in is told too, so that the block always reads the same. */
function told({ words, colour, holds }: Group, stages: readonly Counted[], term: Term): Part {
  const held = stages.flatMap(({ stage, loans }) => {
    const kind = holds(stage);
    return kind === null ? [] : [{ kind, loans }];
  });
  const loans = held.reduce((sum, each) => sum + each.loans, 0);
  if (loans === 0) return dim(`${words} 0`, term);
  const kinds = held.filter(({ kind }) => kind !== '').map((each) => `${each.kind} ${grouped(each.loans)}`);
  return {
    text: `${words} ${grouped(loans)}${kinds.length === 0 ? '' : ` (${kinds.join(', ')})`}`,
    paint: term[colour],
  };
}

const dim = (text: string, term: Term): Part => ({ text, paint: term.dim });
const whole = (perSecond: number): string => grouped(Math.round(perSecond));
