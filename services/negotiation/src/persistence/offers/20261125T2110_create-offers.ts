import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Offers as people see them, what was disclosed of each, and who may approve what. */
export class CreateOffers1795641000000 implements MigrationInterface {
  readonly name = 'CreateOffers1795641000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table authority, disclosure, offer');
  }
}

const TABLES = `
  create table offer (
    offer_id      text    primary key,
    tenant        text    not null,
    loan_id       text    not null,
    round_id      text    not null,
    source        text    not null,
    kinds         text[]  not null,
    state         text    not null,
    tier          text    not null,
    rank          integer not null,
    affords       text    not null,
    built         json    not null,
    made_on       date    not null,
    valid_until   date,
    decided_on    date,
    proposer      text    not null,
    approvers     text[]  not null,
    disclosure_id text,
    sha256        text,
    plan_id       text
  );
  create index offer_of_loan on offer (tenant, loan_id);
  create index offer_by_day on offer (tenant, made_on);

  -- The text as the borrower saw it: what was disclosed is proven by its hash, and never written again.
  create table disclosure (
    disclosure_id text primary key,
    tenant        text not null,
    loan_id       text not null,
    offer_id      text not null,
    sha256        text not null,
    pack          text not null
  );
  create index disclosure_of_offer on disclosure (offer_id);

  -- Set by compliance, for a time; nobody is in it who has no more than the role gives.
  create table authority (
    tenant text not null,
    actor  text not null,
    tier   text not null check (tier in ('T1', 'T2', 'T3', 'T4')),
    "from" date not null,
    until  date,
    set_by text not null,
    primary key (tenant, actor, "from")
  )`;
