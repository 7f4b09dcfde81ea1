import type { CalendarDate } from '@mora/kernel';
import type { HoldKind } from '../words.js';

/** Holds that people of the bank set and lift by hand. */
export type HoldCommand = Readonly<
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
>;
