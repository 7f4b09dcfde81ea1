import type { CalendarDate, PersonId } from '@mora/kernel';
import type { FigureSet } from '../assessment/types.js';
import type { Evidence, Via } from '../loan/part.js';
import type { Hidden, Minor, Sheet, Tier } from '../words.js';

/** What is done with offers, by the bank and by the borrower. */
export type OfferCommand = Readonly<
  | {
      kind: 'propose';
      sheets: readonly Sheet[] | 'menu';
      figures: Hidden<FigureSet>;
      assessmentId: string;
      by: string;
      via: Via;
      legalGraceDays: number | null;
    }
  | {
      kind: 'counter';
      counterId: string;
      /** The offer that it answers. */
      offerId: string;
      wish: Readonly<{ sheet: Sheet } | { largest: Minor } | { months: number }>;
      figures: Hidden<FigureSet>;
      assessmentId: string;
      by: string;
      via: Via;
    }
  | { kind: 'approve' | 'refuse'; offerId: string; because: string; by: string; tier: Tier }
  /** `sha256` is of the pack by whose id the lane finds it again: the domain computes no such hashes. */
  | { kind: 'disclose'; offerId: string; disclosureId: string; sha256: string; by: string; via: Via }
  | { kind: 'acknowledge'; offerId: string; disclosureId: string; by: string; via: Via; evidence?: Evidence }
  | {
      kind: 'accept';
      offerId: string;
      disclosureId: string;
      figures: Hidden<FigureSet>;
      assessmentId: string;
      by: string;
      via: Via;
      evidence?: Evidence;
    }
  | { kind: 'reject'; offerId: string | 'all'; because: string; by: string; via: Via; evidence?: Evidence }
  | { kind: 'withdraw-offer'; offerId: string; because: string; by: string }
  | {
      kind: 'guarantor-consent';
      offerId: string;
      personId: PersonId;
      sha256: string;
      on: CalendarDate;
      by: string;
    }
  | { kind: 'fund-review'; offerId: string; accepted: boolean; because: string; by: string }
  /** That the borrower can afford no product; the reason in words is sealed, as it may be about the household. */
  | {
      kind: 'declare-unaffordable';
      words: Hidden<string>;
      figures: Hidden<FigureSet>;
      assessmentId: string;
      by: string;
    }
  | {
      kind: 'approve-unaffordable';
      declarationId: string;
      because: string;
      figures: Hidden<FigureSet>;
      assessmentId: string;
      by: string;
      tier: Tier;
    }
  | { kind: 'refuse-unaffordable'; declarationId: string; because: string; by: string; tier: Tier }
>;
