import { Matches } from 'class-validator';
import { amountText, type Currency, minorUnits } from '@mora/kernel';
import { Problem } from '@mora/runtime';
import type { Minor } from '../../domain/words.js';

/** An amount as text. What was sent is never in the answer. */
export const IsAmount = () => Matches(/^\d{1,12}(\.\d{1,2})?$/, { message: '$property must be an amount, as 1200.00' });

/** Throws the problem 400, which does not say what was sent. */
export function minorOf(amount: string, currency: Currency): Minor {
  try {
    return Number(minorUnits(amount, currency));
  } catch (error) {
    if (error instanceof RangeError) throw new Problem(400, 'request-invalid', `An amount is none of ${currency}.`);
    throw error;
  }
}

export const textOf = (minor: Minor, currency: Currency): string => amountText(BigInt(minor), currency);
