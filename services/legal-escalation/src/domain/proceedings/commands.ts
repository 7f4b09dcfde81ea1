import type { CalendarDate } from '@mora/kernel';
import type { Act } from '../clock/types.js';
import type { Minor, ProceedingKind, Proof } from '../words.js';
import type { HearingState, RunningInterest } from './types.js';

/** What the lawyer says of a loan when filing; nothing of it is known to the service otherwise. */
export type Declared = Readonly<{ domestic: boolean; reachable: boolean; agreed: boolean }>;

/** What the bank does before a court, and what courts and debtors do there. */
export type ProceedingCommand = Readonly<
  | {
      kind: 'file';
      proceedingId: string;
      proceeding: ProceedingKind;
      court: string;
      sheetId: string;
      bundleId: string;
      /** The period inside which it is filed. */
      clockId: string;
      against: Act['against'];
      declared: Declared;
      by: string;
    }
  | { kind: 'step'; proceedingId: string; outcome: string; on: CalendarDate; proof: Proof; by: string }
  | { kind: 'hearing'; proceedingId: string; hearingId: string; at: number; on: CalendarDate; by: string }
  | { kind: 'hearing-outcome'; hearingId: string; outcome: Exclude<HearingState, 'set'>; by: string }
  | {
      kind: 'judgment';
      proceedingId: string;
      judgmentId: string;
      /** The outcome of the step with which the court says what is owed. */
      outcome: string;
      on: CalendarDate;
      amount: Minor;
      general: Minor;
      costs: Minor;
      interest?: RunningInterest;
      parts: readonly Readonly<{ amount: Minor; performBy: CalendarDate }>[];
      proof: Proof;
      by: string;
    }
  | { kind: 'withdraw-proceeding'; proceedingId: string; on: CalendarDate; proof: Proof; because: string; by: string }
>;
