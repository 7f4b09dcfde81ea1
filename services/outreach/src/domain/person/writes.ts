import type { CalendarDate, LoanId, PersonId } from '@mora/kernel';
import type { Channel, Collector, Hidden, Purpose, Role } from '../words.js';
import type { Allowance } from './state.js';

/** A personal field on its way into the vault; `index` where it can be looked for by its value. */
export type VaultField = Readonly<{
  field: string;
  ordinal: string;
  value: Hidden;
  index: 'phone' | 'email' | null;
  /** By which a number without its country is read. */
  jurisdiction?: string | null;
}>;

export type PackRef = Readonly<{ id: string; version: number }>;

/** What was decided about one contact, with all that it was decided by. */
export type Decision = Readonly<{
  decisionId: string;
  contactId: string;
  loanId: LoanId;
  personId: PersonId;
  role: Role;
  channel: Channel;
  purpose: Purpose;
  collector: Collector;
  outcome: 'allowed' | 'refused' | 'lapsed' | 'returned';
  rules: readonly string[];
  plannedFor: number;
  nextAllowedAt: number | null;
  reservedUntil: number | null;
  decidedAt: number;
  businessDate: CalendarDate;
  pointId: string | null;
  packs: readonly PackRef[];
  inputs: Readonly<Record<string, string | boolean | number>>;
}>;

export type Heartbeat = Readonly<{ source: string; partition: number; partitions: number; asOf: CalendarDate }>;

export type ErasureRequest = Readonly<{
  askedOn: CalendarDate;
  by: string;
  because: string;
  refused: readonly string[];
  erasableOn: CalendarDate | null;
}>;

/** A contact that an outside firm made beyond what it was allowed, by its own word. */
export type Breach = Readonly<{
  id: string;
  agencyId: string;
  loanId: LoanId;
  kind: 'outside-its-days' | 'outside-its-hours' | 'after-it-was-revoked' | 'beyond-what-was-allowed';
  at: number;
  knownOn: CalendarDate;
}>;

/** Gathered by the rules, written by the repository in the transaction of the lane. */
export type PersonWrites = Readonly<{
  /** Null where no party record came; else the whole set of what the ledger says of the person. */
  party: Readonly<{ version: number; fields: readonly VaultField[] }> | null;
  decisions: readonly Decision[];
  allowances: readonly Allowance[];
  breaches: readonly Breach[];
  heartbeats: readonly Heartbeat[];
  erasure: Readonly<{ by: string; because: string }> | null;
  erasureRequests: readonly ErasureRequest[];
}>;

export const NO_WRITES: PersonWrites = {
  party: null,
  decisions: [],
  allowances: [],
  breaches: [],
  heartbeats: [],
  erasure: null,
  erasureRequests: [],
};
