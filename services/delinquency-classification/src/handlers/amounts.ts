import { amountText, type Currency, minorUnits } from '@mora/kernel';
import { COMPONENTS, fits, type Minor, type Overdue } from '../domain/amounts.js';

/** An amount on the wire that no rule can use. Carries the reason code, never the amount. */
export class AmountUnusable extends Error {
  constructor(readonly because: 'amount-too-large' | 'amount-not-in-currency') {
    super(because);
  }
}

/** The wire's decimal string in minor units; nought where there is none. Throws AmountUnusable. */
export function minorOf(text: string | undefined, currency: Currency): Minor {
  if (text === undefined) return 0;
  const minor = read(text, currency);
  if (!fits(minor)) throw new AmountUnusable('amount-too-large');
  return Number(minor);
}

function read(text: string, currency: Currency): bigint {
  try {
    return minorUnits(text, currency);
  } catch (error) {
    if (error instanceof RangeError) throw new AmountUnusable('amount-not-in-currency');
    throw error;
  }
}

export const textOf = (minor: Minor, currency: Currency): string => amountText(BigInt(minor), currency);

/** What is overdue, as the wire and the HTTP doors say it. */
export function overdueText(overdue: Overdue, currency: Currency) {
  const [principal, interest, fee, penalty] = COMPONENTS.map((c) => textOf(overdue[c], currency)) as [
    string,
    string,
    string,
    string,
  ];
  return { currency, total: textOf(overdue.total, currency), principal, interest, fee, penalty };
}
