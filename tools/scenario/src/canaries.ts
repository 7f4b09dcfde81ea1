import { readFile } from 'node:fs/promises';
import type pg from 'pg';
import type { Person } from '@mora/ledger-simulator';
import { embeddedLogOf } from './bus.js';
import type { World } from './world.js';

/** A value of a person, in every form in which it might have slipped out. */
export type Canary = Readonly<{ what: string; forms: readonly string[] }>;

const MOST_PEOPLE = 12;
const ROWS_AT_ONCE = 500;

/** What is personal of some of the people: name, number of an id, and all that leads to them. */
export const canariesOf = (people: readonly Person[]): readonly Canary[] =>
  people
    .slice(0, MOST_PEOPLE)
    .flatMap(({ party, name, idNumber, points }) =>
      [['name', name], ['idNumber', idNumber], ...points.map(({ kind, value }) => [kind, value])].map(
        ([what = '', value = '']) => ({ what: `${what} of ${party}`, forms: formsOf(value) }),
      ),
    );

/** As it is, as JSON escapes it, for a URL, in hexadecimal, and in base64 wherever it may begin. */
export function formsOf(value: string): readonly string[] {
  const bytes = Buffer.from(value, 'utf8');
  const shifted = [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replaceAll('=', '');
    return text.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6)); // whole characters of it alone
  });
  const escaped = [...value].map((one) => {
    const code = one.charCodeAt(0);
    return code < 128 ? one : `\\u${code.toString(16).padStart(4, '0')}`;
  });
  return [...new Set([value, escaped.join(''), encodeURIComponent(value), bytes.toString('hex'), ...shifted])];
}

/** Which of them stand in a text. */
export const leaksIn = (text: string, canaries: readonly Canary[]): readonly string[] =>
  canaries.filter(({ forms }) => forms.some((form) => text.includes(form))).map(({ what }) => what);

/**
 * Looks for them wherever nothing of a person may be: in logs, in every table of every service (inbox, outbox, what is held
 * or dead, states, notices), in every record of every topic, and among the metrics. Answers places and never values.
 */
export async function findCanaries(world: World, people: readonly Person[]): Promise<readonly string[]> {
  const canaries = canariesOf(people);
  const found: string[] = [];
  // Ids are no secret and stand in many records: who does not find one of them would not find a leak either.
  const known = people.slice(0, MOST_PEOPLE);
  const control = known.map(({ party }) => ({ what: 'control', forms: formsOf(party) }));
  let isControlSeen = false;
  const look = (place: string, text: string): void => {
    isControlSeen ||= place.startsWith('bus.') && leaksIn(text, control).length > 0;
    for (const what of leaksIn(text, canaries)) found.push(`${place}: ${what}`);
  };
  for (const [name, url] of Object.entries(world.urls)) look(`metrics of ${name}`, await metricsAt(url));
  for (const log of world.logFiles) look('log', await readFile(log, 'utf8').catch(() => ''));
  for (const [name, pool] of [...Object.entries(world.pools), ['bus', embeddedLogOf(world)] as const]) {
    for (const table of await tablesIn(pool)) {
      for await (const text of rowsOf(pool, table)) look(`${name}.${table}`, text);
    }
  }
  if (!isControlSeen) throw new Error('the search for leaks does not see what is there');
  return [...new Set(found)];
}

const metricsAt = async (url: string): Promise<string> => (await fetch(`${url}/metrics`)).text();

async function tablesIn(pool: pg.Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
  );
  return rows.map(({ name }) => name);
}

/** A table as text, page by page: bytes stand in it in hexadecimal. */
async function* rowsOf(pool: pg.Pool, table: string): AsyncIterable<string> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query(`declare leaks cursor for select t::text as text from ${table} t`);
    for (;;) {
      const { rows } = await client.query<{ text: string }>(`fetch ${ROWS_AT_ONCE} from leaks`);
      if (rows.length === 0) break;
      yield rows.map(({ text }) => text).join('\n');
    }
    await client.query('rollback');
  } finally {
    client.release();
  }
}
