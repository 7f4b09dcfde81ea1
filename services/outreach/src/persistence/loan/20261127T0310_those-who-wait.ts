import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Those who wait for a mark are asked for by partition, in the order of their ids. The index by stream led to those of
 * all partitions, and to all versions of their rows that nobody had cleared away yet.
 */
export class ThoseWhoWait1795749000000 implements MigrationInterface {
  readonly name = 'ThoseWhoWait1795749000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index outreach_loan_waits;
      create index outreach_loan_waiting on outreach_loan (partition, loan_id) where waits <> '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index outreach_loan_waiting;
      create index outreach_loan_waits on outreach_loan using gin (waits) where waits <> '{}'`);
  }
}
