import {
  DELINQUENCY_STREAM,
  delinquencyStarted,
  type EventContract,
  LOAN_STREAM,
  loanPartyLinked,
  loanPaymentPosted,
  loanRegistered,
  outreachContactAnswered,
  outreachPersonFacts,
} from '@mora/contracts';
import { addDays, calendarDate, type CalendarDate, type Currency, type LoanId, type PersonId } from '@mora/kernel';
import {
  type BrokerRecord,
  closeDays,
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
import { POLICIES } from '../../domain/loan/fixtures.js';
import type { LoanState } from '../../domain/loan/state.js';
import { LoanRepository } from '../../persistence/loan/loan.repository.js';
import { LoanCommands } from './loan-commands.js';
import { LoanReactor } from './loan.reactor.js';

const TENANT = 'demo';
const ZONE = 'Asia/Shanghai';
const LOG = { clusterId: 'cluster', topicId: 'topic', partitions: 1 };
export const WANG = 'demo:P-1' as PersonId;
const PARTY = 'P-1';

let minted = 0;

/** The lane of loans on a real database, with the shipped policies and a clock that a spec sets. */
export class LoanLane {
  now = Date.parse('2026-03-09T10:00:00+08:00');
  readonly lanes = new DoorLanes();
  readonly commands: LoanCommands;
  readonly engine: Engine<LoanState, LoanTold>;
  private offset = 0n;

  private constructor(db: ReturnType<typeof useDatabase>) {
    const settings = { policies: POLICIES, startsOn: POLICIES.people.work.since, installationZone: ZONE };
    const reactor = new LoanReactor(new LoanRepository(), settings);
    const clock = { now: () => this.now };
    const options = { service: 'outreach', reactor, pool: db.pool, clock, signals: silent };
    this.engine = engineOf({ ...options, partitions: 1, timeZone: ZONE, pageSize: 2 });
    this.lanes.serve([this.engine] as unknown as Parameters<DoorLanes['serve']>[0]);
    this.commands = new LoanCommands(this.lanes, reactor);
  }

  static async on(db: ReturnType<typeof useDatabase>): Promise<LoanLane> {
    const lane = new LoanLane(db);
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

export const registered = (loan: string, day: string) =>
  aRecord(loanRegistered, loan, day, { ...booked(day), product: 'consumer-loan', currency: 'CNY' });

export const linked = (loan: string, day: string) =>
  aRecord(loanPartyLinked, loan, day, { ...booked(day), partyId: PARTY, role: 'borrower', from: day as CalendarDate });

export const paid = (loan: string, day: string, transactionId: string, amount: string, currency: Currency = 'CNY') =>
  aRecord(loanPaymentPosted, loan, day, {
    ...booked(day),
    transactionId,
    amount,
    currency,
    valueDate: day as CalendarDate,
  });

export const started = (loan: string, day: string) =>
  aRecord(delinquencyStarted, loan, day, {
    episodeId: `e-${loan}`,
    first: true,
    cutOver: false,
    asOf: day as CalendarDate,
    oldestUnpaidOn: addDays(day as CalendarDate, -1),
    daysPastDue: 1,
    overdue: {
      currency: 'CNY',
      total: '1200.00',
      principal: '1200.00',
      interest: '0.00',
      fee: '0.00',
      penalty: '0.00',
    },
    policy: { id: 'm-table', version: 1, rule: 'started' },
  });

export const personFacts = (loan: string, day: string) =>
  aRecord(outreachPersonFacts, loan, day, {
    personId: WANG,
    facts: {
      personId: WANG,
      jurisdiction: 'CN',
      timeZone: ZONE,
      language: 'zh-CN',
      segment: null,
      preference: [],
      digital: null,
      flags: [],
      reachable: ['sms'],
      erased: false,
    },
  });

/** The gate's yes, until an instant. */
export const allowed = (
  loan: string,
  day: string,
  wanted: Readonly<{ contactId: string; step: string }>,
  until: string,
) =>
  aRecord(outreachContactAnswered, loan, day, {
    contactId: wanted.contactId,
    pointId: 'mobile-1',
    again: null,
    reservation: { id: `d-${wanted.contactId}`, validUntil: until },
    decision: {
      decisionId: `d-${wanted.contactId}`,
      contactId: wanted.contactId,
      personId: WANG,
      role: 'borrower',
      channel: 'sms',
      purpose: 'reminder',
      collector: { kind: 'robot', id: null },
      outcome: 'allowed',
      rules: [],
      plannedFor: until,
      nextAllowedAt: null,
      reservedUntil: until,
      step: wanted.step,
      episodeId: `e-${loan}`,
      arm: null,
      packs: [],
      inputs: {},
      inputsHash: 'h',
    },
  });

export const loanOf = (loan: string): LoanId => `${TENANT}:${loan}` as LoanId;
