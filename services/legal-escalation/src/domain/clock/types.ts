import type { CalendarDate, PersonId } from '@mora/kernel';
import type { ActKind, ClaimKind, Obstacle, PolicyRef, Proof } from '../words.js';

export type Act = Readonly<{
  actId: string;
  kind: ActKind;
  on: CalendarDate;
  until: CalendarDate | null | 'open';
  claims: readonly ClaimKind[] | 'all';
  against: 'debtor' | 'guarantor' | 'all';
  /** Whom of the guarantors; only our own letters go to all of them at once and name none. */
  guarantorId?: PersonId;
  proof: Proof;
  from: 'ledger' | 'outreach' | 'negotiation' | 'staff' | 'case';
}>; // `until`: where the act is a proceeding, its end; 'open' = still going on; null = a moment

export type Clock = Readonly<{
  clockId: string;
  claim: ClaimKind;
  startsOn: CalendarDate;
  expiresOn: CalendarDate | null;
  provisional: boolean;
  state: 'running' | 'paused' | 'kept' | 'expired' | 'off';
  by: string | null /* actId */;
  ref: string | null /* guarantorId or judgmentId */;
  policy: PolicyRef;
}>;

export type Obstruction = Readonly<{
  obstacleId: string;
  kind: Obstacle;
  from: CalendarDate;
  until: CalendarDate | null;
  proof: Proof;
}>;

export type GuaranteeTerm = Readonly<{ guarantorId: PersonId; kind: 'general' | 'joint'; months: number | null }>;

export type ClockPart = Readonly<{
  open: boolean;
  clocks: readonly Clock[];
  acts: readonly Act[] /* own: staff, case */;
  obstacles: readonly Obstruction[];
  guarantees: readonly GuaranteeTerm[];
  acceleratedOn: CalendarDate | null;
  /** Who has said so; nobody where nobody has. */
  acceleratedBy?: string;
  /** What binds, and by when it was to be paid; one against a guarantor alone, or of a part, leaves the debt its period. */
  titles: readonly Readonly<{
    judgmentId: string;
    lastPerformBy: CalendarDate;
    against?: 'guarantor';
    partial?: true;
    /** It grants interest. */
    interest?: true;
  }>[];
  /** Which acts have been said to move which clock (clockId:actId): each is said once. */
  moved: readonly string[];
  alerted: readonly string[] /* clockId:expiresOn:level */;
  /** For which of those the debtor was asked. */
  asked: readonly string[];
  demand: Readonly<{ requestId: string; clockId: string; on: CalendarDate }> | null;
  nextDate: CalendarDate | null;
  /** It is overdue, nobody has entered by which law, and somebody was told so. */
  lawless?: true;
}>;
