import { loadCalendars } from '@mora/calendars';
import { calendarDate, InvariantViolated } from '@mora/kernel';
import { type LimitationFile, proveLimitation } from '../domain/clock/golden.js';
import { loadLimitation } from './limitation.js';
import { SHIPPED } from './shipped.js';

const BOOK = loadCalendars();
const FILES = loadLimitation(SHIPPED) as readonly LimitationFile[];
const CASES = FILES.flatMap((file) => file.goldenCases.map((one) => [`${file.id}: ${one.name}`, file, one] as const));

it('each law has its own rules', () => {
  expect(FILES.map(({ jurisdiction }) => jurisdiction)).toEqual(['CN', 'TW']);
});

it.each(CASES)('%s', (_name, file, one) => {
  proveLimitation({ ...file, goldenCases: [one] }, BOOK);
});

it.each(CASES)('%s, and no other day', (_name, file, one) => {
  const other = one.expiresOn === null ? calendarDate('2031-01-01') : null;
  expect(() => proveLimitation({ ...file, goldenCases: [{ ...one, expiresOn: other }] }, BOOK)).toThrow(
    InvariantViolated,
  );
});
