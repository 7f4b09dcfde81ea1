import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '../connection.js';
import { Failure } from '../failure.js';
import { ask } from '../http.js';

type IngestionDay = Readonly<{
  openDay: string | null;
  state: string;
  sources: readonly Readonly<{ source: string; state: string }>[];
}>;
type Said = (line: string) => void;

const EVERY_MS = 200;
/** A day that does not move for so long waits for somebody: another source, or an operator. */
const STILL_MS = 10_000;
/** A day that is being closed moves by itself, however many loans it has. */
const CLOSING_MS = 600_000;

/**
 * Waits until a day has closed in ingestion and then in classification, so that what is asked next is answered in full.
 * Says why where it does not: nothing is lost by going on, only the figures are not there yet.
 */
export async function waitForClose(
  day: string,
  ingestion: Connection,
  classification: Connection | null,
  say: Said,
): Promise<void> {
  say(`Waiting until ${day} has closed everywhere.`);
  try {
    const stuck = await ingestionCloses(day, ingestion);
    if (stuck !== null) return say(stuck);
    if (classification === null)
      return say(`${day} has closed in ingestion; delinquency-classification follows by itself (mora buckets).`);
    say((await classificationCloses(day, classification)) ?? `${day} has closed everywhere.`);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    say(`It cannot be seen whether ${day} has closed: ${error.message}`);
  }
}

/** Null when the day has closed, else what it waits for. */
async function ingestionCloses(day: string, connection: Connection): Promise<string | null> {
  const look = () => ask<IngestionDay>(connection, '/v1/days');
  const done = ({ openDay }: IngestionDay) => openDay !== null && openDay > day;
  const patience = ({ state }: IngestionDay) => (state === 'closing' ? CLOSING_MS : STILL_MS);
  // What is still missing of a day moves too: records that came before their day are counted when it opens.
  const last = await settle(look, done, JSON.stringify, patience);
  if (done(last)) return null;
  const waitsFor = last.sources
    .filter(({ state }) => state !== 'agrees')
    .map(({ source, state }) => `${source} ${state}`);
  const why = waitsFor.length > 0 ? ` (${waitsFor.join(', ')})` : '';
  return `${last.openDay ?? 'No day'} is still open in ingestion${why}; ${day} closes after it. See mora day show.`;
}

async function classificationCloses(day: string, connection: Connection): Promise<string | null> {
  const look = () => ask<Readonly<{ lastClosedDay: string | null }>>(connection, '/v1/days');
  const done = ({ lastClosedDay }: { lastClosedDay: string | null }) => lastClosedDay !== null && lastClosedDay >= day;
  const last = await settle(
    look,
    done,
    ({ lastClosedDay }) => lastClosedDay,
    () => CLOSING_MS,
  );
  if (done(last)) return null;
  return `delinquency-classification is at ${last.lastClosedDay ?? 'no day yet'} and follows by itself.`;
}

/** Looks again and again until it is done, or nothing has moved for as long as one may wait. */
async function settle<T>(
  look: () => Promise<T>,
  done: (seen: T) => boolean,
  moves: (seen: T) => string | null,
  patience: (seen: T) => number,
): Promise<T> {
  let seen = await look();
  for (let since = Date.now(); !done(seen) && Date.now() - since < patience(seen);) {
    await sleep(EVERY_MS);
    const next = await look();
    if (moves(next) !== moves(seen)) since = Date.now();
    seen = next;
  }
  return seen;
}
