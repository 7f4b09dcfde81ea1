import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What borrowers have said and promised, the work of people on it, and the outside firms that help with it. */
export class CreatePeople1795637700000 implements MigrationInterface {
  readonly name = 'CreatePeople1795637700000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(OF_LOANS);
    await runner.query(WORK);
    await runner.query(AGENCIES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `drop table agency_log, agency_evaluation, agency_contract, agency_document, agency, placement,
        notify, contact_log, case_lock, work_case, survey, say, promise`,
    );
  }
}

// Written by the lanes of loans, with the state that they follow from: what stands here is for whoever looks.
const OF_LOANS = `
  create table promise (
    promise_id text primary key,
    tenant     text not null,
    loan_id    text not null,
    person_id  text not null,
    state      text not null check (state in ('open', 'ended')),
    currency   text not null,
    made_on    date not null,
    via        text not null,
    method     text not null,
    parts      jsonb not null
  );
  create index promise_of_loan on promise (tenant, loan_id, made_on desc);

  create table say (
    say_id    text        primary key,
    tenant    text        not null,
    loan_id   text        not null,
    person_id text        not null,
    kind      text        not null,
    about     text not null,
    agency_id text,
    via       text        not null,
    state     text        not null check (state in ('open', 'closed')),
    opened_on date        not null,
    opened_at timestamptz not null,
    due_at    timestamptz,
    closed_at timestamptz,
    closed_by text,
    outcome   text
  );
  create index say_of_loan on say (tenant, loan_id, opened_at desc);
  create index say_open on say (tenant, kind, due_at) where state = 'open';
  create index say_about_agency on say (tenant, agency_id, opened_at) where agency_id is not null;

  create table survey (
    survey_id   text primary key,
    tenant      text not null,
    loan_id     text not null,
    kind        text not null,
    cause       text not null,
    due_on      date not null,
    until       date not null,
    state       text not null check (state in ('waiting', 'due', 'answered', 'lapsed', 'dropped')),
    answered_on date,
    score       integer,
    codes       text[] not null
  );
  create index survey_due on survey (tenant, due_on) where state = 'due';

  create table placement (
    placement_id text   primary key,
    tenant       text   not null,
    loan_id      text   not null,
    agency_id    text   not null,
    state        text   not null check (state in ('placed', 'recalled')),
    announced_on date   not null,
    placed_on    date   not null,
    until        date,
    recalled_on  date,
    because      text   not null,
    currency     text   not null,
    balance      bigint not null check (balance >= 0)
  );
  create unique index placement_open on placement (loan_id) where state = 'placed';
  create index placement_of_loan on placement (loan_id, agency_id);
  create index placement_of_agency on placement (tenant, agency_id, loan_id) where state = 'placed'`;

// One open case a loan, and the lock by which nobody gets what another works on: a register, not a part of the lane.
const WORK = `
  create table work_case (
    case_id     text    primary key,
    tenant      text    not null,
    loan_id     text    not null,
    queue       text    not null,
    cause       text    not null,
    priority    integer not null,
    goal        text,
    due_on      date,
    responsible text,
    state       text    not null check (state in ('open', 'closed')),
    opened_on   date    not null,
    closed_on   date,
    because     text    not null
  );
  create unique index work_case_of_loan on work_case (loan_id) where state = 'open';
  create index work_case_next on work_case (tenant, queue, priority, due_on, case_id) where state = 'open';
  create index work_case_own on work_case (tenant, responsible, priority, due_on, case_id) where state = 'open';

  create table case_lock (
    case_id text        primary key references work_case (case_id),
    actor   text        not null,
    until   timestamptz not null
  );
  create index case_lock_of on case_lock (actor);

  create table contact_log (
    log_id                 text        primary key,
    tenant                 text        not null,
    loan_id                text        not null,
    person_id              text        not null,
    kind                   text        not null check (kind in ('call', 'visit')),
    at                     timestamptz not null,
    done_by                text        not null,
    agency_id              text,
    outcome                text        not null,
    conversation           boolean     not null,
    reason_for_delinquency text,
    recording_id           text
  );
  create index contact_log_of_loan on contact_log (tenant, loan_id, at desc);

  create table notify (
    notify_id   text        primary key,
    tenant      text        not null,
    responsible text        not null,
    loan_id     text        not null,
    at          timestamptz not null,
    because     text        not null,
    seen_at     timestamptz
  );
  create index notify_unseen on notify (tenant, responsible, at desc) where seen_at is null`;

// The register of outside firms: plain transactions, every change with who made it.
const AGENCIES = `
  create table agency (
    tenant    text    not null,
    agency_id text    not null,
    name      text    not null,
    status    text    not null check (status in ('active', 'suspended', 'indicted')),
    listed    boolean not null,
    certified boolean not null,
    primary key (tenant, agency_id)
  );

  create table agency_document (
    tenant      text not null,
    agency_id   text not null,
    kind        text not null,
    valid_until date not null,
    reference   text not null,
    primary key (tenant, agency_id, kind, valid_until),
    foreign key (tenant, agency_id) references agency (tenant, agency_id)
  );

  create table agency_contract (
    tenant               text    not null,
    agency_id            text    not null,
    contract_id          text    not null,
    valid_from           date    not null,
    valid_until          date    not null check (valid_until >= valid_from),
    processing_agreement boolean not null,
    reference            text    not null,
    primary key (tenant, agency_id, contract_id),
    foreign key (tenant, agency_id) references agency (tenant, agency_id)
  );

  create table agency_evaluation (
    tenant        text not null,
    agency_id     text not null,
    evaluated_on  date not null,
    conduct       text not null,
    results       text not null,
    data_security text not null,
    verdict       text not null check (verdict in ('continue', 'limit', 'end')),
    primary key (tenant, agency_id, evaluated_on),
    foreign key (tenant, agency_id) references agency (tenant, agency_id)
  );

  create table agency_log (
    position  bigint generated always as identity primary key,
    at        timestamptz not null,
    tenant    text        not null,
    agency_id text        not null,
    actor     text        not null,
    what      text        not null,
    said      jsonb       not null
  );
  create index agency_log_of on agency_log (tenant, agency_id, position desc)`;
