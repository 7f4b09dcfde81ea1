import type { CalendarDate } from '@mora/kernel';
import type { Channel, Collector, Consent, Flag, OptOut, Purpose, Role } from '../words.js';
import type { Attempt, GateAttempt, GateFacts } from './attempt.js';

type Partially<T> = Readonly<Partial<T>>;

/** An earlier contact of a case; with `times`, so many of them, each so many minutes after the one before. */
export type GoldenPast = Readonly<{
  at: string;
  channel: Channel;
  loan?: string;
  times?: number;
  everyMinutes?: number;
}> &
  Partially<
    Pick<
      Attempt,
      'purpose' | 'role' | 'collector' | 'pointId' | 'direction' | 'state' | 'answered' | 'conversation' | 'consented'
    >
  >;

export type GoldenAttempt = Readonly<{ at: string; channel: Channel; purpose: Purpose; loan?: string }> &
  Partially<
    Pick<GateAttempt, 'role' | 'pointId' | 'pointKind' | 'templateId' | 'visitors' | 'recording' | 'disclosesDebt'>
  > &
  Readonly<{ collector?: Collector['kind']; agency?: Collector['agency'] }>;

/** What a pack promises, on one contact. Where a case is silent, nothing is known that would object. */
export type GoldenCase = Readonly<{
  name: string;
  person: Readonly<{ jurisdiction: string; timeZone: string; flags?: readonly Flag[] }>;
  loan?: Readonly<{
    product?: string;
    online?: boolean;
    overdue?: boolean;
    /** Whether a question of this very person is open. */
    asks?: boolean;
    role?: Role;
    flags?: readonly Flag[];
    firstContactOn?: CalendarDate;
    validationSentOn?: CalendarDate;
  }>;
  consents?: readonly (Pick<Consent, 'kind' | 'given' | 'from'> & Partially<Consent>)[];
  optOuts?: readonly Readonly<{ channel: OptOut['channel']; since: string }>[];
  personFlags?: readonly Readonly<{ flag: Flag; since: CalendarDate; until: CalendarDate | null }>[];
  lostContact?: GateFacts['lostContact'];
  /** Days of rest in the person's calendar, which covers 2026 and no other year. */
  holidays?: readonly CalendarDate[];
  /** What the templates of the case declare. */
  templates?: Readonly<Record<string, readonly string[]>>;
  /** What the bank has set, for this case. */
  settings?: Readonly<Record<string, number | boolean>>;
  attempt: GoldenAttempt;
  history?: readonly GoldenPast[];
  expect:
    | Readonly<{ kind: 'allowed'; validUntil?: string }>
    | Readonly<{ kind: 'refused'; rules: readonly string[]; nextAllowedAt: string | null }>;
}>;
