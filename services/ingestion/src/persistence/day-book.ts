import { Injectable } from '@nestjs/common';
import { LEDGER_STREAM } from '@mora/contracts';
import { type CalendarDate, type Currency, earliest, latest, minorUnits } from '@mora/kernel';
import type { Tx } from '@mora/runtime';
import {
  type Count,
  coveringClose,
  type Declared,
  judgeDay,
  type Party,
  type PartyState,
} from '../domain/day-agreement.js';
import { readDoorRecord } from '../intake/read-door.js';
import { Sources } from '../sources/sources.js';

type CloseRow = {
  source: string;
  date: CalendarDate;
  door: number;
  from_date: CalendarDate;
  from_declared: boolean;
  records: bigint;
  totals: Record<string, string>;
};
type CountRow = { source: string; day: CalendarDate; door: number; currency: string; records: bigint; minor: string };
type ParkedRow = { headers: Record<string, string>; value: Buffer; source_partition: number; subject: string };

const ALL_DOORS = -1;

/** What each source has declared of a day, beside what came of it. */
@Injectable()
export class DayBook {
  constructor(private readonly sources: Sources) {}

  async judge(tx: Tx, day: CalendarDate): Promise<readonly PartyState[]> {
    const closes = await this.closes(tx, day);
    if (closes.length === 0) return judgeDay(day, this.parties(day), [], []);
    const parties = this.parties(day);
    const covering = parties.flatMap((party) => coveringClose(party, day, closes) ?? []);
    const from = covering.map((close) => close.from).reduce(earliest, day);
    const through = covering.map((close) => close.date).reduce(latest, day);
    const counts = [
      ...(await this.taken(tx, from, through)),
      ...(await this.early(tx, from, through)),
      ...(await this.parked(tx, from, through)),
    ];
    return judgeDay(day, parties, closes, counts);
  }

  private parties(day: CalendarDate): readonly Party[] {
    return this.sources.waitedFor(day).flatMap(({ id: source, closes, partitions, longestClose }): Party[] => {
      if (closes === 'once') return [{ source, door: null, longestClose }];
      return Array.from({ length: partitions }, (_, door) => ({ source, door, longestClose }));
    });
  }

  /** Those of the day, and of later ones. */
  private async closes(tx: Tx, day: CalendarDate): Promise<Declared[]> {
    const rows = await tx.query<CloseRow>(
      `select source, date, door, from_date, from_declared, records, totals from source_close
       where date >= $1`,
      [day],
    );
    return rows.map((row) => ({
      source: row.source,
      door: row.door === ALL_DOORS ? null : row.door,
      from: row.from_date,
      date: row.date,
      fromDeclared: row.from_declared,
      records: Number(row.records),
      totals: minorTotals(row.totals),
    }));
  }

  private async taken(tx: Tx, from: CalendarDate, through: CalendarDate): Promise<Count[]> {
    const rows = await tx.query<CountRow>(
      `select source, day, door, currency, sum(records)::bigint as records, sum(minor)::text as minor from day_count
       where day between $1 and $2 group by source, day, door, currency`,
      [from, through],
    );
    return rows.map(toCount);
  }

  /** Records of days to come count for the span that their source closes at once. */
  private async early(tx: Tx, from: CalendarDate, through: CalendarDate): Promise<Count[]> {
    const rows = await tx.query<CountRow>(
      `select source, booked_on as day, door, currency, count(*) as records, sum(minor)::text as minor
       from early_record where booked_on between $1 and $2 group by source, booked_on, door, currency`,
      [from, through],
    );
    return rows.map(toCount);
  }

  /** What waits behind a held loan has come too: one bad loan does not keep the day open. */
  private async parked(tx: Tx, from: CalendarDate, through: CalendarDate): Promise<Count[]> {
    const rows = await tx.query<ParkedRow>(
      `select headers, value, source_partition, subject from parked_record where space = 'loan' and stream = $1`,
      [LEDGER_STREAM],
    );
    return rows.flatMap(({ headers, value, source_partition: partition, subject }) => {
      const read = readDoorRecord({ stream: LEDGER_STREAM, partition, key: subject, headers, value }, this.sources);
      if (read.kind !== 'read' || read.event.kind !== 'booked') return [];
      const { booked, control, door } = read.event;
      if (booked.bookedOn < from || booked.bookedOn > through) return [];
      const amount = { currency: control?.currency ?? '', minor: control?.minor ?? 0n };
      return [{ source: booked.source, day: booked.bookedOn, door, records: 1, ...amount }];
    });
  }
}

const minorTotals = (totals: Readonly<Record<string, string>>): Record<string, bigint> =>
  Object.fromEntries(
    Object.entries(totals).map(([currency, amount]) => [currency, minorUnits(amount, currency as Currency)]),
  );

const toCount = ({ records, minor, ...row }: CountRow): Count => ({
  ...row,
  records: Number(records),
  minor: BigInt(minor),
});
