import { chance, wholeBetween } from './chance.js';
import type { LoanTerms, Portfolio } from './portfolio.js';

/** One time that the borrower pays, counted from the due date of the instalment. */
export type Visit = Readonly<{
  /** Days after the due date from which the money counts; negative: before it. */
  after: number;
  /** Per mille of this instalment; null: all that is owed by then, arrears and fees included. */
  share: number | null;
  /** Days by which the ledger books it later than it counts. */
  bookedLater?: number;
  /** Minor units that the borrower has for it; without: enough. */
  atMost?: bigint;
  /** The bank of the borrower takes the money back the next day. */
  bounces?: boolean;
}>;

export type MonthPlan = Readonly<{ visits: readonly Visit[]; reschedules?: boolean }>;

export const ON_TIME: MonthPlan = { visits: [{ after: 0, share: null }] };
export const NOTHING: MonthPlan = { visits: [] };
const MISSED_BEFORE_A_NEW_SCHEDULE = 3;

/** What the borrower does about the n-th instalment. */
export function monthPlan({ seed }: Portfolio, terms: LoanTerms, n: number): MonthPlan {
  const luck = (purpose: string) => chance(seed, terms.id, n, purpose);
  const since = n - terms.turnsAt;
  if (since < 0) return punctual(luck);
  switch (terms.temperament) {
    case 'punctual':
      return punctual(luck);
    case 'late':
      return { visits: [{ after: wholeBetween(1, 14, luck('late')), share: null }] };
    case 'in-parts':
      return inParts(luck);
    case 'stops':
      return NOTHING;
    case 'cures':
      return curesAfter(1 + Math.floor(chance(seed, terms.id, 'misses') * 3), since, luck);
    case 'pays-twice':
      return since % 4 === 0 ? { visits: [{ after: 0, share: 2000 }] } : ON_TIME;
    case 'bounces':
      return luck('bounces') < 0.5 ? bounced(luck) : ON_TIME;
    case 'back-dated':
      return { visits: [{ after: 0, share: null, bookedLater: wholeBetween(2, 9, luck('booked')) }] };
    case 'rescheduled':
      return since < MISSED_BEFORE_A_NEW_SCHEDULE
        ? { visits: [], reschedules: since === MISSED_BEFORE_A_NEW_SCHEDULE - 1 }
        : ON_TIME;
  }
}

type Luck = (purpose: string) => number;

const punctual = (luck: Luck): MonthPlan => ({ visits: [{ after: -wholeBetween(0, 2, luck('early')), share: null }] });

const inParts = (luck: Luck): MonthPlan => ({
  visits: [
    { after: 0, share: wholeBetween(400, 800, luck('part')) },
    { after: wholeBetween(9, 24, luck('rest')), share: null },
  ],
});

const bounced = (luck: Luck): MonthPlan => ({
  visits: [
    { after: 0, share: null, bounces: true },
    { after: wholeBetween(4, 9, luck('again')), share: null },
  ],
});

/** Misses a few, pays everything in one sum some weeks later, and is punctual from then on. */
function curesAfter(misses: number, since: number, luck: Luck): MonthPlan {
  if (since < misses) return NOTHING;
  return since === misses ? { visits: [{ after: wholeBetween(3, 22, luck('cure')), share: null }] } : punctual(luck);
}
