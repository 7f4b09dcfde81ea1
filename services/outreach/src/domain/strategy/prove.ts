import { decideStep } from './decide-step.js';
import { QUIET } from './input.js';
import type { Row, Strategy } from './table.js';

/** What stops every dunning, in any table: rows of their own, before anything is done. */
const STOPS = ['closed', 'hold', 'dispute', 'complaint', 'plan'] as const;

/** Everything that is wrong with a strategy, in the words of its own names; none where it may be used. */
export function findingsIn(strategy: Strategy): readonly string[] {
  const { tables, goldenCases } = strategy;
  return [
    ...experimentFindings(strategy),
    ...Object.entries(tables).flatMap(([name, rows]) => [
      ...stopFindings(name, rows),
      ...rows.flatMap((row) => rowFindings(strategy, name, row)),
      ...repeated(rows.map(({ rule }) => rule)).map((rule) => `${name}: two rows are called ${rule}`),
    ]),
    ...goldenCases.flatMap((one) => caseFindings(strategy, one)),
  ];
}

function experimentFindings({ experiment, table, tables }: Strategy): readonly string[] {
  const named = [table, ...(experiment?.arms.map((arm) => arm.table) ?? [])];
  const missing = named.filter((name) => tables[name] === undefined).map((name) => `there is no table ${name}`);
  const sum = experiment?.arms.reduce((all, { perMille }) => all + perMille, 0) ?? 1_000;
  return sum === 1_000 ? missing : [...missing, `the arms make ${sum} per mille`];
}

function stopFindings(table: string, rows: readonly Row[]): readonly string[] {
  const first = rows.findIndex((row) => row.do !== null);
  const before = first < 0 ? rows : rows.slice(0, first);
  return STOPS.filter((stop) => !before.some(({ when }) => isJust(when, stop))).map(
    (stop) => `${table}: nothing may be done before the row that stops at ${stop}`,
  );
}

const isJust = (when: Row['when'], stop: (typeof STOPS)[number]): boolean =>
  when[stop] === true && Object.keys(when).length === 1;

/** A higher rung asks for one of the rungs below it: whoever has had nothing meets the gentlest first (S25, S35). */
function rowFindings({ steps }: Strategy, table: string, { rule, when, do: step }: Row): readonly string[] {
  if (step === null) return [];
  const meant = steps[step];
  if (meant === undefined) return [`${table} ${rule}: there is no step ${step}`];
  const unknown = [...(when.done?.has ?? []), ...(when.done?.not ?? [])].filter((name) => steps[name] === undefined);
  const named = unknown.map((name) => `${table} ${rule}: there is no step ${name}`);
  const { rung } = meant;
  if (rung === null || rung === lowestOf(steps)) return named;
  const below = when.done?.has?.map((name) => steps[name]?.rung ?? null) ?? [];
  const climbs = below.length > 0 && below.every((other) => other !== null && other < rung);
  return climbs ? named : [...named, `${table} ${rule}: ${step} could be the first that anybody hears`];
}

const lowestOf = (steps: Strategy['steps']): number =>
  Math.min(...Object.values(steps).flatMap(({ rung }) => (rung === null ? [] : [rung])));

function caseFindings(strategy: Strategy, { name, table, input, expect, rule }: Strategy['goldenCases'][number]) {
  const found = decideStep(strategy, table, { ...QUIET, ...input });
  const fits = found.step === expect && (rule === undefined || rule === found.rule);
  return fits ? [] : [`golden case "${name}": ${found.step ?? 'nothing'} by ${found.rule}`];
}

const repeated = (names: readonly string[]): readonly string[] => [
  ...new Set(names.filter((name, n) => names.indexOf(name) !== n)),
];
