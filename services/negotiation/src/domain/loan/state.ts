import type { CalendarDate, LoanId } from '@mora/kernel';
import type { AssessmentPart } from '../assessment/types.js';
import type { OffersPart } from '../offers/types.js';
import type { PlansPart } from '../plans/types.js';
import type { RoundPart } from '../round/types.js';
import type { TallyPart } from '../tally/types.js';
import type { WatchPart } from '../watch/types.js';
import type { PartName, Write } from './part.js';
import type { ArrearsPart } from './parts/arrears.js';
import type { ElsewherePart } from './parts/elsewhere.js';
import type { LedgerPart } from './parts/ledger.js';
import type { PartiesPart } from './parts/parties.js';
import type { PastPart } from './parts/past.js';

/** A loan as negotiation knows it: pieces, each with an owner, in the order in which they take an event. */
export type LoanState = Readonly<{
  loanId: LoanId;
  parts: Readonly<{
    ledger: LedgerPart;
    arrears: ArrearsPart;
    parties: PartiesPart;
    past: PastPart;
    elsewhere: ElsewherePart;
    round: RoundPart;
    assessment: AssessmentPart;
    offers: OffersPart;
    plans: PlansPart;
    tally: TallyPart;
    watch: WatchPart;
  }>;
  /** By part, the day at whose close it wants to look again. */
  reviews: Readonly<Partial<Record<PartName, CalendarDate>>>;
  reviewOn: CalendarDate | null;
  /** Informing streams that must be known further before anything is concluded or done. */
  waits: readonly string[];
  /** Rows to be written with this state; never saved in it. */
  writes: readonly Write[];
}>;
