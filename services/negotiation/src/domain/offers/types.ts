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
  acknowledgedOn: CalendarDate | null;
  madeOn: CalendarDate;
  validUntil: CalendarDate | null;
  resumes: number;
  votes: readonly Readonly<{ by: string; tier: Tier; verdict: 'approve' | 'refuse'; because: string }>[];
  consents: readonly PersonId[];
  /** What it was priced on: where that has changed, it must be made anew. */
  basedOn: Readonly<{ version: number | null; principal: Minor; assessmentId: string }>;
  planId: string | null;
}>;

export type OffersPart = Readonly<{
  offers: readonly Offer[];
  /** Of five years. */
  history: readonly Readonly<{ on: CalendarDate; kinds: readonly Kind[]; state: Offer['state'] }>[];
  counters: number;
}>;
