import type { LoanId } from '@mora/kernel';
import type { Channel, Flag, PersonFacts, Role } from '../words.js';
import type { About } from './state.js';
import type { Decision } from './writes.js';

/** What a person's lane tells a loan's lane; how it looks on the wire is handlers/person/announce.ts. */
export type PersonSaid =
  | Readonly<{ kind: 'answered'; to: LoanId; decision: Decision; about: About; validUntil: number | null }>
  | Readonly<{ kind: 'facts'; to: LoanId; facts: PersonFacts }>
  | Readonly<{ kind: 'said'; to: LoanId; role: Role; what: TouchSaid }>;

/** What the loan's lane publishes of what was said about the person. */
export type TouchSaid =
  | Readonly<{ kind: 'opted-out' | 'opted-in'; channel: Channel | 'all'; via: string; at: number }>
  | Readonly<{ kind: 'flagged' | 'unflagged'; flags: readonly Flag[] }>
  | Readonly<{ kind: 'wrong-point'; pointId: string }>;

/** Nothing that the rules can mend: somebody must look. */
export const PERSON_ALARMS = [
  'contact-unreported',
  'allowance-breach',
  'contact-reported-twice',
  'contact-out-of-time',
] as const;
export type PersonAlarm = (typeof PERSON_ALARMS)[number];
