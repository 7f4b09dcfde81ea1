import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type pg from 'pg';
import { LEDGER_STREAM } from '@mora/contracts';
import { addDays, type CalendarDate } from '@mora/kernel';
import { CONFIG, DATABASE, type Lanes, LANES, payloadHash, type Tx } from '@mora/runtime';
import type { IngestionConfig } from '../config.js';
import { isIncomplete, mayClose, type PartyState } from '../domain/day-agreement.js';
import { Alarms } from '../intake/alarms.js';
import { FirstDay } from '../intake/first-day.js';
import { itemOf } from '../intake/read-door.js';
import { readRecord } from '../intake/read-record.js';
import { partiesJson } from '../intake/party-state.json.js';
import { DayBook } from '../persistence/day-book.js';
import { type EarlyRecord, EarlyRecords } from '../persistence/early-records.js';
import { readingFrom } from '../persistence/pool-tx.js';
import { Sources } from '../sources/sources.js';
import { HTTP_DOOR } from './intake-event.js';
import { IntakeReactor } from './intake.reactor.js';

const PAGE = 500;

/** Who closes a day that does not close by itself, why, and under which Idempotency-Key. */
export type ClosedBy = Readonly<{ actor: string; tenant: string; reason: string; key: string | null }>;
export type CloseAnswer = Readonly<
  { kind: 'closed'; days: readonly CalendarDate[] } | { kind: 'refused'; because: string; openDay: CalendarDate | null }
>;

/**
 * Closes the open day when every source has closed it with figures that agree, takes the records that waited for the
 * next one, and goes on with that. Several processes may do so at once: each close is checked under the locks.
 */
