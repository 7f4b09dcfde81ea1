import { fnv1a64 } from '../ids.js';
import type { Strategy } from './table.js';

const HEX_DIGITS = 6;

/** In which arm of the experiment a loan is, and which table it is therefore treated by. The same in every replay. */
export function armOf(
  { experiment, table }: Pick<Strategy, 'experiment' | 'table'>,
  loanId: string,
): Readonly<{ arm: Readonly<{ experiment: string; arm: string }> | null; table: string }> {
  if (experiment === null) return { arm: null, table };
  let upTo = 0;
  const place = placeOf(experiment.salt, loanId);
  const found = experiment.arms.find(({ perMille }) => place < (upTo += perMille)) ?? experiment.arms[0];
  return found === undefined
    ? { arm: null, table }
    : { arm: { experiment: experiment.id, arm: found.arm }, table: found.table };
}

/**
 * A number from 0 to 999 that has nothing to do with anything about the loan but its name. Hashed twice: once, the last
 * letters hardly reach the first digits, and loans that were numbered one after the other would share an arm.
 */
export const placeOf = (salt: string, loanId: string): number =>
  Number.parseInt(fnv1a64(fnv1a64(`${salt}|${loanId}`)).slice(0, HEX_DIGITS), 16) % 1_000;
