import type { CalendarDate } from '@mora/kernel';
import type { AskedInterest } from '../claim/granted.js';
import type { Amounts, Minor, Outcome, Proof, Strategy } from '../words.js';

export type MatterPart = Readonly<{
  matter: Matter | null;
  closed: readonly Readonly<{ caseId: string; outcome: Outcome; on: CalendarDate }>[];
}>;

export type Matter = Readonly<{
  caseId: string;
  openedOn: CalendarDate;
  gateId: string | null;
  exceptionId: string | null;
  lawyer: string | null;
  stage: 'evaluation' | 'decided' | 'court' | 'judged' | 'enforcing' | 'settling' | 'ended-round' | 'disposal';
  checklist: readonly Readonly<{ item: string; state: 'yes' | 'no' | 'unknown' | 'na'; proof: Proof | null }>[];
  evaluation: Readonly<{
    evaluationId: string;
    by: string;
    strategy: Strategy;
    state: 'given' | 'approved' | 'refused';
    approver: string | null;
    on: CalendarDate;
    expectedRecovery: Minor;
    expectedCost: Minor;
    lessHarmful: readonly string[];
    because: string;
    /** The claim that was weighed: what is overdue, and all of it. Null where nothing could be claimed. */
    claimed: Readonly<{ asOf: CalendarDate; due: Minor; all: Minor }> | null;
  }> | null;
  sheet: Readonly<{
    sheetId: string;
    asOf: CalendarDate;
    /** All of the debt was claimed, not only what was due. */
    accelerated: boolean;
    total: Minor;
    booked: Amounts;
    /** Not there in claims of before it was kept. */
    asked?: AskedInterest;
    sha256: string;
    differs: boolean;
  }> | null;
  bundle: Readonly<{ bundleId: string; sheetId: string; manifestSha256: string }> | null;
  papers: readonly Readonly<{
    kind:
      | 'contract'
      | 'amendment'
      | 'disbursement'
      | 'guarantee'
      | 'collateral'
      | 'id'
      | 'assignment'
      | 'notarised-instrument'
      | 'security'
      | 'execution-certificate'
      | 'other';
    id: string;
    sha256: string;
    on: CalendarDate;
  }>[];
  costs: Minor;
}>;
