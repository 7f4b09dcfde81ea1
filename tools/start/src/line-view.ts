import { grouped } from './summary.js';
import type { Term } from './term.js';

/** The whole line at a moment: where all loans stand, what is said on the streams, and who is behind. */
export type LineView = Readonly<{
  stages: readonly Readonly<{ stage: string; loans: number }>[];
  /** Records a second on each public stream, by its short name. */
  rates: readonly Readonly<{ stream: string; perSecond: number }>[];
  /** Records that a service has still to read. */
  lags: readonly Readonly<{ service: string; records: number }>[];
}>;

/** The line in one block: loans by stage, events a second, and lag. */
export function lineBlock({ stages, rates, lags }: LineView, term: Term): string {
  const loans = stages.map(({ stage, loans }) => `${colourOf(stage, term)(stage)} ${grouped(loans)}`);
  const all = rates.reduce((sum, { perSecond }) => sum + perSecond, 0);
  const each = rates.filter(({ perSecond }) => perSecond >= 0.5);
  const behind = lags.filter(({ records }) => records > 0);
  return [
    row('loans', loans.length === 0 ? [term.dim('none is known yet')] : loans, term),
    row(
      'events/s',
      [rate(all), ...each.map(({ stream, perSecond }) => term.dim(`${stream} ${rate(perSecond)}`))],
      term,
    ),
    row(
      'lag',
      behind.length === 0
        ? [term.dim('none: every service has read all')]
        : lags.map(({ service, records }) => (records > 0 ? term.yellow : term.dim)(`${service} ${grouped(records)}`)),
      term,
    ),
  ].join('\n');
}

const WIDTH = 10;
const row = (name: string, parts: readonly string[], term: Term): string =>
  `    ${term.dim(name.padEnd(WIDTH))}${parts.join(term.dim(' · '))}`;
const rate = (perSecond: number): string => grouped(Math.round(perSecond));

const WELL = ['current', 'cured', 'settled'];
const LOST = ['in-legal', 'in-court', 'judged', 'enforcing', 'sold', 'written-off'];
const colourOf = (stage: string, { green, yellow, red }: Term) =>
  WELL.includes(stage) ? green : LOST.includes(stage) ? red : yellow;
