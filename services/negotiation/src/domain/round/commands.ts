import type { CalendarDate } from '@mora/kernel';
import type { HoldKind, LegalRef } from '../words.js';

/** What people, and the legal department, ask of a negotiation. `by` is the subject of the token; staff are its ids. */
export type RoundCommand = Readonly<
  | {
      kind: 'open';
      because: string;
      reason: string | null;
      by: string;
      who: 'staff' | 'borrower' | 'legal';
      legal: LegalRef | null;
    }
  | { kind: 'assign'; credit: string | null; service: string | null; responsible: string | null; by: string }
  | { kind: 'reason'; reason: string; by: string }
  | {
      kind: 'hold';
      holdId: string;
      hold: HoldKind;
      from: CalendarDate;
      until: CalendarDate | null;
      because: string;
      by: string;
    }
  | { kind: 'lift'; holdId: string; because: string; by: string }
  | { kind: 'appointment'; appointmentId: string; at: number; by: string }
  | {
      kind: 'appointment-outcome';
      appointmentId: string;
      outcome: 'attended' | 'no-show' | 'moved';
      by: string;
    }
  | {
      kind: 'close-round';
      outcome: 'bank-delay' | 'moratorium' | 'withdrawn' | 'superseded';
      because: string;
      by: string;
    }
>;
