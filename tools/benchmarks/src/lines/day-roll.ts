import type pg from 'pg';
import { LOAN_STREAM, loanRegistered, loanScheduleReplaced } from '@mora/contracts';
import { delinquencyMigrations } from '@mora/delinquency-classification';
import { addDays, type CalendarDate } from '@mora/kernel';
import { type BrokerRecord, closeDays, runChunk, type TopicIdentity } from '@mora/runtime';
import { TENANT } from '../load/portfolio.js';
import type { DatabaseServer } from '../machines/database-server.js';
import { classificationOn, openDay } from '../machines/engines.js';
import { atMost, type Result } from '../measure/result.js';
import { median, timed } from '../measure/rounds.js';

/** `changing`: how many loans each of the days changes, whatever the size of the portfolio. */
export type DayRollSize = Readonly<{ few: number; many: number; changing: number; days: number }>;

const LOG: TopicIdentity = { clusterId: 'bench', topicId: 'bench', partitions: 1 };
/** The first days warm the caches, the plans and the code. */
const WARM_DAYS = 2;
const FAR_AWAY = 2_000;

/** The close of a day that changes the same number of loans, in a small portfolio and in one forty times as large. */
export async function dayRoll(server: DatabaseServer, size: DayRollSize): Promise<Result> {
  const few = await closingSeconds(server, size.few, size);
  const many = await closingSeconds(server, size.many, size);
  const detail = `${(many * 1000).toFixed(0)} ms to ${(few * 1000).toFixed(0)} ms for ${size.changing} changing loans`;
  return atMost('day roll: 4M loans / 100k loans, warm median', many / few, 2, '', detail);
}

async function closingSeconds(server: DatabaseServer, loans: number, { changing, days }: DayRollSize): Promise<number> {
  const name = `days_${loans}`;
  await server.create(name, delinquencyMigrations);
  const seconds = await server.using(name, async (pool) => {
    await multiply(pool, loans, changing, days);
    const all: number[] = [];
    for (let nth = 0; nth < days; nth += 1) all.push(await closeOne(pool, nth, changing));
    return median(all.slice(WARM_DAYS));
  });
  await server.drop(name);
  return seconds;
}

/** One loan for each day on which it falls late, and one that none of them changes, made by the service itself. */
async function multiply(pool: pg.Pool, loans: number, changing: number, days: number): Promise<void> {
  const engine = await classificationOn(pool);
  const late = Array.from({ length: days }, (_, nth) => addDays(openDay, nth - 1));
  const records = [...late, addDays(openDay, FAR_AWAY)].flatMap((dueOn, n) => loanOf(n, dueOn));
  const numbered = records.map((record, n) => ({ ...record, offset: BigInt(n) }));
  await runChunk(engine, { stream: LOAN_STREAM, partition: 0, log: LOG, records: numbered });
  const { rows } = await pool.query<{ columns: string; index: string }>(LAYOUT);
  const { columns = '', index = '' } = rows[0] ?? {};
  await pool.query('drop index loan_standing_due');
  await pool.query(copies(columns), [loans, changing, days, Math.floor(loans / (changing * days))]);
  await pool.query(index);
  await pool.query('truncate outbox');
  await pool.query('delete from loan_standing where loan_id like $1', [`${TENANT}:model-%`]);
  await pool.query('vacuum analyze');
}

const LAYOUT = `
  select string_agg(quote_ident(column_name), ', ' order by ordinal_position) as columns,
    (select indexdef from pg_indexes where indexname = 'loan_standing_due') as index
  from information_schema.columns where table_name = 'loan_standing' and column_name <> 'loan_id'`;

/** Every so manieth loan changes on one of the days, so that those of one day lie scattered over the table. */
const copies = (columns: string): string => `
  insert into loan_standing (loan_id, ${columns})
  select '${TENANT}:C' || lpad(n::text, 9, '0'), ${columns}
  from generate_series(0, $1::int - 1) as n
  join (select substring(loan_id from '\\d+$')::int as nth, * from loan_standing) as model on model.nth = case
    when n % $4::int = 0 and n / $4::int < $2::int * $3::int then (n / $4::int) % $3::int else $3::int end`;

function loanOf(n: number, dueOn: CalendarDate): Omit<BrokerRecord, 'offset'>[] {
  const loan = `${TENANT}:model-${n}`;
  const provenance = { source: 'bench-core', bookedOn: openDay };
  const instalments = [0, 30, 60, 90, 120, 150].map((after, nth) => ({
    number: nth + 1,
    dueOn: addDays(dueOn, after),
    principal: '950.00',
    interest: '53.00',
  }));
  const said = [
    loanRegistered.of({ ...provenance, product: 'instalment-loan', currency: 'CNY' }),
    loanScheduleReplaced.of({ ...provenance, version: 1, currency: 'CNY', instalments } as never),
  ];
  return said.map(({ type, data }, nth) => ({
    key: Buffer.from(loan),
    headers: { ce_id: `${loan}-${nth}`, ce_type: type, ce_tenant: TENANT, ce_businessdate: openDay },
    value: Buffer.from(JSON.stringify(data)),
  }));
}

/** The mark of the nth day comes, and the lane closes it: due loans in pages, decided, saved and announced. */
async function closeOne(pool: pg.Pool, nth: number, changing: number): Promise<number> {
  const engine = await classificationOn(pool);
  const date = addDays(openDay, nth);
  const mark: BrokerRecord = {
    offset: BigInt(1_000_000 + nth),
    key: null,
    headers: { ce_type: 'mora.day.closed.v1', ce_id: `mark-${date}` },
    value: Buffer.from(JSON.stringify({ date, calendar: 'none' })),
  };
  await runChunk(engine, { stream: LOAN_STREAM, partition: 0, log: LOG, records: [mark] });
  const seconds = await timed(() => closeDays(engine, 0));
  const { rows } = await pool.query<{ changed: number }>('select count(*)::int as changed from outbox');
  if ((rows[0]?.changed ?? 0) <= changing) throw new Error(`day ${date} has not changed ${changing} loans`);
  await pool.query('truncate outbox');
  return seconds;
}
