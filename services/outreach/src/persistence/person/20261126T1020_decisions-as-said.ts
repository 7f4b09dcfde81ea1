import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a decision rests on is kept and shown, never queried by: as it was said, it costs half as much to write. */
export class DecisionsAsSaid1795688400000 implements MigrationInterface {
  readonly name = 'DecisionsAsSaid1795688400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table contact_decision alter packs type json, alter inputs type json`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table contact_decision alter packs type jsonb, alter inputs type jsonb`);
  }
}
