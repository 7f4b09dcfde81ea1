import type { CalendarDate, LoanId } from '@mora/kernel';
import type { NoticesPart } from '../notices/part.js';
import type { PlacementPart } from '../people/placement.part.js';
import type { SurveyPart } from '../people/survey.part.js';
import type { WorkPart } from '../people/work.part.js';
import type { PromisesPart } from '../promises/part.js';
import type { SaysPart } from '../says/part.js';
import type { Flag, Slice } from '../words.js';
import type { PartName, Write } from './part.js';
import type { ArrearsPart } from './parts/arrears.js';
import type { ElsewherePart } from './parts/elsewhere.js';
import type { LadderPart } from './parts/ladder.js';
import type { LedgerPart } from './parts/ledger.js';
import type { PartiesPart } from './parts/parties.js';

/** One slice as the persons were told it last. */
export type SliceSaid = Readonly<{ version: number; sent: string; flags: readonly Flag[] }>;

/** A loan as outreach knows it: pieces, each with an owner, in the order in which they take an event. */
export type LoanState = Readonly<{
  loanId: LoanId;
  parts: Readonly<{
    ledger: LedgerPart;
    arrears: ArrearsPart;
    parties: PartiesPart;
    elsewhere: ElsewherePart;
    says: SaysPart;
    promises: PromisesPart;
    placement: PlacementPart;
    survey: SurveyPart;
    work: WorkPart;
    notices: NoticesPart;
    ladder: LadderPart;
  }>;
  slices: Readonly<Record<Slice, SliceSaid>>;
  /** By part, the day at whose close it wants to look again. */
  reviews: Readonly<Partial<Record<PartName, CalendarDate>>>;
  reviewOn: CalendarDate | null;
  /** Whether something has stopped the strategy since the last close. */
  stopped: boolean;
  /** Informing streams that must be known further before anything is done. */
  waits: readonly string[];
  /** Rows to be written with this state; never saved in it. */
  writes: readonly Write[];
}>;
