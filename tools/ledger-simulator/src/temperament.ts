import { pick } from './chance.js';

/** How a borrower behaves, for the whole life of the loan. */
export type Temperament =
  'punctual' | 'late' | 'in-parts' | 'stops' | 'cures' | 'pays-twice' | 'bounces' | 'back-dated' | 'rescheduled';

/** Made up, in per mille: enough trouble to see every rule at work, and still a bank that lives. */
const SHARES: readonly (readonly [Temperament, number])[] = [
  ['punctual', 590],
  ['late', 140],
  ['in-parts', 50],
  ['stops', 60],
  ['cures', 60],
  ['pays-twice', 20],
  ['bounces', 40],
  ['back-dated', 20],
  ['rescheduled', 20],
];

export const temperamentOf = (luck: number): Temperament => pick(SHARES, luck);
