import { refusedBy } from '../approvals/approve.js';
import { inRole } from '../loan/parts/parties.js';
import { timelineOf } from '../loan/timeline.js';
import type { OfferCommand } from './commands.js';
import { ended, unlessAnyIsOpen } from './ending.js';
import { provesFund, purposeOf } from './fund-proof.js';
import { offerRow } from './rows.js';
import { isUnproven, spokenBy } from './spoken.js';
import {
  episodeOf,
  isOpenOffer,
  isShown,
  ofOffer,
  type OffersStep,
  refusedBecause,
  type Scene,
  then,
  withOffer,
} from './step.js';
import type { Offer, OffersPart } from './types.js';

type Of<K extends OfferCommand['kind']> = Extract<OfferCommand, { kind: K }>;

/** The borrower declines one offer, or all of them; what nobody has shown yet cannot be declined, the bank drops it. */
export function rejected(part: OffersPart, command: Of<'reject'>, scene: Scene): OffersStep {
  const { offerId, because } = command;
  const one = part.offers.find((offer) => offer.offerId === offerId);
  if (one === undefined && offerId !== 'all') return refusedBecause(part, 'no-such-offer');
  if (one !== undefined && !isShown(one)) return refusedBecause(part, UNSHOWN[one.state] ?? `offer-${one.state}`);
  const open = part.offers.filter((offer) => (one === undefined ? isOpenOffer(offer) : offer === one));
  const first = open.find(isShown);
  if (first === undefined) return refusedBecause(part, open.length === 0 ? 'no-such-offer' : 'not-disclosed');
  if (isUnproven(command)) return refusedBecause(part, 'evidence-missing');
  const step = open.reduce<OffersStep>(
    (before, offer) =>
      then(before, (next) =>
        isShown(offer)
          ? ended(next, offer, 'rejected', because, scene, spokenBy(command))
          : ended(next, offer, 'withdrawn', 'not-shown', scene),
      ),
    { part },
  );
  return then(step, (next) => unlessAnyIsOpen(next, first, 'all-rejected', scene));
}

const UNSHOWN: Partial<Record<Offer['state'], string>> = { draft: 'not-approved', approved: 'not-disclosed' };

/** The bank takes an offer back; the borrower has not failed by that. */
export function withdrawn(part: OffersPart, offer: Offer, { because }: Of<'withdraw-offer'>, scene: Scene): OffersStep {
  if (!isOpenOffer(offer)) return refusedBecause(part, `offer-${offer.state}`);
  return then(ended(part, offer, 'withdrawn', because, scene), (next) =>
    unlessAnyIsOpen(next, offer, 'by-the-bank', scene),
  );
}

/** A guarantor agrees in writing to an offer; the document stays with the bank. */
export function consented(
  part: OffersPart,
  offer: Offer,
  { personId, sha256, on, by }: Of<'guarantor-consent'>,
  scene: Scene,
): OffersStep {
  const { parties } = scene.view.parts;
  if (!isOpenOffer(offer)) return refusedBecause(part, `offer-${offer.state}`);
  if (on > scene.at.today) return refusedBecause(part, 'in-the-future');
  if (!inRole(parties, 'guarantor', scene.at.openDay).includes(personId))
    return refusedBecause(part, 'no-such-guarantor');
  if (offer.consents.includes(personId)) return { part };
  const next: Offer = { ...offer, consents: [...offer.consents, personId] };
  const { offerId } = offer;
  const data = { ...ofOffer(episodeOf(scene, offer), offer), personId, documentHash: sha256 };
  return {
    part: withOffer(part, next),
    said: [{ type: 'guarantor-consented', data }],
    writes: [offerRow(scene, next), timelineOf('guarantor-consented', { offerId, personId, sha256, on, by }, null)],
  };
}

/** A second pair of eyes looks at what a hardship fund is for, and at its proof. */
export function reviewed(part: OffersPart, offer: Offer, command: Of<'fund-review'>, scene: Scene): OffersStep {
  const because = whyNoReview(offer, command, scene);
  if (because !== null) return refusedBecause(part, because);
  const { by, accepted, because: reason } = command;
  const next: Offer = { ...offer, review: { by, accepted, because: reason } };
  const line = timelineOf('fund-reviewed', { offerId: offer.offerId, accepted, because: reason, by }, null);
  if (!accepted) {
    return then({ part: withOffer(part, next), writes: [line] }, (now) => refusedBy(now, next, reason, scene));
  }
  return { part: withOffer(part, next), writes: [offerRow(scene, next), line] };
}

function whyNoReview(offer: Offer, { by, accepted }: Of<'fund-review'>, { view, at }: Scene): string | null {
  if (offer.built.fund === 0) return 'no-fund';
  if (offer.state !== 'draft' && offer.state !== 'approved') return `offer-${offer.state}`;
  if (offer.review !== null) return 'reviewed-already';
  if (offer.proposer === by) return 'own-proposal';
  if (offer.votes.some((vote) => vote.by === by)) return 'voted-already';
  const purpose = purposeOf(offer.sheet);
  const isProven = view.parts.assessment.proofs.some(
    (proof) => purpose !== null && provesFund(proof, purpose, at.openDay, view.policies.offers),
  );
  return accepted && !isProven ? 'proof-not-verified' : null;
}
