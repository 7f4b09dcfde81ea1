import { addDays, type CalendarDate, type Currency } from '@mora/kernel';
import type { MakePromise } from './commands.js';
import { totalOf } from './promise.js';
import type { PromiseLimits } from './rules.js';

/** What a promise is held against when it is given. */
export type Standing = Readonly<{
  today: CalendarDate;
  openPromises: number;
  currency: Currency;
  /** What is overdue, and what falls due until the last part. */
  owedMinor: number;
  /** A dispute runs, somebody has died: nobody is asked for a promise now. */
  restricted: boolean;
}>;

export type NotPromised = Readonly<{ because: string; detail: string }>;

/** Why a promise cannot be taken; null where it can. */
export function objectionTo({ parts, currency }: MakePromise, limits: PromiseLimits, at: Standing): NotPromised | null {
  const last = parts.at(-1)?.dueOn ?? at.today;
  const least = limits.minMinor[currency] ?? 1;
  if (at.restricted) return no('restricted', 'nobody may be asked for a promise on this loan now');
  if (currency !== at.currency) return no('other-currency', `the loan is in ${at.currency}`);
  if (parts.length === 0 || parts.length > limits.maxParts)
    return no('too-many-parts', `1 to ${limits.maxParts} parts`);
  if (parts.some(({ dueOn }) => dueOn < at.today)) return no('in-the-past', 'a part falls due before today');
  if (!ascending(parts)) return no('parts-out-of-order', 'the parts must follow each other by day');
  if (last > addDays(at.today, limits.maxDaysAhead)) return no('too-far', `at most ${limits.maxDaysAhead} days ahead`);
  if (at.openPromises >= limits.maxOpen) return no('already-open', `at most ${limits.maxOpen} open at a time`);
  if (parts.some(({ minor }) => minor < least)) return no('below-minimum', 'a part is smaller than is taken');
  if (totalOf(parts) > at.owedMinor) return no('above-owed', 'more than will be owed by then');
  return null;
}

const no = (because: string, detail: string): NotPromised => ({ because, detail });

const ascending = (parts: MakePromise['parts']): boolean =>
  parts.every(({ dueOn }, n) => n === 0 || dueOn > (parts[n - 1] as (typeof parts)[number]).dueOn);
