import { addDays } from '@mora/kernel';
import { FOR_GOOD, type Judge } from '../judge.js';
import { dayStart } from '../local-time.js';

/**
 * Not on a holiday of the person's own calendar, which is that of the country. A year that nobody has told us of has no
 * working days: a guess would pass for knowledge.
 */
export const holidays: Judge = ({ facts, zone, local, inputs }) => {
  const calendar = (facts.person.jurisdiction ?? '').slice(0, 2).toLowerCase();
  const isCovered = (date: string): boolean => facts.holidays.covers(calendar, Number(date.slice(0, 4)));
  if (!isCovered(local.date)) {
    inputs['holiday'] = 'calendar-not-covered';
    return FOR_GOOD;
  }
  let day = local.date;
  while (isCovered(day) && facts.holidays.isHoliday(calendar, day)) day = addDays(day, 1);
  inputs['holiday'] = day !== local.date;
  return day === local.date ? null : { until: dayStart(zone, day) };
};
