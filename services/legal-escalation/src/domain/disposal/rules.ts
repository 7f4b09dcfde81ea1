import type { CalendarDate, Currency } from '@mora/kernel';
import type { Versioned } from '../versioned.js';
import type { Minor } from '../words.js';

/** What may leave the bank, and how. */
export type DisposalRules = Versioned &
  Readonly<{
    sale: Readonly<{
      /** The last day on which claims of private persons may be sold in bulk. */
      until: CalendarDate;
      /** Rows of the list of products whose loans may be sold. */
      rows: readonly string[];
      leastDaysPastDue: number;
      /** What a buyer has to be licensed as. */
      licences: readonly string[];
      source: string;
    }>;
    writeOff: Readonly<{
      /** Overdue for so long, and no more than this, without any enforcing. */
      leastDaysPastDue: number;
      most: Readonly<Partial<Record<Currency, Minor>>>;
      source: string;
    }>;
    /** Within so many years collateral that was taken over has to be sold; days before the end at which that is said. */
    collateral: Readonly<{ years: number; alerts: readonly number[]; source: string }>;
    /** Joint guarantors are asked for the money so many days before their period ends. */
    guarantee: Readonly<{ demandDays: number; source: string }>;
    /** Within so many days the ledger answers. */
    ledgerAnswerDays: number;
    /** For so long it makes sense to bring the notice of a transfer to the debtor, and by what. */
    notice: Readonly<{ days: number; channels: readonly string[] }>;
  }>;
