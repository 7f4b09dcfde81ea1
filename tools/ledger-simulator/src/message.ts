import type { CalendarDate, Currency } from '@mora/kernel';
import { amountText } from '@mora/kernel';

/** A ledger's record in CloudEvents' structured form, as the intake of Mora takes it. */
export type LedgerMessage = Readonly<{
  specversion: '1.0';
  id: string;
  source: string;
  type: string;
  subject?: string;
  businessdate: CalendarDate;
  sequence?: number;
  data: Readonly<Record<string, unknown>>;
}>;

/** What a record adds to the control total of its day, beside itself. */
export type Counted = Readonly<{ message: LedgerMessage; minor: bigint; currency: Currency }>;

export type SourceDay = Readonly<{
  source: string;
  records: readonly LedgerMessage[];
  /** Says that this was all of the day, with count and control totals. */
  close: LedgerMessage;
}>;

/** A source's day with its close: the count of its records, and what their amounts add up to by currency. */
export function closedDay(source: string, date: CalendarDate, counted: readonly Counted[]): SourceDay {
  const totals = new Map<Currency, bigint>();
  for (const { minor, currency } of counted) {
    if (minor !== 0n) totals.set(currency, (totals.get(currency) ?? 0n) + minor);
  }
  const data = {
    date,
    count: counted.length,
    totals: [...totals].map(([currency, minor]) => ({ currency, amount: amountText(minor, currency) })),
  };
  return {
    source,
    records: counted.map(({ message }) => message),
    close: { specversion: '1.0', id: `close:${date}`, source, type: 'ledger.day-closed.v1', businessdate: date, data },
  };
}
