import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far each loan has come, what each day holds by source, and what was not taken. */
export class CreateIntake1795547000000 implements MigrationInterface {
  readonly name = 'CreateIntake1795547000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table rejection, day_action, early_record, source_close, day_count, loan_intake');
  }
}

const TABLES = `
  -- One row a loan: whose it is, how far its ledger's records have come, and which of them wait behind a gap.
  create table loan_intake (
    loan_id text primary key, partition integer not null check (partition >= 0), tenant text not null,
    source text not null, registered boolean not null, currency text,
    last_sequence bigint, latest_value_date date, latest_booking_id text, history_until date,
    gap_since date, gap_expired boolean not null,
    recent json not null, waiting jsonb not null,
    check (num_nulls(latest_value_date, latest_booking_id) in (0, 2)),
    check (gap_since is not null or not gap_expired));
  create index loan_intake_gap on loan_intake (gap_since) where gap_since is not null;

  -- How many records of a source were booked on a day, by door and lane; the control total by currency, '' for none.
  create table day_count (
    source text not null, day date not null, door integer not null, partition integer not null, currency text not null,
    records bigint not null, minor numeric not null,
    primary key (source, day, door, partition, currency));

  -- What a source says it has sent from one day to another; door -1 where it closes all by one record.
  create table source_close (
    source text not null, date date not null, door integer not null,
    from_date date not null, from_declared boolean not null, records bigint not null, totals jsonb not null,
    event_id text not null, received_at timestamptz not null default now(),
    primary key (source, date, door), check (from_date <= date));

  -- A record of a day that has not opened yet. It is taken when that day opens, in this order.
  create table early_record (
    position bigint generated always as identity primary key,
    loan_id text not null, partition integer not null, source text not null, event_id text not null,
    booked_on date not null, door integer not null, currency text not null, minor numeric not null,
    type text not null, bytes bytea not null, received_at timestamptz not null default now());
  create index early_record_of_day on early_record (booked_on, position);
  create index early_record_of_loan on early_record (loan_id);

  -- What operators did to days, and why.
  create table day_action (
    id bigint generated always as identity primary key,
    at timestamptz not null default now(), tenant text not null, actor text not null,
    day date not null, action text not null, reason text not null, state jsonb not null);

  -- A record that was sent back: its bytes, where it stood, why. The same bytes sent again count as one more attempt.
  create table rejection (
    id bigint generated always as identity primary key,
    tenant text not null, door text not null, source text not null, event_id text not null,
    stage text not null, reason text not null, field text not null, message text not null,
    position bigint not null, hash bytea not null, bytes bytea not null,
    attempts integer not null default 1,
    first_at timestamptz not null default now(), last_at timestamptz not null default now(),
    unique (tenant, door, hash, reason))`;
