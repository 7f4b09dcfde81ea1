import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Placements that wait until the borrower has been told, proposals of the strategy for whoever decides them, contacts
 * that firms made beyond what was allowed, the phone by which a firm is named to a borrower, and a way to count questions.
 */
export class PlacementsThatWait1795683600000 implements MigrationInterface {
  readonly name = 'PlacementsThatWait1795683600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(WAITING);
    await runner.query(PROPOSALS);
    await runner.query(BREACHES);
    await runner.query(`create index say_question on say (opened_at) where kind = 'question'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index say_question`);
    await runner.query(`drop table agency_breach, placement_proposal`);
    await runner.query(`delete from placement where state in ('waiting', 'dropped')`);
    await runner.query(`drop index placement_waiting, placement_waits_for`);
    await runner.query(
      `alter table placement drop constraint placement_announced, drop constraint placement_state_check,
         alter column announced_on set not null,
         add constraint placement_state_check check (state in ('placed', 'recalled'))`,
    );
    await runner.query(`alter table agency drop column phone`);
  }
}

// A brief exclusive lock on a table that only placements are written to; the check reads it once.
const WAITING = `
  alter table agency add column phone text;
  alter table placement drop constraint placement_state_check, alter column announced_on drop not null,
    add constraint placement_state_check check (state in ('waiting', 'placed', 'recalled', 'dropped')),
    add constraint placement_announced check (announced_on is not null or state in ('waiting', 'dropped'));
  create unique index placement_waiting on placement (loan_id) where state = 'waiting';
  create index placement_waits_for on placement (tenant, agency_id, loan_id) where state = 'waiting'`;

const PROPOSALS = `
  create table placement_proposal (
    proposal_id  text   primary key,
    tenant       text   not null,
    loan_id      text   not null,
    step         text   not null,
    proposed_on  date   not null,
    state        text   not null check (state in ('open', 'accepted', 'declined', 'overtaken')),
    because      text   not null,
    decided_by   text,
    decided_on   date,
    placement_id text,
    currency     text   not null,
    balance      bigint not null check (balance >= 0),
    -- The day on which the policy tried to place it last; not of the lane.
    tried_on     date
  );
  create unique index placement_proposal_open on placement_proposal (loan_id) where state = 'open';
  create index placement_proposal_next on placement_proposal (tenant, proposed_on, proposal_id) where state = 'open'`;

// Written by the lanes of persons, with the counters that the contact is counted in.
const BREACHES = `
  create table agency_breach (
    breach_id text        primary key,
    tenant    text        not null,
    agency_id text        not null,
    loan_id   text        not null,
    kind      text        not null check (kind in ('outside-its-days', 'beyond-what-was-allowed')),
    at        timestamptz not null,
    known_on  date        not null
  );
  create index agency_breach_of on agency_breach (tenant, agency_id, known_on)`;
