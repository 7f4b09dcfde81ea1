import type { CalendarDate } from '@mora/kernel';
import { chance, wholeBetween } from '../chance.js';

/** What becomes of a call that is made. */
export type CallOutcome = 'no-answer' | 'talk' | 'promise' | 'dispute' | 'opt-out' | 'wrong-person';

/** What a borrower says by itself on a day. */
export type Word = 'opt-out' | 'dispute' | 'complaint' | 'hardship' | 'question';

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
const WORDS: readonly (readonly [Word, number])[] = [
  ['opt-out', 0.008],
  ['dispute', 0.012],
  ['complaint', 0.016],
  ['hardship', 0.022],
  ['question', 0.034],
];

/** Each answer depends on nothing but its names: the same seed, loan and day give the same, whatever was asked before. */
export class Behaviour {
  constructor(private readonly seed: string) {}

  onCall(loan: string, on: CalendarDate, nth: number): CallOutcome {
    const luck = chance(this.seed, loan, on, nth, 'call');
    return (CALLS.find(([, upTo]) => luck < upTo) as (typeof CALLS)[number])[0];
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
