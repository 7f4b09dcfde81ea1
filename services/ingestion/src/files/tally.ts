import { hash } from 'node:crypto';
import { addDays, amountText, calendarDate, type CalendarDate, type Currency, minorUnits } from '@mora/kernel';
import type { MappedRecord } from './map-row.js';

type Sum = { count: number; totals: Map<Currency, bigint> };

/** Counts what was loaded from a file by business day, so that each day can be closed with its control totals. */
export class Tally {
  private readonly days = new Map<string, Sum>();

  constructor(private readonly source: string) {}

  /** Counts a record that was taken, or had been before. */
  add(record: MappedRecord): void {
    const sum = this.days.get(record.businessdate) ?? { count: 0, totals: new Map<Currency, bigint>() };
    this.days.set(record.businessdate, sum);
    sum.count += 1;
    const counted = controlAmount(record);
    if (counted !== null) sum.totals.set(counted.currency, (sum.totals.get(counted.currency) ?? 0n) + counted.minor);
  }

  /** A close a business day that was met, oldest first, each from the day after the one before. */
  closes(): readonly MappedRecord[] {
    const days = [...this.days.keys()].sort().map(calendarDate);
    return days.map((date, n) => this.close(date, n === 0 ? date : addDays(days[n - 1] as CalendarDate, 1)));
  }

  private close(date: CalendarDate, from: CalendarDate): MappedRecord {
    const { count, totals } = this.days.get(date) as Sum;
    const nonZero = [...totals].filter(([, minor]) => minor !== 0n).sort(([a], [b]) => (a < b ? -1 : 1));
    const amounts = nonZero.map(([currency, minor]) => ({ currency, amount: amountText(minor, currency) }));
    const data = { date, from, count, totals: amounts };
    const said = hash('sha256', JSON.stringify(data), 'hex').slice(0, 12);
    const id = `${this.source}:close:${date}:${said}`;
    const envelope = { specversion: '1.0' as const, id, source: this.source, type: 'ledger.day-closed.v1' };
    return { ...envelope, businessdate: date, data };
  }
}

const COUNTED = /^ledger\.(payment-posted|payment-reversed|charge-posted)\.v1$/;

function controlAmount({ type, data }: MappedRecord): { currency: Currency; minor: bigint } | null {
  const currency = data['currency'] as Currency;
  const overdue = data['overdue'] as { total?: string } | undefined;
  const amount = type === 'ledger.arrears-snapshot.v1' ? overdue?.total : data['amount'];
  const counts = type === 'ledger.arrears-snapshot.v1' || COUNTED.test(type);
  return counts && typeof amount === 'string' ? { currency, minor: minorUnits(amount, currency) } : null;
}
