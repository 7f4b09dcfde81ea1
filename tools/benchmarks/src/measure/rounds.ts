import { quiet } from './quiet.js';

/** How long the machine is given to come to rest before a case. */
let patienceMs = 0;

export const waitForQuiet = (atMostMs: number): void => void (patienceMs = atMostMs);

/** Cases that were measured though the machine had other work. */
let disturbed = 0;

export const disturbances = (): number => disturbed;

/** What one case did in one round. */
export type Measured = Readonly<{ events: number; seconds: number }>;
export type Rates<N extends string> = Readonly<Record<N, readonly number[]>>;

/**
 * Runs every case once a round and turns the order from round to round, so that whatever else the machine does hits
 * all of them alike. Answers the rates per second, one a round.
 */
export async function interleaved<N extends string>(
  rounds: number,
  cases: Readonly<Record<N, () => Promise<Measured>>>,
): Promise<Rates<N>> {
  const names = Object.keys(cases) as N[];
  const rates = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<N, number[]>;
  for (let round = 0; round < rounds; round += 1) {
    for (const name of turned(names, round)) {
      if (patienceMs > 0 && !(await quiet(patienceMs))) disturbed += 1;
      const { events, seconds } = await cases[name]();
      rates[name].push(events / seconds);
    }
  }
  return rates;
}

const turned = <T>(all: readonly T[], by: number): T[] => all.map((_, n) => all[(n + by) % all.length] as T);

/** The middle value; of an even number of values the lower of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}

/** The value below which this share of all lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? Number.NaN;
}

/** The median of the ratios within each round: noise that hits a whole round falls out. */
export const ratio = (ours: readonly number[], theirs: readonly number[]): number =>
  median(ours.map((rate, round) => rate / (theirs[round] ?? Number.NaN)));

/** Seconds that the work took. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}
