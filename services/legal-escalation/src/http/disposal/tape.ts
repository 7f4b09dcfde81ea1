import { type Currency, id128 } from '@mora/kernel';
import type { PackageLine } from '../../persistence/disposal/packages.js';
import { textOf } from '../loan/amounts.js';
import { claimOf, isIn } from './packages.js';

const COLUMNS = [
  'claim',
  'product',
  'currency',
  'principal',
  'interest',
  'fee',
  'penalty',
  'total',
  'months_past_due',
  'limitation_year',
  'stage',
  'region',
] as const;
const MONTH_DAYS = 30;

/**
 * What buyers are told of the claims of a package, by RFC 4180. A claim has a name of its own in each package, so that
 * two tapes cannot be laid side by side. Its values hold no sign that would need quotes.
 */
export function tapeOf(packageId: string, currency: Currency, lines: readonly PackageLine[]): string {
  const rows = lines
    .filter(({ state }) => isIn(state))
    .map((line) => {
      const { loanId, product, principal, interest, fee, penalty, daysPastDue, limitationYear, stage, region } = line;
      const amounts = [principal, interest, fee, penalty, claimOf(line)].map((minor) => textOf(minor, currency));
      const months = String(Math.floor(daysPastDue / MONTH_DAYS));
      return [
        id128('tape', packageId, loanId),
        product ?? '',
        currency,
        ...amounts,
        months,
        String(limitationYear ?? ''),
        stage,
        region ?? '',
      ];
    })
    // By their names there, as the order of the loans would tell of them.
    .toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1));
  return [[...COLUMNS], ...rows].map((row) => `${row.join(',')}\r\n`).join('');
}
