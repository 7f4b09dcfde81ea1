import type { CalendarDate, PersonId } from '@mora/kernel';
import type { Built } from '../menu/types.js';
import type { Affords, Kind, Minor, Sheet, Tier } from '../words.js';

/** One priced proposal. */
export type Offer = Readonly<{
  offerId: string;
  roundId: string;
  source: 'policy' | 'staff' | 'counter';
  proposer: string;
  sheet: Sheet;
  kinds: readonly Kind[];
  built: Built;
  affords: Affords;
  tier: Tier;
  rank: number;
  state:
    'draft' | 'approved' | 'refused' | 'disclosed' | 'acknowledged' | 'accepted' | 'rejected' | 'expired' | 'withdrawn';
  disclosureId: string | null;
  /** Of the pack that was shown last. */
  sha256: string | null;
  acknowledgedOn: CalendarDate | null;
  madeOn: CalendarDate;
  validUntil: CalendarDate | null;
  /** How many days were left when a hold stopped the term; null while it runs, or before it has begun. */
  restDays: number | null;
  /** How often the term was set anew: its timer has another key each time. */
  resumes: number;
  votes: readonly Readonly<{ by: string; tier: Tier; verdict: 'approve' | 'refuse'; because: string }>[];
  consents: readonly PersonId[];
  /** The second look at a hardship fund, by somebody who has neither proposed nor approved it. */
  review: Readonly<{ by: string; accepted: boolean; because: string }> | null;
  /** What it was priced on: where that has changed, it must be made anew. `open` is all that was unpaid. */
  basedOn: Readonly<{ version: number | null; principal: Minor; open: Minor; assessmentId: string }>;
  planId: string | null;
}>;

export type OfferState = Offer['state'];

/** What an offer is before anybody has looked at it. */
export type OfferDrafted = Pick<Offer, 'sheet' | 'kinds' | 'built' | 'affords' | 'tier' | 'basedOn'>;

export type OffersPart = Readonly<{
  offers: readonly Offer[];
  /** Of five years. */
  history: readonly Readonly<{ on: CalendarDate; kinds: readonly Kind[]; state: OfferState }>[];
  /** How often the borrower asked for something else in the negotiation that is open. */
  counters: number;
  /** That the borrower can afford no product, as long as others have not judged it; left out where nobody ever has said so. */
  declared?: Declaration | null;
}>;

/** What somebody of the bank has declared of an assessment, before others have approved it. */
export type Declaration = Readonly<{
  declarationId: string;
  assessmentId: string;
  proposer: string;
  tier: Tier;
  votes: Offer['votes'];
}>;
