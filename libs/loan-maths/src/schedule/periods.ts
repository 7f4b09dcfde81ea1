import { addMonths, type CalendarDate, calendarDate } from '@mora/kernel';
import { ascending, inForceOn } from '../dated.js';
import { type Fraction, times } from '../fraction.js';
import { monthsFraction, yearFraction } from '../interest/day-count.js';
import type { Terms } from './terms.js';

/** A stretch at whose end something may fall due, with what one unit of principal bears in it. */
export type Period = Readonly<{
  dueOn: CalendarDate;
  factor: Fraction;
  /** What it would bear if it had the usual length; differs in the first period alone. */
  usual: Fraction;
}>;

const PERIODS_MAX = 1200;

/** Throws RangeError for terms that make no schedule. */
export function periodsOf(terms: Terms): readonly Period[] {
  check(terms);
  const due = dueDates(terms);
  return due.map((dueOn, at) => {
    const from = at === 0 ? terms.startsOn : (due[at - 1] ?? terms.startsOn);
    const rate = rateOn(terms, from);
    const usual = times(rate, usualLength(terms, due, at));
    return { dueOn, usual, factor: at === 0 ? times(rate, firstLength(terms)) : usual };
  });
}

function check(terms: Terms): void {
  const { principal, instalments, everyMonths = 1, startsOn, firstDueOn, grace } = terms;
  const countable = (count: number, least: number) => Number.isInteger(count) && count >= least && count <= PERIODS_MAX;
  if (principal.minor <= 0n) throw new RangeError('a schedule repays a principal above nought');
  if (!countable(instalments, 1)) throw new RangeError(`a schedule has 1 to ${PERIODS_MAX} instalments`);
  if (!countable(everyMonths, 1)) throw new RangeError('instalments are whole months apart');
  if (firstDueOn <= startsOn) throw new RangeError('the first due date is after the start');
  if (dueDate(terms, 0) !== firstDueOn) throw new RangeError('the first due date is on the due day of its month');
  if (grace !== undefined && !(countable(grace.periods, 0) && grace.periods < instalments)) {
    throw new RangeError('a grace leaves at least one period after it');
  }
  if (grace?.kind === 'part-principal' && grace.each < 0n) throw new RangeError('nobody repays less than nothing');
}

function rateOn({ annualRate }: Terms, on: CalendarDate): Fraction {
  const rate = 'num' in annualRate ? annualRate : inForceOn(ascending(annualRate), on);
  if (rate.num < 0n) throw new RangeError('a rate is not below nought');
  return rate;
}

const dueDates = (terms: Terms): readonly CalendarDate[] =>
  Array.from({ length: terms.instalments }, (_, at) => dueDate(terms, at));

/** Counted from one anchor, so that the 31st comes back after a shorter month; -1 is the one before the first. */
function dueDate({ firstDueOn, everyMonths = 1, dueDay }: Terms, at: number): CalendarDate {
  const day = dueDay ?? Number(firstDueOn.slice(8, 10));
  const january = calendarDate(`${firstDueOn.slice(0, 4)}-01-${String(day).padStart(2, '0')}`);
  return addMonths(january, Number(firstDueOn.slice(5, 7)) - 1 + at * everyMonths);
}

const usualStart = (terms: Terms): CalendarDate => dueDate(terms, -1);

function usualLength(terms: Terms, due: readonly CalendarDate[], at: number): Fraction {
  const { dayCount, everyMonths = 1, firstDueOn } = terms;
  if (dayCount === 'MONTHLY_12') return monthsFraction(everyMonths);
  return yearFraction(dayCount, at === 0 ? usualStart(terms) : (due[at - 1] ?? firstDueOn), due[at] ?? firstDueOn);
}

/** From 28 February to 31 March is a whole month, though days counted from its start make it more. */
function firstLength(terms: Terms): Fraction {
  const { dayCount, startsOn, firstDueOn, everyMonths = 1 } = terms;
  const isUsual = usualStart(terms) === startsOn;
  return dayCount === 'MONTHLY_12' && isUsual
    ? monthsFraction(everyMonths)
    : yearFraction(dayCount, startsOn, firstDueOn);
}
