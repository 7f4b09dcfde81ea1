import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is before the courts, by the days on which something is due, and the keys of lawyers' calendars. */
export class CreateProceedings1795684500000 implements MigrationInterface {
  readonly name = 'CreateProceedings1795684500000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table feed_key, hearing, proceeding_step, proceeding');
  }
}

const TABLES = `
  create table proceeding (
    proceeding_id text    primary key,
    tenant        text    not null,
    loan_id       text    not null,
    case_id       text    not null,
    kind          text    not null,
    court         text    not null,
    lawyer        text,
    step          text    not null,
    due_on        date,
    provisional   boolean not null,
    filed_on      date    not null,
    currency      text,
    amount        bigint  not null,
    fee           bigint  not null,
    state         text    not null check (state in ('open', 'title', 'lost', 'withdrawn', 'ended'))
  );
  create index proceeding_due on proceeding (tenant, due_on) where state = 'open';
  create index proceeding_of_loan on proceeding (tenant, loan_id);

  -- How each came to where it stands. Nothing here is ever changed.
  create table proceeding_step (
    position      bigint generated always as identity primary key,
    tenant        text not null,
    loan_id       text not null,
    proceeding_id text not null,
    from_step     text,
    to_step       text not null,
    on_date       date not null,
    proof_kind    text not null,
    proof_id      text not null,
    due_on        date,
    by_actor      text
  );
  create index proceeding_step_of on proceeding_step (proceeding_id, position);

  create table hearing (
    hearing_id    text        primary key,
    tenant        text        not null,
    loan_id       text        not null,
    case_id       text        not null,
    proceeding_id text        not null,
    kind          text        not null,
    court         text        not null,
    lawyer        text,
    at            timestamptz not null,
    state         text        not null check (state in ('set', 'held', 'adjourned', 'debtor-absent', 'bank-absent')),
    sequence      integer     not null
  );
  create index hearing_of_lawyer on hearing (tenant, lawyer, at);

  -- A calendar program can send no token: the key in the address of a feed is kept as its hash, one a lawyer.
  create table feed_key (
    tenant   text        not null,
    lawyer   text        not null,
    key_hash text        not null unique,
    until    timestamptz not null,
    primary key (tenant, lawyer)
  )`;
