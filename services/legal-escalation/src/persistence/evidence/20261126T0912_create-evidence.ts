import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What bundles of evidence hold, and which papers were printed. Neither names anybody. */
export class CreateEvidence1795684320000 implements MigrationInterface {
  readonly name = 'CreateEvidence1795684320000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table printed_paper, bundle_file');
  }
}

const TABLES = `
  -- A bundle is never changed: whoever needs another makes a new one.
  create table bundle_file (
    bundle_id  text primary key,
    tenant     text not null,
    loan_id    text not null,
    manifest   json not null,
    signature  text not null,
    key_id     text not null,
    public_key text not null,
    files      json not null
  );
  create index bundle_file_of_loan on bundle_file (tenant, loan_id);

  -- The paper itself bears names and is not kept; its hash tells whether a paper is the one that was printed.
  create table printed_paper (
    position   bigint generated always as identity primary key,
    tenant     text not null,
    loan_id    text not null,
    case_id    text not null,
    sheet_id   text not null,
    bundle_id  text,
    kind       text not null,
    template   text not null,
    sha256     text not null,
    printed_by text not null,
    at         timestamptz not null
  );
  create index printed_paper_of_loan on printed_paper (tenant, loan_id, position desc)`;
