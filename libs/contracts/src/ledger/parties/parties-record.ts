import { ContractViolation, type EventContract } from '../../define-event.js';
import { checkLedgerEnvelope, type LedgerEnvelope } from '../envelope.js';
import { ledgerPartiesHeartbeat } from './parties-heartbeat.v1.js';
import { ledgerPartyConsent } from './party-consent.v1.js';
import { ledgerPartyErased } from './party-erased.v1.js';
import { ledgerPartyRegistered } from './party-registered.v1.js';
import { ledgerPartyRelation } from './party-relation.v1.js';
import { ledgerPartyUpdated } from './party-updated.v1.js';

type DataOf<C> = C extends EventContract<infer D> ? D : never;
type Of<K extends string, C> = Readonly<{ kind: K; envelope: LedgerEnvelope; data: DataOf<C> }>;

/** A record about people that keeps its contract, by its kind. What is personal in it is not yet apart. */
export type PartiesRecord =
  | Of<'party-registered', typeof ledgerPartyRegistered>
  | Of<'party-updated', typeof ledgerPartyUpdated>
  | Of<'party-consent', typeof ledgerPartyConsent>
  | Of<'party-relation', typeof ledgerPartyRelation>
  | Of<'party-erased', typeof ledgerPartyErased>
  | Of<'parties-heartbeat', typeof ledgerPartiesHeartbeat>;
export type PartiesRecordKind = PartiesRecord['kind'];

const contracts: Readonly<Record<PartiesRecordKind, EventContract<unknown>>> = {
  'party-registered': ledgerPartyRegistered as EventContract<unknown>,
  'party-updated': ledgerPartyUpdated as EventContract<unknown>,
  'party-consent': ledgerPartyConsent as EventContract<unknown>,
  'party-relation': ledgerPartyRelation as EventContract<unknown>,
  'party-erased': ledgerPartyErased as EventContract<unknown>,
  'parties-heartbeat': ledgerPartiesHeartbeat as EventContract<unknown>,
};

const kindOf = new Map(Object.entries(contracts).map(([kind, { type }]) => [type, kind as PartiesRecordKind] as const));

/** Reads a record about people in CloudEvents' structured JSON form. Throws ContractViolation naming fields, never their values. */
export function readPartiesRecord(structured: unknown): PartiesRecord {
  const envelope = checkLedgerEnvelope(structured);
  const kind = kindOf.get(envelope.type);
  if (kind === undefined) throw new ContractViolation('parties record: type is not one that is known', ['type']);
  if (kind !== 'parties-heartbeat' && envelope.subject === undefined) {
    throw new ContractViolation(`${envelope.type}: subject is missing (the ledger's party id)`, ['subject']);
  }
  const data: unknown = (structured as { data?: unknown }).data;
  return { kind, envelope, data: contracts[kind].check(data) } as PartiesRecord;
}
