import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Calls and visits that somebody has taken upon himself. */
export class TakenTasks1795687200000 implements MigrationInterface {
  readonly name = 'TakenTasks1795687200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table contact_task add column taken_by text`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table contact_task drop column taken_by`);
  }
}
