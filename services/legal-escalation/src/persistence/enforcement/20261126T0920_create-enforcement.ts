import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Measures by the days on which they lapse, the money that enforcement has brought, and claims that are for sale. */
export class CreateEnforcement1795684800000 implements MigrationInterface {
  readonly name = 'CreateEnforcement1795684800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table bid, buyer, package, package_loan, recovery, measure; drop index legal_loan_overdue',
    );
  }
}

const TABLES = `
  create table measure (
    measure_id     text    primary key,
    tenant         text    not null,
    loan_id        text    not null,
    case_id        text    not null,
    enforcement_id text    not null,
    kind           text    not null,
    -- Null where it binds the debtor in person.
    asset          text,
    currency       text,
    value          bigint  not null,
    rank           integer not null,
    from_on        date,
    until_on       date,
    state          text    not null check (state in ('applied', 'in-force', 'ended', 'refused')),
    because        text
  );
  create index measure_until on measure (tenant, until_on) where state = 'in-force';
  create index measure_of_loan on measure (tenant, loan_id);

  create table recovery (
    recovery_id    text   primary key,
    tenant         text   not null,
    loan_id        text   not null,
    case_id        text   not null,
    enforcement_id text   not null,
    on_date        date   not null,
    currency       text,
    amount         bigint not null,
    costs          bigint not null,
    judgment       bigint not null,
    doubled        bigint not null,
    surplus        bigint not null,
    payment_id     text
  );
  create index recovery_of_loan on recovery (tenant, loan_id);

  -- What buyers see of a claim; a row changes with its loan alone.
  create table package_loan (
    package_id      text    not null,
    loan_id         text    not null,
    tenant          text    not null,
    state           text    not null check (state in ('listed', 'left', 'asked', 'sold', 'rejected')),
    currency        text,
    product         text,
    principal       bigint  not null,
    interest        bigint  not null,
    fee             bigint  not null,
    penalty         bigint  not null,
    price           bigint,
    days_past_due   integer not null,
    stage           text    not null,
    limitation_year integer,
    region          text,
    primary key (package_id, loan_id)
  );

  -- Packages, bids and buyers are written by people alone, and by no loan.
  create table package (
    package_id text primary key,
    tenant     text not null,
    batch      text not null,
    currency   text not null,
    closes_on  date not null,
    listed_by  text not null,
    state      text not null check (state in ('open', 'awarded')),
    bid_id     text,
    awarded_by text,
    -- What each claim is sold for, as it stood when the package was awarded.
    shares     json
  );

  create table buyer (
    tenant          text not null,
    buyer_id        text not null,
    licence         text not null,
    qualified_until date not null,
    entered_by      text not null,
    primary key (tenant, buyer_id)
  );

  create table bid (
    bid_id     text   primary key,
    package_id text   not null references package,
    buyer_id   text   not null,
    price      bigint not null check (price > 0),
    placed_by  text   not null,
    unique (package_id, buyer_id)
  );

  create index package_loan_of on package_loan (tenant, loan_id);
  create index legal_loan_overdue on legal_loan (tenant, product, dpd_since) where dpd_since is not null`;
