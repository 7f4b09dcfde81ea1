import type pg from 'pg';
import {
  DELINQUENCY_STREAM,
  delinquencyStarted,
  LOAN_STREAM,
  loanRegistered,
  loanScheduleReplaced,
} from '@mora/contracts';
import { addDays, calendarDate, type CalendarDate } from '@mora/kernel';
import { legalMigrations } from '@mora/legal-escalation';
import { type BrokerRecord, closeDays, runChunk, type TopicIdentity } from '@mora/runtime';
import { TENANT } from '../load/portfolio.js';
import type { DatabaseServer } from '../machines/database-server.js';
import { type LegalEngine, legalOn } from '../machines/legal-engine.js';
import { atMost, type Result } from '../measure/result.js';
import { median, timed } from '../measure/rounds.js';

/** `alerts`: how many claims come near their end on each of the days; `many` null: only the small portfolio. */
export type LimitationRollSize = Readonly<{ few: number; many: number | null; alerts: number; days: number }>;

const LOG: TopicIdentity = { clusterId: 'bench', topicId: 'bench', partitions: 1 };
/** No calendar of the year in which these claims end is announced, so that no end is moved to another one's day. */
const OPENS_ON = calendarDate('2040-01-02');
const YEARS = 3;
const FIRST_ALERT_DAYS = 180;
/** The first days warm the caches, the plans and the code. */
const WARM_DAYS = 2;
const RECORDS_A_CHUNK = 2_000;

/**
 * The close of a day on which the same number of claims comes near its end, however many others there are. The two
 * portfolios close each day in turns: whatever else the machine does disturbs both alike.
 */
export async function limitationRoll(server: DatabaseServer, size: LimitationRollSize): Promise<Result> {
  const { alerts, few, many } = size;
  const portfolios = many === null ? [few] : [few, many];
  const [ofFew = 0, ofMany = 0] = (await closingSeconds(server, portfolios, size)).map(median);
  const told = `${(ofFew * 1000).toFixed(0)} ms for ${alerts} alerts among ${few} loans`;
  if (many === null) {
    const line = 'limitation roll: 100k loans, warm median; the full run compares 4M';
    return { line, measured: told, goal: null, ok: null };
  }
  const detail = `${(ofMany * 1000).toFixed(0)} ms; ${told}`;
  return atMost('limitation roll: 4M loans / 100k loans, warm median', ofMany / ofFew, 2, '', detail);
}

const nameOf = (loans: number): string => `limitation_${loans}`;

/** Of each portfolio the warm days. */
async function closingSeconds(server: DatabaseServer, portfolios: readonly number[], size: LimitationRollSize) {
  const { alerts, days } = size;
  const read = await filled(server, size);
  for (const loans of portfolios) {
    await server.copy(FILLED, nameOf(loans));
    await server.using(nameOf(loans), (pool) => multiply(pool, loans - alerts * days));
  }
  const all = await withLanes(server, portfolios, read, async (lanes) => {
    const seconds: number[][] = lanes.map(() => []);
    for (let nth = 1; nth <= days; nth += 1) {
      for (const [at, lane] of lanes.entries()) {
        seconds[at]?.push(await lane.alertsOn(addDays(OPENS_ON, nth), alerts));
      }
    }
    return seconds;
  });
  for (const loans of portfolios) await server.drop(nameOf(loans));
  await server.drop(FILLED);
  return all.map((seconds) => seconds.slice(WARM_DAYS));
}

const FILLED = 'limitation_filled';

/** A database with the loans that the days are about, and how far its streams were read. */
async function filled(server: DatabaseServer, { alerts, days }: LimitationRollSize): Promise<Offsets> {
  await server.create(FILLED, legalMigrations);
  return server.using(FILLED, async (pool) => {
    const lane = new Lane(pool, await legalOn(pool), new Map());
    await lane.fill(alerts, days);
    await lane.close(OPENS_ON); // all periods are worked out, and wait for their days
    return lane.next;
  });
}

/** A lane of each portfolio, all of them open at once. */
async function withLanes<T>(
  server: DatabaseServer,
  [loans, ...others]: readonly number[],
  read: Offsets,
  work: (lanes: readonly Lane[]) => Promise<T>,
): Promise<T> {
  if (loans === undefined) return work([]);
  return server.using(nameOf(loans), async (pool) => {
    const lane = new Lane(pool, await legalOn(pool), new Map(read));
    return withLanes(server, others, read, (lanes) => work([lane, ...lanes]));
  });
}

type Offsets = Map<string, bigint>;

/** What the lane is given to read, and how long it closes. */
class Lane {
  constructor(
    private readonly pool: pg.Pool,
    private readonly engine: LegalEngine,
    /** The next record of each stream. */
    readonly next: Offsets,
  ) {}

