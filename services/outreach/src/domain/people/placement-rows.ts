import { amountText, type CalendarDate, type Currency } from '@mora/kernel';
import type { Said, Write } from '../loan/part.js';
import type { Seen } from './step.js';

/** A placement as it is told, whether the firm has the loan already or is still to get it. */
type Known = Readonly<{
  placementId: string;
  agencyId: string;
  announcedOn: CalendarDate | null;
  from: CalendarDate;
  until: CalendarDate | null;
}>;

export type PlacementRow = Readonly<{
  loanId: string;
  placement: Known;
  state: 'waiting' | 'placed' | 'recalled' | 'dropped';
  because: string;
  recalledOn: CalendarDate | null;
  currency: Currency;
  balanceMinor: number;
}>;

type Change = Pick<PlacementRow, 'state' | 'because'> & Partial<Pick<PlacementRow, 'recalledOn'>>;

/** The row of a placement, by which people find it. */
export const placementRow = (
  { placementId, agencyId, announcedOn, from, until }: Known,
  seen: Seen,
  { state, because, recalledOn = null }: Change,
): Write => ({
  table: 'placement',
  row: {
    loanId: seen.loanId,
    placement: { placementId, agencyId, announcedOn, from, until },
    state,
    because,
    recalledOn,
    currency: currencyOf(seen),
    balanceMinor: seen.overdueMinor,
  } satisfies PlacementRow,
});

/** A placement as it is published. */
export function told(
  type: string,
  { placementId, agencyId, from, until }: Known,
  seen: Seen,
  because: string,
  more: object = {},
): Said {
  return { type, data: { placementId, agencyId, from, until, ...balanceOf(seen), because, ...more } };
}

/** What is overdue, as it stands on the wire. */
export function balanceOf(seen: Seen): Readonly<{ balance: string; currency: Currency }> {
  const currency = currencyOf(seen);
  return { balance: amountText(BigInt(seen.overdueMinor), currency), currency };
}

/** A loan with something overdue has a currency; the ledger names it with the first record. */
export const currencyOf = ({ currency }: Seen): Currency => currency ?? 'CNY';
