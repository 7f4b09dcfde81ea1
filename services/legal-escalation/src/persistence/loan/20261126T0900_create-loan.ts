import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Loans as their lanes know them, what people have to do, and the course of each loan. */
export class CreateLoan1795683600000 implements MigrationInterface {
  readonly name = 'CreateLoan1795683600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table timeline, work_lock, work_item, legal_loan');
  }
}

// A loan's row changes with every payment, and few of its indexed columns do: the pages keep room for that. What the
// ledger says lies in a column of its own, as most changes leave it as it is.
const TABLES = `
  create table legal_loan (
    loan_id     text    primary key,
    tenant      text    not null,
    partition   integer not null check (partition >= 0),
    review_on   date,
    waits       text[]  not null,
    stage       text,
    next_date   date,
    provisional boolean not null,
    gate_passed boolean not null,
    case_id     text,
    person_id   text,
    product     text,
    dpd_since   date,
    state       json    not null,
    ledger      json
  ) with (fillfactor = 80);
  create index legal_loan_due on legal_loan (partition, review_on, loan_id);
  create index legal_loan_waits on legal_loan using gin (waits) where waits <> '{}';
  create index legal_loan_next_date on legal_loan (tenant, next_date) where next_date is not null;
  create index legal_loan_in_stage on legal_loan (tenant, stage) where stage is not null;

  create table work_item (
    item_id   text primary key,
    tenant    text not null,
    loan_id   text not null,
    about     text not null,
    kind      text not null,
    team      text not null,
    due_on    date not null,
    state     text not null check (state in ('open', 'done')),
    because   text not null,
    opened_on date not null,
    closed_on date
  );
  create index work_item_open on work_item (tenant, due_on, item_id) where state = 'open';
  create index work_item_of_loan on work_item (tenant, loan_id);

  -- Who works on what, and what is done by hand: the lane of the loan knows nothing of it. An item that is opened
  -- again is another one.
  create table work_lock (
    item_id   text primary key,
    opened_on date not null,
    tenant    text not null,
    actor     text not null,
    until     timestamptz not null,
    done_at   timestamptz,
    because   text
  );

  -- Appended, never changed: what was done with a loan, what it rested on, and by which rule.
  create table timeline (
    position bigint generated always as identity primary key,
    tenant   text  not null,
    loan_id  text  not null,
    on_date  date  not null,
    what     text  not null,
    inputs   jsonb not null,
    policy   jsonb
  );
  create index timeline_of_loan on timeline (tenant, loan_id, position desc);
  -- Lines come by their days, so that a few words of an index tell where a day stands.
  create index timeline_by_day on timeline using brin (on_date)`;
