import { amountText, type Currency } from '@mora/kernel';
import { AMOUNTS, total } from '../menu/amounts.js';
import type { Amounts, Instalment, Minor } from '../words.js';

/** The decimal text of an amount, as it stands on the wire. */
export const textOf = (minor: Minor, currency: Currency): string => amountText(BigInt(minor), currency);

/** The same with its currency, for people to read. */
export const readable = (minor: Minor, currency: Currency): string => `${textOf(minor, currency)} ${currency}`;

/** All four components as texts. */
export const portionsText = (amounts: Amounts, currency: Currency): Readonly<Record<keyof Amounts, string>> => ({
  principal: textOf(amounts.principal, currency),
  interest: textOf(amounts.interest, currency),
  fee: textOf(amounts.fee, currency),
  penalty: textOf(amounts.penalty, currency),
});

/** Rows by component, as a ledger books them. */
export const askedRows = (rows: readonly Instalment[], currency: Currency) =>
  rows.map(({ number, dueOn, ...amounts }) => ({ number, dueOn, ...portionsText(amounts, currency) }));

/** Rows as the borrower pays them. */
export const partRows = (rows: readonly Instalment[], currency: Currency) =>
  rows.map((row) => ({ number: row.number, dueOn: row.dueOn, amount: textOf(total(row), currency) }));

/** What is open of a schedule once money has paid its oldest instalments. */
export function openRows(rows: readonly Instalment[], money: Minor): readonly Instalment[] {
  let left = money;
  return rows.flatMap((row) => {
    const due = total(row);
    const paid = Math.min(left, due);
    left -= paid;
    return paid === due ? [] : [lessPaid(row, paid)];
  });
}

/** Of a row that is paid in part, the rest of each component, from the last to the first. */
function lessPaid(row: Instalment, paid: Minor): Instalment {
  let left = paid;
  const rest = { ...row };
  for (const name of AMOUNTS.toReversed()) {
    const taken = Math.min(left, rest[name]);
    rest[name] -= taken;
    left -= taken;
  }
  return rest;
}
