import type { CalendarDate } from '@mora/kernel';
import { chance, wholeBetween } from '../chance.js';

/** What becomes of a call that is made. */
export type CallOutcome = 'no-answer' | 'talk' | 'promise' | 'dispute' | 'opt-out' | 'wrong-person';

/** What a borrower says by itself on a day. */
export type Word = 'opt-out' | 'dispute' | 'complaint' | 'hardship' | 'question' | 'cease' | 'vulnerable';

/** What becomes of two who go to see somebody. */
export type VisitOutcome = 'nobody' | 'met' | 'not-let-in';

/** What was promised, in days from the day of the talk and in a share of what is overdue. */
export type Promised = Readonly<{ days: number; perCent: number }>;

const CALLS: readonly (readonly [CallOutcome, number])[] = [
  ['no-answer', 0.45],
  ['talk', 0.7],
  ['promise', 0.92],
  ['dispute', 0.95],
  ['opt-out', 0.99],
  ['wrong-person', 1],
];
const VISITS: readonly (readonly [VisitOutcome, number])[] = [
  ['nobody', 0.5],
  ['met', 0.9],
  ['not-let-in', 1],
];
const WORDS: readonly (readonly [Word, number])[] = [
  ['opt-out', 0.008],
  ['dispute', 0.012],
  ['complaint', 0.016],
  ['hardship', 0.022],
  ['question', 0.034],
  ['cease', 0.0345],
  ['vulnerable', 0.0355],
];

/** Each answer depends on nothing but its names: the same seed, loan and day give the same, whatever was asked before. */
export class Behaviour {
  constructor(private readonly seed: string) {}

  onCall(loan: string, on: CalendarDate, nth: number): CallOutcome {
    const luck = chance(this.seed, loan, on, nth, 'call');
    return (CALLS.find(([, upTo]) => luck < upTo) as (typeof CALLS)[number])[0];
  }

  onVisit(loan: string, on: CalendarDate): VisitOutcome {
    const luck = chance(this.seed, loan, on, 'visit');
    return (VISITS.find(([, upTo]) => luck < upTo) as (typeof VISITS)[number])[0];
  }

  /** Whether something with this name happens to the loan on that day, which it does on so many of a thousand. */
  happens(what: string, loan: string, on: CalendarDate, ofThousand: number): boolean {
    return chance(this.seed, loan, on, what) * 1000 < ofThousand;
  }

  /** How many days what has happened to the loan will last. */
  lasts(what: string, loan: string, on: CalendarDate, least: number, most: number): number {
    return wholeBetween(least, most, chance(this.seed, loan, on, what, 'days'));
  }

  /** Whether somebody of the bank means to call at this time of the day. */
  isCalled(loan: string, on: CalendarDate, nth: number, ofHundred: number): boolean {
    return chance(this.seed, loan, on, nth, 'is-called') * 100 < ofHundred;
  }

  /** Null on nearly every day. */
  says(loan: string, on: CalendarDate): Word | null {
    const luck = chance(this.seed, loan, on, 'says');
    return WORDS.find(([, upTo]) => luck < upTo)?.[0] ?? null;
  }

  promises(loan: string, on: CalendarDate): Promised {
    const luck = (purpose: string) => chance(this.seed, loan, on, purpose);
    return { days: wholeBetween(2, 9, luck('promise-days')), perCent: wholeBetween(3, 10, luck('promise-share')) * 10 };
  }
}
