import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Those who wait for a mark are asked for by partition, in the order of their ids. The index by stream led to those of
 * all partitions, and to all versions of their rows that nobody had cleared away yet.
 */
export class ThoseWhoWait1795749000000 implements MigrationInterface {
  readonly name = 'ThoseWhoWait1795749000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index negotiation_loan_waits;
      create index negotiation_loan_waiting on negotiation_loan (partition, loan_id) where waits <> '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index negotiation_loan_waiting;
      create index negotiation_loan_waits on negotiation_loan using gin (waits) where waits <> '{}'`);
  }
}
