import type pg from 'pg';

/**
 * The log of one machine, beside the services' own tables. Offsets of a partition are dense and stand in the order of
 * commits, because whoever appends holds the partition's row from the first offset to the commit.
 * The cluster's id lives as long as the database does: positions of another one mean nothing here.
 */
const TABLES = `
  create schema if not exists bus;
  create table if not exists bus.cluster (
    only_one boolean primary key default true check (only_one), id uuid not null default gen_random_uuid());
  create table if not exists bus.topic (
    name text primary key, id uuid not null unique default gen_random_uuid(), partitions integer not null);
  create table if not exists bus.partition (
    topic_id uuid not null references bus.topic (id) on delete cascade, partition integer not null,
    low bigint not null default 0, high bigint not null default 0,
    primary key (topic_id, partition));
  -- json and not jsonb: header values may hold whatever a text may, also what jsonb would refuse.
  create table if not exists bus.record (
    topic_id uuid not null, partition integer not null, "offset" bigint not null,
    key bytea, headers json not null, value bytea,
    primary key (topic_id, partition, "offset"));
  -- How far a group has come, as a hint; the group's own tables hold the truth.
  create table if not exists bus.hint (
    group_name text not null, topic_id uuid not null, partition integer not null, next_offset bigint not null,
    primary key (group_name, topic_id, partition));
  insert into bus.cluster default values on conflict do nothing;
`;

const TABLES_LOCK = 4_207_010;

/** Makes the tables where they are not; two processes that start at once do it one after the other. */
export async function makeTables(pool: pg.Pool): Promise<void> {
  await pool.query(`begin; select pg_advisory_xact_lock(${TABLES_LOCK}); ${TABLES} commit;`);
}
