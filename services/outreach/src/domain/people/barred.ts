import type { Flag } from '../words.js';
import type { Seen } from './step.js';

/** Whose loan is not given to anybody outside. */
export const BARRED: readonly Flag[] = [
  'dispute',
  'complaint',
  'deceased',
  'incapacity',
  'bankrupt',
  'moratorium',
  'represented',
  'vulnerable',
  'time-barred',
  'plan-active',
  'legal-hold',
  'held',
  'closed',
];

/** What keeps the loan with the bank, in order of the words. */
export const barredBy = ({ flags }: Pick<Seen, 'flags'>): readonly Flag[] =>
  flags.filter((flag) => BARRED.includes(flag)).toSorted();
