import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Loans as their lanes know them, and why the strategy has done what it did. */
export class CreateLoan1795637100000 implements MigrationInterface {
  readonly name = 'CreateLoan1795637100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table step_log, outreach_loan');
  }
}

// A loan's row changes with every payment, and none of its indexed columns do: the pages keep room for that. The
// schedule has its own column, as most changes leave it as it is. The index of what is due names the loans, so that a
// page of them is found without a look at each that waits behind it.
const TABLES = `
  create table outreach_loan (
    loan_id    text    primary key,
    tenant     text    not null,
    partition  integer not null check (partition >= 0),
    review_on  date,
    waits      text[]  not null,
    slices     jsonb   not null,
    episode_id text,
    person_id  text,
    state      json    not null,
    schedule   json
  ) with (fillfactor = 80);
  create index outreach_loan_due on outreach_loan (partition, review_on, loan_id);
  create index outreach_loan_waits on outreach_loan using gin (waits) where waits <> '{}';
  create index outreach_loan_of_person on outreach_loan (tenant, person_id);

  -- Appended, never changed: which row of which strategy spoke of a loan, and what it looked at.
  create table step_log (
    position   bigint generated always as identity primary key,
    tenant     text   not null,
    loan_id    text   not null,
    episode_id text,
    on_date    date   not null,
    strategy   text   not null,
    rule       text   not null,
    step       text,
    arm        text,
    inputs     jsonb  not null
  );
  create index step_log_of_loan on step_log (tenant, loan_id, position desc)`;
