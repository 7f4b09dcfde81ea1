import type { CalendarDate } from '@mora/kernel';
import type { CuredBy } from '../loan/parts/arrears.js';
import type { FailReason, LegalRef } from '../words.js';

/** Something that ends a negotiation or a plan, or makes what failed before count no more. */
export type Closing = Readonly<{
  id: string;
  episodeId: string | null;
  roundId: string | null;
  planId: string | null;
  legal: LegalRef | null;
  on: CalendarDate;
  what: 'failed' | 'neutral' | 'activated' | 'cured';
  reason: FailReason | null;
  /** How an episode was cured. */
  by: CuredBy | null;
  /** Whether it has been published. */
  said: boolean;
  /** From before Mora: it is told at the close, and the episode it lies in is found by its day. */
  imported?: 'new' | 'told';
}>;

/** What has ended, in the order of its days, and how much of it counts in a row by the policy of the last one's day. */
export type TallyPart = Readonly<{ closings: readonly Closing[]; consecutive: number }>;
