import type { CalendarDate } from '@mora/kernel';
import type { FailReason, HoldKind, LegalRef, Outcome, PolicyRef } from '../words.js';

export type RoundHold = Readonly<{ holdId: string; kind: HoldKind; since: CalendarDate; until: CalendarDate | null }>;

export type Appointment = Readonly<{
  id: string;
  at: number;
  outcome: 'attended' | 'no-show' | 'moved' | null;
  /** The day on which its outcome was told. */
  endedOn: CalendarDate | null;
}>;

/** One negotiation from its opening to its outcome. */
export type Round = Readonly<{
  roundId: string;
  episodeId: string | null;
  state: 'opened' | 'assessed' | 'offered' | 'awaiting';
  by: 'policy' | 'borrower' | 'staff' | 'legal' | 'cut-over';
  because: string;
  /** Why the borrower fell behind. */
  reason: string | null;
  credit: string | null;
  service: string | null;
  responsible: string | null;
  openedOn: CalendarDate;
  dueOn: CalendarDate;
  /** The borrower works alone: no team is wanted. */
  selfService: boolean;
  /** Those that the service has set itself; what others set stands in `elsewhere`. */
  holds: readonly RoundHold[];
  /** Every hold that was said and not lifted yet. */
  held: readonly Readonly<{ holdId: string; kind: HoldKind }>[];
  appointments: readonly Appointment[];
  noShows: number;
  legal: LegalRef | null;
  /** How it will end by silence, once nothing more of its day can arrive. */
  closing: Readonly<{ outcome: FailReason; on: CalendarDate }> | null;
  /** Whether it was said to be late. */
  late: boolean;
  policy: PolicyRef | null;
}>;

export type ClosedRound = Readonly<{ roundId: string; episodeId: string | null; outcome: Outcome; on: CalendarDate }>;

/** The negotiation that is open, and the last twenty that were. */
export type RoundPart = Readonly<{ open: Round | null; closed: readonly ClosedRound[] }>;
