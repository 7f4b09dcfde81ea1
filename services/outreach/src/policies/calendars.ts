import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadCalendars as read, shippedCalendars } from '@mora/calendars';
import type { HolidayBook } from '@mora/kernel';

/** The calendars of a policy folder; those that are shipped where it has none of its own. */
export const loadCalendars = (folder: string): HolidayBook =>
  read(existsSync(join(folder, 'calendars')) ? folder : shippedCalendars);
