import { inProportion } from '@mora/loan-maths';
import type { Minor } from '../words.js';

/** What each claim of a package is sold for: the price in proportion to the claims, to the minor unit and no less in all. */
export const sharesOf = (price: Minor, claims: readonly Minor[]): readonly Minor[] =>
  inProportion(BigInt(price), claims.map(BigInt)).map(Number);