  /** So many overdue loans for each of the days, and one that none of them is about. */
  async fill(alerts: number, days: number): Promise<void> {
    for (let nth = 1; nth <= days; nth += 1) {
      const alertOn = addDays(OPENS_ON, nth);
      for (let from = 0; from < alerts; from += RECORDS_A_CHUNK) {
        const many = Math.min(RECORDS_A_CHUNK, alerts - from);
        await this.tell(Array.from({ length: many }, (_, n) => loan(`${nth}-${from + n}`, alertOn)));
      }
    }
    await this.tell([loan('model', addDays(OPENS_ON, 10_000))]);
  }

  async alertsOn(day: CalendarDate, alerts: number): Promise<number> {
    const seconds = await this.close(day);
    const { rows } = await this.pool.query<{ said: number }>(
      `select count(*)::int as said from outbox where type = 'mora.legal.limitation-at-risk.v1'`,
    );
    if (rows[0]?.said !== alerts) throw new Error(`${day} has told of ${rows[0]?.said} claims, not of ${alerts}`);
    await this.pool.query('truncate outbox');
    return seconds;
  }

  async close(date: CalendarDate): Promise<number> {
    const mark = {
      key: null,
      headers: { ce_type: 'mora.day.closed.v1', ce_id: `mark-${date}` },
      value: Buffer.from(JSON.stringify({ date, calendar: 'none' })),
    };
    for (const stream of [LOAN_STREAM, DELINQUENCY_STREAM]) await this.hear(stream, [mark]);
    const seconds = await timed(() => closeDays(this.engine, 0));
    if (date === OPENS_ON) await this.pool.query('truncate outbox');
    return seconds;
  }

  private async tell(loans: readonly Told[]): Promise<void> {
    await this.hear(
      LOAN_STREAM,
      loans.flatMap(({ ledger }) => ledger),
    );
    await this.hear(
      DELINQUENCY_STREAM,
      loans.map(({ arrears }) => arrears),
    );
  }

  private async hear(stream: string, told: readonly Unnumbered[]): Promise<void> {
    const from = this.next.get(stream) ?? 0n;
    this.next.set(stream, from + BigInt(told.length));
    const records = told.map((record, n) => ({ ...record, offset: from + BigInt(n) }));
    await runChunk(this.engine, { stream, partition: 0, log: LOG, records });
  }
}

type Unnumbered = Omit<BrokerRecord, 'offset'>;
type Told = Readonly<{ ledger: readonly Unnumbered[]; arrears: Unnumbered }>;

const AMOUNTS = { currency: 'CNY', total: '1003.00', principal: '950.00', interest: '53.00', fee: '0.00' } as const;

/** A loan whose claim comes near its end on a day: all of it fell due so many years before that end. */
function loan(name: string, alertOn: CalendarDate): Told {
  const key = `${TENANT}:${name}`;
  const dueOn = yearsBefore(addDays(alertOn, FIRST_ALERT_DAYS));
  const provenance = { source: 'bench-core', bookedOn: OPENS_ON };
  const instalment = { number: 1, dueOn, principal: '950.00', interest: '53.00' };
  const said = [
    loanRegistered.of({ ...provenance, product: 'consumer-loan', currency: 'CNY' }),
    loanScheduleReplaced.of({ ...provenance, version: 1, currency: 'CNY', instalments: [instalment] }),
    delinquencyStarted.of({
      episodeId: `E-${name}`,
      asOf: addDays(OPENS_ON, -1),
      oldestUnpaidOn: dueOn,
      daysPastDue: 900,
      first: true,
      cutOver: false,
      overdue: { ...AMOUNTS, penalty: '0.00' },
      policy: { id: 'default-product', version: 1, rule: 'overdue' },
    }),
  ].map(({ type, data }, nth): Unnumbered => ({
    key: Buffer.from(key),
    headers: { ce_id: `${key}-${nth}`, ce_type: type, ce_tenant: TENANT, ce_businessdate: OPENS_ON, ce_subject: key },
    value: Buffer.from(JSON.stringify(data)),
  }));
  return { ledger: said.slice(0, 2), arrears: said[2] as Unnumbered };
}

const yearsBefore = (day: CalendarDate): CalendarDate =>
  calendarDate(`${Number(day.slice(0, 4)) - YEARS}${day.slice(4)}`);

/** All others are as the one that no day is about. */
async function multiply(pool: pg.Pool, loans: number): Promise<void> {
  const { rows } = await pool.query<{ columns: string }>(
    `select string_agg(quote_ident(column_name), ', ' order by ordinal_position) as columns
     from information_schema.columns where table_name = 'legal_loan' and column_name <> 'loan_id'`,
  );
  const columns = rows[0]?.columns ?? '';
  await pool.query(
    `insert into legal_loan (loan_id, ${columns})
     select '${TENANT}:C' || lpad(n::text, 9, '0'), ${columns}
     from generate_series(1, $1::int) as n, (select * from legal_loan where loan_id = $2) as model`,
    [loans, `${TENANT}:model`],
  );
  await pool.query('vacuum analyze');
}
