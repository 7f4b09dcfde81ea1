import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Cases, what lawyers have thought of them, what was claimed, and which evidence was made for it. */
export class CreateCase1795684200000 implements MigrationInterface {
  readonly name = 'CreateCase1795684200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table claim_sheet, evaluation, legal_case');
  }
}

const TABLES = `
  create table legal_case (
    case_id   text primary key,
    tenant    text not null,
    loan_id   text not null,
    stage     text not null,
    lawyer    text,
    opened_on date not null,
    closed_on date,
    outcome   text,
    strategy  text
  );
  create index legal_case_open on legal_case (tenant, case_id) where closed_on is null;

  -- Every opinion that was given; one that was overtaken by a later one stays as it was decided.
  create table evaluation (
    evaluation_id text primary key,
    tenant        text not null,
    loan_id       text not null,
    case_id       text not null,
    strategy      text not null,
    state         text not null check (state in ('given', 'approved', 'refused')),
    by_actor      text not null,
    approver      text,
    on_date       date not null,
    opinion       json not null
  );
  create index evaluation_of_loan on evaluation (tenant, loan_id);

  -- A claim is never changed: its id is made of what it says.
  create table claim_sheet (
    sheet_id text   primary key,
    tenant   text   not null,
    loan_id  text   not null,
    case_id  text   not null,
    as_of    date   not null,
    currency text   not null,
    total    bigint not null,
    sheet    json   not null,
    sha256   text   not null
  )`;
