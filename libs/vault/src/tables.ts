/**
 * The tables of a vault, for the migration of a service that keeps one: the key of each person, what is sealed with it,
 * and who has asked for what. Each service has them in its own database, with keys of its own.
 */
export const vaultTables = `
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
