import { type Currency, minorUnits } from '@mora/kernel';

/** An amount on the wire that no rule can use. Carries the reason, never the amount. */
export class AmountUnusable extends Error {
  constructor(readonly because: 'amount-too-large' | 'amount-not-in-currency') {
    super(because);
  }
}

/** The wire's decimal string in minor units; nought where there is none. Throws AmountUnusable. */
export function minorOf(text: string | undefined, currency: Currency): number {
  if (text === undefined) return 0;
  const minor = Number(read(text, currency));
  if (!Number.isSafeInteger(minor)) throw new AmountUnusable('amount-too-large');
  return minor;
}

function read(text: string, currency: Currency): bigint {
  try {
    return minorUnits(text, currency);
  } catch (error) {
    if (error instanceof RangeError) throw new AmountUnusable('amount-not-in-currency');
    throw error;
  }
}
