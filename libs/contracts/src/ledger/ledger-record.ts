import type { EventContract } from '../define-event.js';
import { ContractViolation } from '../define-event.js';
import { ledgerArrearsSnapshot } from './arrears-snapshot.v1.js';
import { ledgerChargePosted } from './charge-posted.v1.js';
import { ledgerDayClosed } from './day-closed.v1.js';
import { checkLedgerEnvelope, type LedgerEnvelope } from './envelope.js';
import { ledgerLoanRegistered } from './loan-registered.v1.js';
import { ledgerPartyLinked } from './party-linked.v1.js';
import { ledgerPauseChanged } from './pause-changed.v1.js';
import { ledgerPaymentPosted } from './payment-posted.v1.js';
import { ledgerPaymentReversed } from './payment-reversed.v1.js';
import { ledgerRequestAnswered } from './request-answered.v1.js';
import { ledgerScheduleReplaced } from './schedule-replaced.v1.js';
import { ledgerStatusChanged } from './status-changed.v1.js';

type DataOf<C> = C extends EventContract<infer D> ? D : never;
type Of<K extends string, C> = Readonly<{ kind: K; envelope: LedgerEnvelope; data: DataOf<C> }>;

/** A record that keeps its contract, by its kind. */
export type LedgerRecord =
  | Of<'loan-registered', typeof ledgerLoanRegistered>
  | Of<'schedule-replaced', typeof ledgerScheduleReplaced>
  | Of<'payment-posted', typeof ledgerPaymentPosted>
  | Of<'payment-reversed', typeof ledgerPaymentReversed>
  | Of<'charge-posted', typeof ledgerChargePosted>
  | Of<'status-changed', typeof ledgerStatusChanged>
  | Of<'pause-changed', typeof ledgerPauseChanged>
  | Of<'party-linked', typeof ledgerPartyLinked>
  | Of<'request-answered', typeof ledgerRequestAnswered>
  | Of<'arrears-snapshot', typeof ledgerArrearsSnapshot>
  | Of<'day-closed', typeof ledgerDayClosed>;
export type LedgerRecordKind = LedgerRecord['kind'];

const contracts = {
  'loan-registered': ledgerLoanRegistered,
  'schedule-replaced': ledgerScheduleReplaced,
  'payment-posted': ledgerPaymentPosted,
  'payment-reversed': ledgerPaymentReversed,
  'charge-posted': ledgerChargePosted,
  'status-changed': ledgerStatusChanged,
  'pause-changed': ledgerPauseChanged,
  'party-linked': ledgerPartyLinked,
  'request-answered': ledgerRequestAnswered,
  'arrears-snapshot': ledgerArrearsSnapshot,
  'day-closed': ledgerDayClosed,
} as const;

const kindOf = new Map(
  Object.entries(contracts).map(([kind, contract]) => [contract.type, kind as LedgerRecordKind] as const),
);

export const ledgerContracts: Readonly<Record<LedgerRecordKind, EventContract<unknown>>> = contracts as Readonly<
  Record<LedgerRecordKind, EventContract<unknown>>
>;

/** Reads a record in CloudEvents' structured JSON form. Throws ContractViolation naming the fields. */
export function readLedgerRecord(structured: unknown): LedgerRecord {
  const envelope = checkLedgerEnvelope(structured);
  const kind = kindOf.get(envelope.type);
  if (kind === undefined) throw new ContractViolation(`ledger record: type is not one that is known`, ['type']);
  if (kind !== 'day-closed' && envelope.subject === undefined) {
    throw new ContractViolation(`${envelope.type}: subject is missing (the ledger's loan id)`, ['subject']);
  }
  const data: unknown = (structured as { data?: unknown }).data;
  return { kind, envelope, data: ledgerContracts[kind].check(data) } as LedgerRecord;
}

const PREFIX = /^ce[_-]/;

/** The structured form of a record in Kafka's binary mode: attributes in `ce_` headers, the data in the value. */
export function structuredOf(headers: Readonly<Record<string, string>>, value: Buffer): unknown {
  if (headers['ce_specversion'] === undefined) return JSON.parse(value.toString('utf8'));
  const attributes = Object.entries(headers).filter(([name]) => PREFIX.test(name) || name === 'traceparent');
  const named = attributes.map(([name, text]) => [name.replace(PREFIX, ''), text] as const);
  return { ...Object.fromEntries(named), data: JSON.parse(value.toString('utf8')) as unknown };
}
