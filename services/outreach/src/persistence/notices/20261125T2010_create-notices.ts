import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Notices and tasks of the loan lanes, and the registers of words and opt-out links. */
export class CreateNotices1795637400000 implements MigrationInterface {
  readonly name = 'CreateNotices1795637400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(LANE);
    await runner.query(REGISTERS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table opt_out_link, template_version, contact_task, notice`);
  }
}

const LANE = `
  -- One row a notice, written by the lane of its loan alone. The key is unique for ever: a loan, a step, a channel and a
  -- business date make one message.
  create table notice (
    notice_id    text        primary key,
    dedupe_key   text        not null unique,
    tenant       text        not null,
    partition    integer     not null check (partition >= 0),
    loan_id      text        not null,
    person_id    text        not null,
    role         text        not null,
    contact_id   text        not null,
    decision_id  text        not null,
    channel      text        not null,
    purpose      text        not null,
    point_id     text,
    template_id  text        not null,
    step         text,
    state        text        not null check (state in
      ('planned', 'claimed', 'sent', 'delivered', 'failed', 'unknown', 'lapsed', 'withdrawn')),
    attempt_id   text,
    valid_until  timestamptz not null,
    template     jsonb,
    provider     text,
    provider_ref text,
    request_id   text,
    facts        jsonb       not null,
    planned_at   timestamptz not null,
    claimed_at   timestamptz,
    done_at      timestamptz,
    reason       text,
    proof_hash   text,
    arm          jsonb
  ) with (fillfactor = 80);
  -- What waits for the senders, and what waits for an outcome.
  create index notice_waiting on notice (channel, planned_at) where state = 'planned';
  create index notice_claimed on notice (claimed_at) where state = 'claimed';
  create index notice_of_loan on notice (tenant, loan_id, planned_at desc);
  create index notice_of_person on notice (person_id, claimed_at desc) where claimed_at is not null;
  create index notice_of_provider on notice (provider, provider_ref) where provider_ref is not null;

  -- A contact that a person makes: a call or a visit that the gate has allowed.
  create table contact_task (
    task_id       text        primary key,
    tenant        text        not null,
    loan_id       text        not null,
    person_id     text        not null,
    role          text        not null,
    decision_id   text        not null,
    point_id      text,
    kind          text        not null check (kind in
      ('call', 'robot-call', 'visit', 'agency-call', 'agency-visit', 'agency-message')),
    expires_at    timestamptz not null,
    state         text        not null check (state in ('open', 'done', 'expired')),
    outcome       text,
    opened_at     timestamptz not null,
    done_at       timestamptz
  ) with (fillfactor = 80);
  create index contact_task_open on contact_task (tenant, expires_at) where state = 'open';
`;

const REGISTERS = `
  -- The bank's own words. A version is written once; only its state moves, and published words never change.
  create table template_version (
    tenant         text        not null,
    id             text        not null,
    version        integer     not null check (version > 0),
    language       text        not null check (language in ('zh-CN', 'zh-TW', 'en')),
    body           text        not null,
    meta           jsonb       not null,
    state          text        not null check (state in ('draft', 'published')),
    author         text        not null,
    publisher      text,
    hash           text        not null,
    effective_from date        not null,
    created_at     timestamptz not null,
    published_at   timestamptz,
    primary key (tenant, id, version, language),
    -- Four eyes: whoever wrote it does not let it out.
    check (publisher is distinct from author),
    check ((state = 'published') = (publisher is not null))
  );

  -- The hash of each link: the link itself is known to whoever was sent it, and to nobody else.
  create table opt_out_link (
    hash       bytea       primary key check (octet_length(hash) = 32),
    tenant     text        not null,
    loan_id    text        not null,
    person_id  text        not null,
    role       text        not null,
    channel    text        not null,
    expires_at timestamptz not null,
    used_at    timestamptz
  );
`;
