import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Requests that came with an Idempotency-Key, and what they were answered. */
export class CreateIdempotentRequest1795622400000 implements MigrationInterface {
  readonly name = 'CreateIdempotentRequest1795622400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table day_action drop request_key; drop table idempotent_request');
  }
}

const TABLES = `
  -- A request by its key: the hash tells a repetition from another request. Without an answer it was cut off, or still runs.
  create table idempotent_request (
    tenant text not null, route text not null, key text not null, hash bytea not null,
    status integer, answer json, at timestamptz not null default now(),
    primary key (tenant, route, key), check (num_nulls(status, answer) in (0, 2)));
  create index idempotent_request_at on idempotent_request (at);

  -- Under which key a day was closed: the request that comes again goes on behind it.
  alter table day_action add request_key text;
  create index day_action_of_request on day_action (tenant, request_key) where request_key is not null`;
