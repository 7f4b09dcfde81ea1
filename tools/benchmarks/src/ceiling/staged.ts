import type pg from 'pg';
import { invariant } from '@mora/kernel';
import type { Sent, SentTransaction } from './recorder.js';

/**
 * Puts the recorded transactions into the database as rows of staging tables, one table a statement, and makes the
 * procedure `run_staged` that runs the very same statements over them: one transaction a chunk, in the same order, with
 * nothing sent to a client. Parameters stand there as the statements take them, arrays uncompressed, so that the server
 * has nothing to gather first: the hardest ceiling that this database has for this work.
 */
export async function stage(pool: pg.Pool, transactions: readonly SentTransaction[]): Promise<void> {
  const numbered = transactions.map(numberedIn);
  const blocks: string[] = [];
  for (const [nth, { key, text }] of inOrder(numbered).entries()) {
    await pool.query(tableOf(nth, await parameterTypes(pool, text)));
    for (const [chunk, sent] of numbered.entries()) {
      for (const { values } of sent.filter((one) => one.key === key)) await insert(pool, nth, chunk, values);
    }
    blocks.push(blockOf(nth, text));
  }
  await pool.query(procedureOf(blocks, transactions.length));
}

/** A statement may be sent twice in one transaction, for two things: the nth time is a statement of its own. */
type Numbered = Sent & Readonly<{ key: string }>;

const numberedIn = (sent: SentTransaction): Numbered[] =>
  sent.map((one, at) => ({
    ...one,
    key: `${sent.slice(0, at).filter(({ text }) => text === one.text).length} ${one.text}`,
  }));

/** The statements in an order in which every transaction runs those of them that it has need of. */
function inOrder(transactions: readonly (readonly Numbered[])[]): readonly Numbered[] {
  const order: Numbered[] = [];
  const placeOf = ({ key }: Numbered): number => order.findIndex((one) => one.key === key);
  for (const sent of transactions.toSorted((a, b) => b.length - a.length)) {
    let after = -1;
    for (const one of sent) {
      const place = placeOf(one);
      if (place === -1) order.splice(after + 1, 0, one);
      after = place === -1 ? after + 1 : place;
    }
  }
  for (const sent of transactions) {
    const places = sent.map(placeOf);
    invariant(
      places.every((place, n) => n === 0 || place > (places[n - 1] ?? 0)),
      'all chunks go in one order',
    );
  }
  return order;
}

async function parameterTypes(pool: pg.Pool, text: string): Promise<readonly string[]> {
  const client = await pool.connect();
  try {
    await client.query(`prepare asked as ${text}`);
    const { rows } = await client.query<{ types: string[] }>(
      `select parameter_types::text[] as types from pg_prepared_statements where name = 'asked'`,
    );
    return rows[0]?.types ?? [];
  } finally {
    client.release(true);
  }
}

const parameters = (types: readonly string[]): string[] => types.map((_, n) => `p${n + 1}`);

const tableOf = (nth: number, types: readonly string[]): string =>
  [
    `create table staged_${nth} (chunk int not null, ${types.map((type, n) => `p${n + 1} ${type}, `).join('')}
       position int generated always as identity, primary key (chunk, position))`,
    ...types.flatMap((type, n) =>
      /\[\]|text|bytea/.test(type) ? [`alter table staged_${nth} alter p${n + 1} set storage external`] : [],
    ),
  ].join(';');

async function insert(pool: pg.Pool, nth: number, chunk: number, values: readonly unknown[]): Promise<void> {
  const columns = ['chunk', ...parameters(values.map(() => ''))];
  const places = columns.map((_, n) => `$${n + 1}`);
  await pool.query(`insert into staged_${nth} (${columns.join(', ')}) values (${places.join(', ')})`, [
    chunk,
    ...values,
  ]);
}

/** Rows that a statement gives back are read to the last one, and go nowhere. */
function blockOf(nth: number, text: string): string {
  const statement = text.trim().replace(/\$(\d+)/g, `staged_${nth}_row.p$1`);
  const gives = /^select/i.test(statement) || /\breturning\b/i.test(statement);
  return `for staged_${nth}_row in select * from staged_${nth} where chunk = chunk_now order by position loop
    ${gives ? `for given_row in ${statement} loop null; end loop;` : `${statement};`}
  end loop;`;
}

const procedureOf = (blocks: readonly string[], chunks: number): string =>
  `create procedure run_staged() language plpgsql as $procedure$
  #variable_conflict use_column
  declare given_row record; chunk_now int;
  ${blocks.map((_, nth) => `staged_${nth}_row staged_${nth}%rowtype;`).join(' ')}
  begin
    for chunk_now in 0..${chunks - 1} loop
      ${blocks.join('\n')}
      commit;
    end loop;
  end $procedure$`;
