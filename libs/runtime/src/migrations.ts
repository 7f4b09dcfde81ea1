import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What every service has beside its own tables: lanes, inbox, outbox, what waits and what was set aside. */
export class CreateRuntime1795000000000 implements MigrationInterface {
  readonly name = 'CreateRuntime1795000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table operator_action, timer, parked_record, held_subject, dead_letter, outbox_set_aside,
      relay_cursor, outbox, inbox, lane_input, lane`);
  }
}

/** What holds a subject, so that a discard finds the record at fault, and a release is announced under an id of its own. */
export class NameWhatHolds1795100000000 implements MigrationInterface {
  readonly name = 'NameWhatHolds1795100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table held_subject add cause_id text, add event_id text;
      update held_subject h set cause_id = coalesce(first.event, h.subject), event_id = first.event
      from (select space, subject, (select event_id from parked_record p where p.space = s.space
              and p.subject = s.subject order by position limit 1) as event from held_subject s) as first
      where first.space = h.space and first.subject = h.subject;
      alter table held_subject alter cause_id set not null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table held_subject drop cause_id, drop event_id`);
  }
}

/** Where the mark of an informing stream stands with those who wait for it, and what was known when a hold began. */
export class JudgeAgain1795200000000 implements MigrationInterface {
  readonly name = 'JudgeAgain1795200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table lane_input add judged_up_to text; alter table held_subject add known jsonb`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table held_subject drop known; alter table lane_input drop judged_up_to`);
  }
}

/** What operators asked for, so that a request that comes twice is carried out once; and the letters that are open. */
export class AnswerOnce1795300000000 implements MigrationInterface {
  readonly name = 'AnswerOnce1795300000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(REQUESTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index dead_letter_open; drop table operator_request;
      alter table operator_action drop request`);
  }
}

const REQUESTS = `
  -- What an operator asked for, by its Idempotency-Key; without an answer while it is carried out, or broke off.
  create table operator_request (
    key text primary key, hash bytea not null, answer jsonb, at timestamptz not null default now());
  alter table operator_action add request text;
  create index operator_action_of_tenant on operator_action (tenant, id);
  create index operator_action_of_request on operator_action (request) where request is not null;
  create index dead_letter_open on dead_letter (id) where status = 'open'`;

/** All of an announcement that was set aside, so that it can be sent again; of earlier ones it is not known any more. */
export class KeepWhatIsSetAside1795400000000 implements MigrationInterface {
  readonly name = 'KeepWhatIsSetAside1795400000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table outbox_set_aside add target_partition integer, add tenant text,
      add business_date date, add causation_id text, add correlation_id text, add traceparent text,
      add created_at timestamptz`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table outbox_set_aside drop target_partition, drop tenant, drop business_date,
      drop causation_id, drop correlation_id, drop traceparent, drop created_at`);
  }
}

/** Records under one id with different bodies, which have no place of their own where they came by HTTP: each is kept. */
export class KeepEachBody1795500000000 implements MigrationInterface {
  readonly name = 'KeepEachBody1795500000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table dead_letter
      add body_hash bytea not null generated always as (sha256(coalesce(value, ''::bytea))) stored,
      drop constraint dead_letter_consumer_stream_topic_id_partition_record_offse_key;
      create unique index dead_letter_place
        on dead_letter (consumer, stream, topic_id, partition, record_offset, body_hash)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index dead_letter_place; alter table dead_letter drop body_hash,
      add unique (consumer, stream, topic_id, partition, record_offset)`);
  }
}

/** By what a timer was set, so that one that is set again for an instant at which it has fired already is another one. */
export class NameWhatSetsTimers1795600000000 implements MigrationInterface {
  readonly name = 'NameWhatSetsTimers1795600000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table timer add set_by text not null default ''`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table timer drop set_by`);
  }
}

/** From which day on a stream has marks: what is known of it on the day before is nothing, however far it has come. */
export class RememberTheFirstMark1795700000000 implements MigrationInterface {
  readonly name = 'RememberTheFirstMark1795700000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table lane_input add marked_from date`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table lane_input drop marked_from`);
  }
}

