import type { CalendarDate, Currency } from '@mora/kernel';
import type { Versioned } from '../versioned.js';
import type { Jurisdiction, Minor } from '../words.js';

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
    /**
     * Within how many years of each law collateral that was taken over has to be sold, null where nobody has entered
     * that; days before the end at which that is said.
     */
    collateral: Readonly<{
      terms: Readonly<Record<Jurisdiction, Readonly<{ years: number | null; source: string }>>>;
      alerts: readonly number[];
      source: string;
    }>;
    /** Joint guarantors are asked for the money so many days before their period ends. */
    guarantee: Readonly<{ demandDays: number; source: string }>;
    /** Within so many days the ledger answers. */
    ledgerAnswerDays: number;
    /** For so long it makes sense to bring the notice of a transfer to the debtor, and by what. */
    notice: Readonly<{ days: number; channels: readonly string[] }>;
  }>;
