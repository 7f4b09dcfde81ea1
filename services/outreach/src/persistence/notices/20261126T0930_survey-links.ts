import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Links by which people say how it went. */
export class SurveyLinks1795685400000 implements MigrationInterface {
  readonly name = 'SurveyLinks1795685400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(LINKS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table survey_link`);
  }
}

const LINKS = `
  -- The hash of each link: the link itself is known to whoever was sent it, and to nobody else.
  create table survey_link (
    hash       bytea       primary key check (octet_length(hash) = 32),
    tenant     text        not null,
    loan_id    text        not null,
    survey_id  text        not null,
    expires_at timestamptz not null,
    used_at    timestamptz
  );
`;
