import { amountText, type CalendarDate } from '@mora/kernel';

export const TENANT = 'faults';
export const SOURCE = 'core';
export const CURRENCY = 'CNY';

/** One record on its way through a door. */
export type Delivery = Readonly<{
  door: 'kafka' | 'http';
  /** The key on the ledger's topic; null where the record is about no loan. */
  key: string | null;
  /** The record as it stands on the wire; what became of it is looked for by these bytes. */
  text: string;
}>;

type About = Readonly<{ id: string; loan: string | null; on: CalendarDate; sequence?: number }>;

/** A record in CloudEvents' structured form. */
export function recordText(kind: string, { id, loan, on, sequence }: About, data: object): string {
  return JSON.stringify({
    specversion: '1.0',
    id,
    source: SOURCE,
    type: `ledger.${kind}.v1`,
    ...(loan !== null && { subject: loan }),
    businessdate: on,
    ...(sequence !== undefined && { sequence }),
    data,
  });
}

export const amount = (minor: number): string => amountText(BigInt(minor), CURRENCY);

/** The ledger says that this was all of the day: how many records, and what their amounts add up to. */
export const closeText = (on: CalendarDate, count: number, minor: number): string =>
  recordText(
    'day-closed',
    { id: `close:${on}`, loan: null, on },
    {
      date: on,
      count,
      totals: minor === 0 ? [] : [{ currency: CURRENCY, amount: amount(minor) }],
    },
  );
