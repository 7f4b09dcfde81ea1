import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CalendarDate } from '@mora/kernel';

const SERVICES = fileURLToPath(new URL('../../../../services', import.meta.url));
/** The day from which the bank's own choices are in force as they are shipped. Laws bear days of their own. */
const SHIPPED_FROM = /("effectiveFrom": *")2026-01-01(")/g;

/**
 * Whoever may be written to is written to until the evening: this bank's robots look at what they may send when its people
 * come to work and when the day closes, and what only stands open for two hours in the morning would never be sent.
 */
const ROBOTS_FOR = /("reservationMinutes": *\{ *"robot": *)\d+/;
const UNTIL_EVENING_MINUTES = 720;

/** The shipped policies of a service as of a bank that has made its own choices by an earlier day. Answers the folder. */
export async function policiesFrom(folder: string, service: string, from: CalendarDate): Promise<string> {
  const own = join(folder, 'policies', service);
  await cp(join(SERVICES, service, 'policies'), own, { recursive: true });
  for (const path of await readdir(own, { recursive: true })) {
    if (!path.endsWith('.json')) continue;
    const text = await readFile(join(own, path), 'utf8');
    await writeFile(
      join(own, path),
      text.replaceAll(SHIPPED_FROM, `$1${from}$2`).replace(ROBOTS_FOR, `$1${UNTIL_EVENING_MINUTES}`),
    );
  }
  return own;
}
