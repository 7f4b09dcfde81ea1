import { amountText, type CalendarDate, calendarDate, type Currency, minorUnits } from '@mora/kernel';
import { rejected } from './rejection.js';

/** A day that exists; the schema has only seen its shape. */
export function dayOf(text: string, field: string): CalendarDate {
  try {
    return calendarDate(text);
  } catch {
    throw rejected('contract', 'date-not-real', field, `${field} is not a day that exists (YYYY-MM-DD)`);
  }
}

/** Minor units of an amount; more decimals than the currency has are a fault, never rounded. */
export function minorOf(text: string, currency: Currency, field: string): bigint {
  try {
    return minorUnits(text, currency);
  } catch {
    throw rejected('contract', 'amount-decimals', field, `${field} has more decimals than ${currency} has`);
  }
}

/** An amount with all the decimals of its currency; what is left out is nought. */
export const amountOf = (text: string | undefined, currency: Currency, field: string): string =>
  text === undefined ? noughtIn(currency) : amountText(minorOf(text, currency, field), currency);

const noughts = new Map<Currency, string>();

function noughtIn(currency: Currency): string {
  const known = noughts.get(currency) ?? amountText(0n, currency);
  noughts.set(currency, known);
  return known;
}
