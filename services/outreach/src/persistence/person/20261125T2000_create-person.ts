import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Persons as their lanes know them, what was decided about contacts, and the vault. */
export class CreatePerson1795636800000 implements MigrationInterface {
  readonly name = 'CreatePerson1795636800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(LANE);
    await runner.query(VAULT);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `drop table erasure_request, allowance, contact_decision, party_source, vault_access, party_field, subject_key,
        person`,
    );
  }
}

// A person's row changes with every contact, and none of its indexed columns do: the pages keep room for that.
const LANE = `
  create table person (
    person_id     text    primary key,
    tenant        text    not null,
    partition     integer not null check (partition >= 0),
    status        text    not null check (status in ('known', 'unknown', 'erased')),
    vault_version bigint,
    state         json    not null
  ) with (fillfactor = 80);

  -- How far each source of party records is known, by partition of the door.
  create table party_source (
    tenant      text    not null,
    source      text    not null,
    partition   integer not null,
    partitions  integer not null check (partitions > 0),
    known_up_to date    not null,
    primary key (tenant, source, partition)
  );

  -- Appended, never changed: what was allowed, refused or given back, and by what it was decided.
  create table contact_decision (
    decision_id     text not null,
    outcome         text not null check (outcome in ('allowed', 'refused', 'lapsed', 'returned')),
    contact_id      text not null,
    tenant          text not null,
    loan_id         text not null,
    person_id       text not null,
    role            text not null,
    channel         text not null,
    purpose         text not null,
    collector       jsonb not null,
    rules           text[] not null,
    point_id        text,
    planned_for     timestamptz not null,
    next_allowed_at timestamptz,
    reserved_until  timestamptz,
    decided_at      timestamptz not null,
    business_date   date not null,
    packs           jsonb not null,
    inputs          jsonb not null,
    inputs_hash     text not null,
    primary key (decision_id, outcome)
  );
  create index contact_decision_of_loan on contact_decision (tenant, loan_id, decided_at desc);
  create index contact_decision_of_person on contact_decision (tenant, person_id, decided_at desc);
  create index contact_decision_of_day on contact_decision (tenant, business_date);

  create table allowance (
    allowance_id text    primary key,
    tenant       text    not null,
    agency_id    text,
    loan_id      text    not null,
    person_id    text    not null,
    channel      text    not null,
    granted      integer not null check (granted >= 0),
    used         integer not null check (used >= 0),
    given_back   integer not null check (given_back >= 0),
    valid_from   date    not null,
    valid_until  date    not null,
    check (used + given_back <= granted)
  );
  create index allowance_of_agency on allowance (tenant, agency_id, valid_until);

  create table erasure_request (
    position    bigint generated always as identity primary key,
    tenant      text   not null,
    person_id   text   not null,
    asked_on    date   not null,
    by          text   not null,
    because     text   not null,
    refused     text[] not null,
    erasable_on date
  );
  create index erasure_request_of_person on erasure_request (tenant, person_id)`;

// No foreign key to person: a loan's lane may seal what it has sent before the party itself has come.
const VAULT = `
  create table subject_key (
    person_id    text        primary key,
    tenant       text        not null,
    kek_id       text        not null,
    wrapped      bytea,
    created_at   timestamptz not null default now(),
    destroyed_at timestamptz,
    destroyed_by text,
    because      text,
    check ((wrapped is null) = (destroyed_at is not null))
  );

  create table party_field (
    person_id text    not null,
    tenant    text    not null,
    field     text    not null,
    ordinal   text    not null,
    version   bigint  not null,
    sealed    bytea   not null,
    blind     bytea,
    primary key (person_id, field, ordinal)
  );
  create index party_field_blind on party_field (tenant, blind) where blind is not null;

  -- Appended, never changed: who has asked for what of whom, and why.
  create table vault_access (
    position  bigint generated always as identity primary key,
    at        timestamptz not null default now(),
    tenant    text        not null,
    person_id text        not null,
    actor     text        not null,
    roles     text[]      not null,
    purpose   text        not null,
    fields    text[]      not null,
    reference text
  );
  create index vault_access_of_person on vault_access (tenant, person_id, position desc);
  create index vault_access_of_tenant on vault_access (tenant, position desc)`;
