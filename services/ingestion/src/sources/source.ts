import type { CalendarDate, Currency, TenantId } from '@mora/kernel';
import type { MonthsConvention } from '../domain/arrears.js';
import type { Terms } from '../domain/terms.js';

export type Door = 'http' | 'kafka';

/** One ledger, and what was agreed with it. */
export type Source = Readonly<{
  id: string;
  tenant: TenantId;
  doors: readonly Door[];
  terms: Terms;
  /** Whether it closes a day by one record, or by one in every partition of its topic, or is never waited for. */
  closes: 'once' | 'per-partition' | 'never';
  /** Partitions of the ledger's topic; 1 for a source that only knocks at the HTTP door. */
  partitions: number;
  /** The business days from and until which it is waited for; null where there is no end. */
  activeFrom: CalendarDate | null;
  activeUntil: CalendarDate | null;
  /** A close that covers more days than this must name its first day: it may be a slip of the keys. */
  longestClose: number;
  currency: Currency | null;
  monthsInArrears: MonthsConvention;
  /** How the loan stands in the raw key of a Kafka record that cannot be read; null where it does not. */
  keyPattern: RegExp | null;
}>;

export const isWaitedFor = (source: Source, day: CalendarDate): boolean =>
  source.closes !== 'never' &&
  (source.activeFrom === null || source.activeFrom <= day) &&
  (source.activeUntil === null || source.activeUntil >= day);
