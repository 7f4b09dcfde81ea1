import { amountText, type Currency, invariant } from '@mora/kernel';
import type { LoanView } from '../loan/part.js';
import type { Minor } from '../words.js';

/** Amounts of a loan as they are told. Nothing is filed before the ledger has named the currency. */
export function moneyOf({ parts }: LoanView): Readonly<{ currency: Currency; text: (minor: Minor) => string }> {
  const { currency } = parts.ledger;
  invariant(currency !== null, 'a proceeding of a loan without a currency');
  return { currency, text: (minor) => amountText(BigInt(minor), currency) };
}