@Injectable()
export class DayKeeper implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | null = null;
  private round: Promise<void> = Promise.resolve();
  private stopped = false;
  private seen = '';
  private told = '';

  constructor(
    @Inject(CONFIG) private readonly config: IngestionConfig,
    @Inject(DATABASE) private readonly pool: pg.Pool,
    @Inject(LANES) private readonly lanes: Lanes,
    private readonly reactor: IntakeReactor,
    private readonly sources: Sources,
    private readonly firstDay: FirstDay,
    private readonly book: DayBook,
    private readonly early: EarlyRecords,
    private readonly alarms: Alarms,
  ) {}

  onApplicationBootstrap(): void {
    this.next(this.config.DAY_CHECK_MS);
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    if (this.timer !== null) clearTimeout(this.timer);
    await this.round;
  }

  /** Something came that may close the day: looks at once instead of at the next round. */
  nudge(): void {
    if (this.timer !== null) this.next(0);
  }

  /** The open day; null before the first. */
  async openDay(): Promise<CalendarDate | null> {
    const { rows } = await this.pool.query<{ day: CalendarDate | null }>(
      `select min(open_day) as day from lane where space = 'loan'`,
    );
    return rows[0]?.day ?? null;
  }

  judge(day: CalendarDate): Promise<readonly PartyState[]> {
    return this.book.judge(readingFrom(this.pool), day);
  }

  /**
   * Closes the open day, and those after it through the last, whatever the sources say. Each is written down. A request
   * that was cut off goes on behind the days that it has closed.
   */
  async closeByHand(from: CalendarDate, through: CalendarDate, by: ClosedBy): Promise<CloseAnswer> {
    const days = await this.closedUnder(by);
    const last = days.at(-1);
    for (
      let day = last === undefined ? from : addDays(last, 1);
      day <= through && !this.stopped;
      day = addDays(day, 1)
    ) {
      const audited = async ({ tx }: { tx: Tx }) => {
        await writeDown(tx, day, by, await this.book.judge(tx, day));
        return null;
      };
      const closed = await this.lanes.closeDay(this.reactor, day, { calendar: this.sources.calendar, check: audited });
      if (closed.kind === 'refused') {
        return days.length > 0
          ? { kind: 'closed', days }
          : { kind: 'refused', because: closed.because, openDay: await this.openDay() };
      }
      days.push(day);
      await this.takeEarly(addDays(day, 1));
    }
    return { kind: 'closed', days };
  }

  private async closedUnder({ tenant, key }: ClosedBy): Promise<CalendarDate[]> {
    if (key === null) return [];
    const { rows } = await this.pool.query<{ day: CalendarDate }>(
      `select day from day_action where tenant = $1 and request_key = $2 order by day`,
      [tenant, key],
    );
    return rows.map(({ day }) => day);
  }

  private next(ms: number): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = null;
      this.round = this.turn(ms > 0)
        .catch((error: unknown) => this.alarms.failed('day-keeper', error))
        .finally(() => (this.stopped ? undefined : this.next(this.config.DAY_CHECK_MS)));
    }, ms);
  }

  private async turn(regular: boolean): Promise<void> {
    if (!this.lanes.serving) return;
    await this.firstDay.openWanted(this.config.OPEN_DAY ?? null);
    for (let day = await this.openDay(); day !== null && !this.stopped; day = addDays(day, 1)) {
      await this.takeEarly(day);
      const parties = await this.judge(day);
      if (this.stopped) return; // what waited for the day may not all be taken
      if (!mayClose(parties)) return this.watch(day, parties, regular);
      const check = async ({ tx }: { tx: Tx }) => (mayClose(await this.book.judge(tx, day)) ? null : 'day-incomplete');
      const closed = await this.lanes.closeDay(this.reactor, day, { calendar: this.sources.calendar, check });
      if (closed.kind === 'refused') return;
    }
  }

  /** Twice the same difference, a round apart, is no record that is still on its way: somebody must look. */
  private watch(day: CalendarDate, parties: readonly PartyState[], regular: boolean): void {
    if (!isIncomplete(parties)) return;
    const differing = parties.filter(({ state }) => state !== 'agrees').map(({ source }) => source);
    const now = `${day} ${JSON.stringify(parties, (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value))}`;
    if (regular && this.seen === now && this.told !== now) {
      this.told = now;
      this.alarms.raise('day-incomplete', { day, sources: [...new Set(differing)].join(' ') });
    }
    if (regular) this.seen = now;
  }

  /** Takes what waited for this day. What the rules refuse now holds its loan: whoever sent it was told `accepted`. */
  private async takeEarly(day: CalendarDate): Promise<void> {
    while (!this.stopped) {
      const page = await this.early.due(day, PAGE);
      if (page.length === 0) return;
      const items = page.flatMap((record) => this.itemOf(record));
      const also = ({ tx }: { tx: Tx }) => this.early.done(tx, page);
      await this.lanes.take(this.reactor, items, { refusals: 'hold', also });
    }
  }

  private itemOf({ door, bytes }: EarlyRecord) {
    const structured = JSON.parse(bytes.toString('utf8')) as unknown;
    const reading = readRecord(structured, door === HTTP_DOOR ? 'http' : 'kafka', this.sources);
    if (reading.kind === 'rejected')
      throw new Error(`a record that waited for its day is no longer read: ${reading.rejection.message}`);
    const { record } = reading;
    const item = itemOf(record, door, bytes, true);
    const { correlationId, traceparent, type } = record;
    return {
      ...item,
      id: `opened/${item.id}`, // its own id was used up when it came
      hash: payloadHash(bytes),
      bytes,
      type,
      door: LEDGER_STREAM,
      correlationId: correlationId ?? item.id,
      ...(traceparent !== null && { traceparent }),
    };
  }
}

async function writeDown(tx: Tx, day: CalendarDate, by: ClosedBy, state: readonly PartyState[]): Promise<void> {
  await tx.query(
    `insert into day_action (tenant, actor, day, action, reason, state, request_key)
     values ($1, $2, $3, 'close', $4, $5::jsonb, $6)`,
    [by.tenant, by.actor, day, by.reason, JSON.stringify(partiesJson(state)), by.key],
  );
}