const TABLES = `
  -- One partition of one key space: a single-threaded actor. Every writing transaction locks its row first.
  create table lane (
    space text not null, partition integer not null,
    open_day date, close_cursor text,
    primary key (space, partition));

  -- How far a lane has read a stream, and of which log: a log made anew has other ids, and other offsets.
  create table lane_input (
    space text not null, partition integer not null, stream text not null,
    cluster_id text not null, topic_id text not null,
    next_offset bigint not null, marked_day date, marked_calendar text,
    primary key (space, partition, stream));

  -- Every message ever taken. The hash tells a repetition from a conflict.
  create table inbox (
    consumer text not null, event_id text not null, payload_hash bytea not null, open_day date,
    primary key (consumer, event_id));

  -- What a lane has to say, in the order of its commits. The columns fit Debezium's outbox router.
  create table outbox (
    position bigint generated always as identity primary key,
    space text not null, partition integer not null,
    id text not null, aggregatetype text not null, aggregateid text, type text not null, payload text not null,
    target_partition integer not null, tenant text not null, business_date date not null,
    causation_id text not null, correlation_id text not null, traceparent text,
    created_at timestamptz not null default now());
  create index outbox_of_lane on outbox (space, partition, position);

  create table relay_cursor (
    space text not null, partition integer not null, position bigint not null default 0,
    primary key (space, partition));

  -- Rows that no broker would take. An operator decides; the rows behind them have gone on.
  create table outbox_set_aside (
    position bigint primary key, space text not null, partition integer not null,
    id text not null, aggregatetype text not null, aggregateid text, type text not null, payload text not null,
    reason text not null, set_aside_at timestamptz not null default now());

  -- A record that could not be taken and holds nobody: its bytes, where it came from, why.
  create table dead_letter (
    id bigint generated always as identity primary key,
    consumer text not null, stream text not null, topic_id text not null, partition integer not null,
    record_offset bigint not null, key bytea, headers jsonb not null, value bytea,
    stage text not null, reason text not null, detail text not null,
    attempts integer not null default 1, status text not null default 'open',
    first_at timestamptz not null default now(), last_at timestamptz not null default now(),
    unique (consumer, stream, topic_id, partition, record_offset),
    check (status in ('open', 'replayed', 'discarded')));

  -- A subject whose records wait, from the first that could not be taken.
  create table held_subject (
    space text not null, subject text not null, partition integer not null,
    since date not null, reason text not null, detail text not null, attempts integer not null default 1,
    held_at timestamptz not null default now(),
    primary key (space, subject));
  create index held_subject_of_lane on held_subject (space, partition);

  -- A waiting record, with the day that was open when it came.
  create table parked_record (
    position bigint generated always as identity primary key,
    space text not null, subject text not null, day date not null,
    stream text not null, source_partition integer not null, record_offset bigint,
    event_id text not null, type text not null, headers jsonb not null, value bytea not null,
    foreign key (space, subject) references held_subject);
  create index parked_record_of_subject on parked_record (space, subject, position);

  create table timer (
    space text not null, partition integer not null, subject text not null, key text not null,
    kind text not null, due_at bigint not null, due_day date not null,
    primary key (space, subject, key));
  create index timer_of_lane on timer (space, partition, due_at, subject, key);

  -- What operators did to dead letters and parked records, and why.
  create table operator_action (
    id bigint generated always as identity primary key,
    at timestamptz not null default now(), tenant text, actor text not null, action text not null,
    target text not null, reason text, outcome text not null)`;

export const runtimeMigrations = [
  CreateRuntime1795000000000,
  NameWhatHolds1795100000000,
  JudgeAgain1795200000000,
  AnswerOnce1795300000000,
  KeepWhatIsSetAside1795400000000,
  KeepEachBody1795500000000,
  NameWhatSetsTimers1795600000000,
  RememberTheFirstMark1795700000000,
];
