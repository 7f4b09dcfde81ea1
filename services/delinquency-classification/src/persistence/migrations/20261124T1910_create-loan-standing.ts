import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How every loan stands, and how it stood, by the day it holds of and the day it became known. */
export class CreateLoanStanding1795547400000 implements MigrationInterface {
  readonly name = 'CreateLoanStanding1795547400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table standing_history, loan_standing');
  }
}

// Bucket and class are those of the primary table and scheme. The rows are short of full pages so that an update
// whose next_transition_on stays the same touches no index (HOT). The schedule is its own column, as a payment
// leaves it as it is: most of a row's bytes are then neither sent nor written. The index of what is due names the loans,
// so that a page of them is found without a look at each that waits behind it.
const TABLES = `
  create table loan_standing (
    loan_id            text    primary key,
    tenant             text    not null,
    partition          integer not null check (partition >= 0),
    as_of              date    not null,
    status             text    not null check (status in ('active', 'closed', 'written-off', 'transferred')),
    oldest_unpaid_on   date,
    bucket             text,
    class              text,
    currency           text    not null,
    overdue_minor      bigint  not null check (overdue_minor >= 0),
    episode_id         text,
    next_transition_on date    check (next_transition_on > as_of),
    state              json    not null,
    schedule           json
  ) with (fillfactor = 80);
  create index loan_standing_due on loan_standing (partition, next_transition_on, loan_id);

  -- Appended, never changed. Of the rows known on a day, the last one that is valid by a date says how the loan stood.
  create table standing_history (
    position         bigint generated always as identity primary key,
    tenant           text    not null,
    loan_id          text    not null,
    valid_on         date    not null,
    recorded_on      date    not null,
    recorded_at      timestamptz not null default now(),
    status           text    not null,
    delinquent       boolean not null,
    oldest_unpaid_on date,
    buckets          jsonb   not null,
    classes          jsonb   not null,
    currency         text    not null,
    overdue_minor    bigint  not null,
    overdue          jsonb   not null,
    episode_id       text
  );
  create index standing_history_of_loan on standing_history (tenant, loan_id, position desc)`;
