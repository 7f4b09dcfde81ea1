import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Objections to what courts do in an enforcement, by the days on which something is due in them. */
export class CreateObjection1795685100000 implements MigrationInterface {
  readonly name = 'CreateObjection1795685100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table objection');
  }
}

const TABLE = `
  create table objection (
    objection_id   text    primary key,
    tenant         text    not null,
    loan_id        text    not null,
    case_id        text    not null,
    enforcement_id text    not null,
    court          text    not null,
    lawyer         text,
    side           text    not null check (side in ('party', 'outsider')),
    state          text    not null check (state in ('raised', 'decided', 'fought', 'over')),
    due_on         date    not null,
    provisional    boolean not null
  );
  create index objection_due on objection (tenant, due_on) where state in ('raised', 'decided')`;
