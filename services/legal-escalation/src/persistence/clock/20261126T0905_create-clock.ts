import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The periods of all loans, by their last days, and what has moved them. */
export class CreateClock1795683900000 implements MigrationInterface {
  readonly name = 'CreateClock1795683900000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table legal_act, legal_clock');
  }
}

const TABLES = `
  create table legal_clock (
    clock_id    text    primary key,
    tenant      text    not null,
    loan_id     text    not null,
    claim       text    not null,
    starts_on   date    not null,
    expires_on  date,
    provisional boolean not null,
    state       text    not null check (state in ('running', 'paused', 'kept', 'expired', 'off')),
    by_act      text
  );
  create index legal_clock_runs on legal_clock (tenant, expires_on) where state = 'running';
  create index legal_clock_of_loan on legal_clock (tenant, loan_id);

  -- What people and cases have recorded, and whatever else has moved a period. What was voided stays, and is marked. The
  -- ledgers of several banks may name their payments alike.
  create table legal_act (
    loan_id text    not null,
    act_id  text    not null,
    tenant  text    not null,
    kind    text    not null,
    on_date date    not null,
    proof   jsonb   not null,
    origin  text    not null,
    voided  boolean not null,
    primary key (loan_id, act_id)
  )`;
