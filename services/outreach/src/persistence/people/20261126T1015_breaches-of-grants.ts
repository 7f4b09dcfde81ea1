import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a firm may do wrong with a contact that it was granted in advance. */
export class BreachesOfGrants1795688100000 implements MigrationInterface {
  readonly name = 'BreachesOfGrants1795688100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table agency_breach drop constraint agency_breach_kind_check, add constraint agency_breach_kind_check check
         (kind in ('outside-its-days', 'outside-its-hours', 'after-it-was-revoked', 'beyond-what-was-allowed'))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`delete from agency_breach where kind in ('outside-its-hours', 'after-it-was-revoked')`);
    await runner.query(
      `alter table agency_breach drop constraint agency_breach_kind_check, add constraint agency_breach_kind_check check
         (kind in ('outside-its-days', 'beyond-what-was-allowed'))`,
    );
  }
}
