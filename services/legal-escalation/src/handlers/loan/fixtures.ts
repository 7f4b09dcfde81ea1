import {
  DELINQUENCY_STREAM,
  delinquencyCured,
  delinquencyStarted,
  type EventContract,
  LOAN_STREAM,
  loanPartyLinked,
  loanPaymentPosted,
  loanRegistered,
  loanScheduleReplaced,
} from '@mora/contracts';
import { addDays, calendarDate, type CalendarDate, type Currency, type LoanId } from '@mora/kernel';
import {
  type BrokerRecord,
  closeDays,
  type CommonConfig,
  DoorLanes,
  type Engine,
  engineOf,
  ensureLanes,
  inTransaction,
  runChunk,
  silent,
} from '@mora/runtime';
import type { useDatabase } from '@mora/testing';
import type { LoanTold } from '../../domain/loan/event.js';
import type { LoanState } from '../../domain/loan/state.js';
import { LoanRepository } from '../../persistence/loan/loan.repository.js';
import { loadPolicies } from '../../policies/load.js';
import { LegalCommands } from './legal-commands.js';
import { LegalReactor } from './legal.reactor.js';

export const TENANT = 'demo';
const ZONE = 'Asia/Shanghai';
const LOG = { clusterId: 'cluster', topicId: 'topic', partitions: 1 };

/** Read once: every file proves itself on its golden cases. */
const BOOK = loadPolicies();

let minted = 0;

/** The lane of loans on a real database, with the shipped policies and a clock that a spec sets. */
export class LoanLane {
  now = Date.parse('2026-03-09T10:00:00+08:00');
  readonly lanes = new DoorLanes();
  readonly commands: LegalCommands;
  readonly engine: Engine<LoanState, LoanTold>;
  private offset = 0n;

  private constructor(db: ReturnType<typeof useDatabase>, partitions: number) {
    const config = { TIME_ZONE: ZONE } as CommonConfig;
    const reactor = new LegalReactor(new LoanRepository(), BOOK, config);
    const clock = { now: () => this.now };
    const options = { service: 'legal-escalation', reactor, pool: db.pool, clock, signals: silent };
    this.engine = engineOf({ ...options, partitions, timeZone: ZONE, pageSize: 2 });
    this.lanes.serve([this.engine] as unknown as Parameters<DoorLanes['serve']>[0]);
    this.commands = new LegalCommands(this.lanes, clock, db.pool, config, reactor);
  }

  static async on(db: ReturnType<typeof useDatabase>): Promise<LoanLane> {
    const lane = new LoanLane(db, 1);
    await inTransaction(db.pool, (tx) => ensureLanes(tx, 'loan', 1));
    return lane;
  }

  /** Records of one stream, as one chunk. */
  async take(stream: string, ...records: readonly BrokerRecord[]): Promise<void> {
    const numbered = records.map((record) => ({ ...record, offset: (this.offset += 1n) }));
    await runChunk(this.engine, { stream, partition: 0, log: LOG, records: numbered });
  }

  /** The mark of a day in one stream, and whatever it closes. */
  async mark(stream: string, day: string): Promise<void> {
    const headers = {
      ce_id: `${stream}/${day}`,
      ce_type: 'mora.day.closed.v1',
      ce_businessdate: day,
      ce_tenant: TENANT,
    };
    const value = Buffer.from(JSON.stringify({ date: day, calendar: 'CN' }));
    await this.take(stream, { offset: 0n, key: null, headers, value });
    await closeDays(this.engine, 0);
  }

  /** A day closes in both spine streams, a little after midnight. */
  async close(day: string): Promise<void> {
    this.now = Date.parse(`${addDays(calendarDate(day), 1)}T00:30:00+08:00`);
    await this.mark(LOAN_STREAM, day);
    await this.mark(DELINQUENCY_STREAM, day);
  }
}

/** A record as the other services publish it. */
export function aRecord<D>(contract: EventContract<D>, loan: string, day: string, data: D): BrokerRecord {
  minted += 1;
  const headers = { ce_id: `e-${minted}`, ce_type: contract.type, ce_businessdate: day, ce_tenant: TENANT };
  const value = Buffer.from(JSON.stringify(contract.check(data)));
  const subject = `${TENANT}:${loan}`;
  return { offset: 0n, key: Buffer.from(subject), headers: { ...headers, ce_subject: subject }, value };
}

const booked = (day: string) => ({ source: 'core', bookedOn: day as CalendarDate });
const date = (text: string) => text as CalendarDate;

export const registered = (loan: string, day: string) =>
  aRecord(loanRegistered, loan, day, {
    ...booked(day),
    product: 'consumer-loan',
    currency: 'CNY',
    principal: '12000.00',
  });

export const linked = (loan: string, day: string) =>
  aRecord(loanPartyLinked, loan, day, { ...booked(day), partyId: 'P-1', role: 'borrower', from: date(day) });

export const scheduled = (loan: string, day: string, version = 1, firstDueOn = '2026-01-05') =>
  aRecord(loanScheduleReplaced, loan, day, {
    ...booked(day),
    version,
    currency: 'CNY',
    yearlyRate: '0.1080',
    instalments: Array.from({ length: 12 }, (_, n) => ({
      number: n + 1,
      dueOn: addDays(date(firstDueOn), 30 * n),
      principal: '1000.00',
      interest: '54.00',
    })),
  });

export const paid = (loan: string, day: string, transactionId: string, amount: string, currency: Currency = 'CNY') =>
  aRecord(loanPaymentPosted, loan, day, {
    ...booked(day),
    transactionId,
    amount,
    currency,
    valueDate: date(day),
  });

/** An episode that has run for a while; its three months are over from 93 days on. */
export const started = (loan: string, day: string, daysPastDue = 61) =>
  aRecord(delinquencyStarted, loan, day, {
    episodeId: `e-${loan}`,
    first: true,
    cutOver: false,
    asOf: date(day),
    oldestUnpaidOn: addDays(date(day), -daysPastDue),
    daysPastDue,
    overdue: {
      currency: 'CNY',
      total: '2108.00',
      principal: '2000.00',
      interest: '108.00',
      fee: '0.00',
      penalty: '0.00',
    },
    policy: { id: 'm-table', version: 1, rule: 'started' },
  });

export const cured = (loan: string, day: string, by: 'paid' | 'rescheduled' = 'paid') =>
  aRecord(delinquencyCured, loan, day, {
    episodeId: `e-${loan}`,
    by,
    asOf: date(day),
    startedOn: date('2026-03-09'),
    daysPastDueBefore: 61,
    policy: { id: 'm-table', version: 1, rule: 'cured' },
  });

export const loanOf = (loan: string): LoanId => `${TENANT}:${loan}` as LoanId;
