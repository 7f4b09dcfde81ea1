import type { MigrationInterface, QueryRunner } from 'typeorm';
import { vaultTables } from '@mora/vault';

/** What borrowers have stated, sealed with a key of each, and the documents that they have named. */
export class CreateVault1795640700000 implements MigrationInterface {
  readonly name = 'CreateVault1795640700000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(vaultTables);
    await runner.query(TABLES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table document, figures_given, vault_access, party_field, subject_key');
  }
}

const TABLES = `
  -- For which loans a person's figures are kept, and since when at the latest: by it they may be forgotten.
  create table figures_given (
    person_id text not null,
    loan_id   text not null,
    tenant    text not null,
    last_on   date not null,
    primary key (person_id, loan_id)
  );

  -- By reference: the bytes stay with the bank, and what a document is called lies in the vault.
  create table document (
    doc_id      text primary key,
    tenant      text not null,
    loan_id     text not null,
    kind        text not null,
    sha256      text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    state       text not null check (state in ('given', 'verified', 'refused')),
    verified_by text,
    expires_on  date
  );
  create index document_of_loan on document (tenant, loan_id)`;
