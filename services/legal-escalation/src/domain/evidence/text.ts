import { amountText, type Currency } from '@mora/kernel';
import type { Amounts, Minor } from '../words.js';
import type { BundleFile } from './manifest.js';

type Cell = string | number | null;

export const textOf = (minor: Minor, currency: Currency): string => amountText(BigInt(minor), currency);

export const amountsOf = ({ principal, interest, fee, penalty }: Amounts, currency: Currency) => ({
  principal: textOf(principal, currency),
  interest: textOf(interest, currency),
  fee: textOf(fee, currency),
  penalty: textOf(penalty, currency),
});

/** The same value is the same bytes: keys stand in the order in which they were written. */
export const jsonFile = (name: string, value: object): BundleFile => ({
  name,
  text: `${JSON.stringify(value, null, 2)}\n`,
});

/** By RFC 4180, but for its line ends. */
export const csvFile = (name: string, columns: readonly string[], rows: readonly (readonly Cell[])[]): BundleFile => ({
  name,
  text: [columns, ...rows].map((row) => `${row.map(cellOf).join(',')}\n`).join(''),
});

const cellOf = (cell: Cell): string => {
  const text = String(cell ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
