import { type EventContract, LOAN_STREAM } from '@mora/contracts';
import {
  type BrokerRecord,
  closeDays,
  ensureLanes,
  type Engine,
  engineOf,
  inTransaction,
  runChunk,
  silent,
} from '@mora/runtime';
import type { LoanEvent } from '../domain/loan-event.js';
import { Policies } from '../domain/policies.js';
import type { Standing } from '../domain/standing.js';
import { StandingRepository } from '../persistence/standing.repository.js';
import { StandingReactor } from './standing.reactor.js';

export const TENANT = 'bank';
const LOG = { clusterId: 'cluster', topicId: 'topic', partitions: 1 };

/** The machinery around the reactor, on one lane. */
export function laneOf(pool: Engine<Standing, LoanEvent>['pool'], policies: Policies) {
  const reactor = new StandingReactor(new StandingRepository(policies), policies);
  const engine = engineOf<Standing, LoanEvent>({
    service: 'delinquency-classification',
    reactor,
    pool,
    clock: { now: () => 0 },
    signals: silent,
    partitions: 1,
    timeZone: 'Asia/Shanghai',
    pageSize: 2,
  });
  return new Lane(engine);
}

export class Lane {
  private offset = 0n;

  constructor(readonly engine: Engine<Standing, LoanEvent>) {}

  async open(): Promise<void> {
    this.offset = 0n;
    await inTransaction(this.engine.pool, (tx) => ensureLanes(tx, 'loan', 1));
  }

  async take(...records: readonly BrokerRecord[]): Promise<void> {
    await this.chunk(records.map((record) => ({ ...record, offset: (this.offset += 1n) })));
  }

  /** The mark of a day, and the close that it brings. */
  async close(...days: readonly string[]): Promise<void> {
    for (const day of days) {
      const headers = { ce_id: `mark-${day}`, ce_type: 'mora.day.closed.v1', ce_businessdate: day, ce_tenant: TENANT };
      const value = Buffer.from(JSON.stringify({ date: day, calendar: 'CN' }));
      await this.chunk([{ offset: (this.offset += 1n), key: null, headers, value }]);
      await closeDays(this.engine, 0);
    }
  }

  private async chunk(records: readonly BrokerRecord[]): Promise<void> {
    await runChunk(this.engine, { stream: LOAN_STREAM, partition: 0, log: LOG, records });
  }
}

let minted = 0;

/** A record as ingestion publishes it. */
export function aRecord<D>(contract: EventContract<D>, loan: string, day: string, data: D): BrokerRecord {
  minted += 1;
  const headers = { ce_id: `e-${minted}`, ce_type: contract.type, ce_businessdate: day, ce_tenant: TENANT };
  const value = Buffer.from(JSON.stringify(contract.check(data)));
  return {
    offset: 0n,
    key: Buffer.from(`${TENANT}:${loan}`),
    headers: { ...headers, ce_subject: `${TENANT}:${loan}` },
    value,
  };
}
