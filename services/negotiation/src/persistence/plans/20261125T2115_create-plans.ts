import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Plans as they were agreed, and what ledgers were asked. */
export class CreatePlans1795641300000 implements MigrationInterface {
  readonly name = 'CreatePlans1795641300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table ledger_request, plan');
  }
}

const TABLES = `
  create table plan (
    plan_id     text   primary key,
    tenant      text   not null,
    loan_id     text   not null,
    state       text   not null,
    request_id  text,
    active_from date,
    ended_on    date,
    last_due    date,
    kinds       text[] not null,
    rows        json   not null
  );
  create index plan_of_loan on plan (tenant, loan_id);
  create index plan_by_state on plan (tenant, state);

  -- In the order in which transactions commit, so that a ledger may read on from where it was. That an ask is taken back
  -- is an entry of its own.
  create table ledger_request (
    position    bigint generated always as identity primary key,
    request_id  text not null,
    type        text not null,
    tenant      text not null,
    loan_id     text not null,
    plan_id     text not null,
    body        json not null,
    state       text not null,
    asked_on    date not null,
    answer_by   date not null,
    answered_on date,
    reason      text,
    reference   text,
    unique (request_id, type)
  );
  create index ledger_request_of_tenant on ledger_request (tenant, position);
  create index ledger_request_of_loan on ledger_request (tenant, loan_id)`;
