import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Static, Type } from '@sinclair/typebox';
import { DateText, defineSchema } from '@mora/contracts';
import { HolidayBook, type HolidayYear, InvariantViolated, isWeekend } from '@mora/kernel';

const text = Type.String({ minLength: 1 });
const closed = { additionalProperties: false };

const calendarFile = Type.Object(
  {
    calendar: Type.String({ pattern: '^[a-z]{2}$' }),
    year: Type.Integer({ minimum: 2000, maximum: 2200 }),
    title: text,
    /** Who announced it, in what, and when. */
    source: text,
    published: DateText,
    mark: text,
    holidays: Type.Array(Type.Object({ date: DateText, name: text }, closed), { minItems: 1 }),
    workedWeekends: Type.Array(DateText),
    goldenCases: Type.Array(Type.Object({ name: text, date: DateText, workingDay: Type.Boolean() }, closed), {
      minItems: 1,
    }),
  },
  closed,
);
type CalendarFile = Static<typeof calendarFile>;
const readCalendar = defineSchema('holiday calendar', calendarFile);

/** The calendars that are shipped, at the root of this library's `policies/`. */
export const shippedCalendars = fileURLToPath(new URL('../policies/', import.meta.url));

/**
 * Reads and proves the calendars of a policy folder, one file a calendar and year, in `calendars/`.
 * Throws ContractViolation for a file that is no calendar, InvariantViolated for one that is not what its own cases say.
 */
export function loadCalendars(folder: string = shippedCalendars): HolidayBook {
  const files = readdirSync(join(folder, 'calendars'))
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => readCalendar(JSON.parse(readFileSync(join(folder, 'calendars', name), 'utf8'))));
  const book = new HolidayBook(files.map(yearOf));
  for (const file of files) prove(book, file);
  return book;
}

function yearOf({ calendar, year, holidays, workedWeekends }: CalendarFile): HolidayYear {
  return { calendar, year, holidays: holidays.map(({ date }) => date), workedWeekends };
}

function prove(book: HolidayBook, { calendar, year, holidays, workedWeekends, goldenCases }: CalendarFile): void {
  const name = `${calendar}-${year}`;
  const dates = [...holidays.map(({ date }) => date), ...workedWeekends];
  if (dates.some((date) => !date.startsWith(`${year}-`))) throw new InvariantViolated(`${name}: a day of another year`);
  if (new Set(dates).size < dates.length) throw new InvariantViolated(`${name}: a day stands there twice`);
  const idle = workedWeekends.find((date) => !isWeekend(date));
  if (idle !== undefined) throw new InvariantViolated(`${name}: ${idle} is no weekend that could be worked`);
  const wrong = goldenCases.find(({ date, workingDay }) => book.isWorkingDay(calendar, date) !== workingDay);
  if (wrong !== undefined) throw new InvariantViolated(`${name}: golden case "${wrong.name}" fails`);
}
