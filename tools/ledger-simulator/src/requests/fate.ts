import { chance, pick } from '../chance.js';

/** What becomes of an ask at the ledger. `shifted`: one instalment is booked a day later than it was asked for. */
export type Fate = 'booked' | 'rejected' | 'never' | 'shifted';

/** In per mille: seldom enough that most plans come into force, often enough to see each of them. */
const FATES: readonly (readonly [Fate, number])[] = [
  ['booked', 950],
  ['rejected', 30],
  ['never', 10],
  ['shifted', 10],
];

/** Depends on nothing but the bank and the ask. */
export const fateOf = (seed: string, requestId: string): Fate => pick(FATES, chance(seed, 'ask', requestId));
