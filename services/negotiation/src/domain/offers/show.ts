import { timelineOf } from '../loan/timeline.js';
import type { OfferCommand } from './commands.js';
import { disclosureIdOf, type DisclosurePack, packOf } from './disclosure.js';
import { disclosureRow, offerRow } from './rows.js';
import {
  episodeOf,
  isAsPriced,
  isOpenOffer,
  isShown,
  ofOffer,
  type OffersStep,
  pricedNow,
  refusedBecause,
  roundOf,
  type Scene,
  withOffer,
} from './step.js';
import { isUnproven, spokenBy } from './spoken.js';
import { termBegun } from './terms.js';
import type { Offer, OffersPart } from './types.js';

/** The pack of an offer as it is now; the reason where there is none. */
export function packNow(offer: Offer, scene: Scene): DisclosurePack | string {
  if (!isOpenOffer(offer)) return `offer-${offer.state}`;
  if (offer.state === 'draft') return 'not-approved';
  if (roundOf(scene, offer) === null) return 'no-round';
  if (offer.built.fund > 0 && offer.review?.accepted !== true) return 'review-missing';
  const priced = pricedNow(scene);
  if (typeof priced === 'string' || !isAsPriced(offer, priced.position, scene.at.openDay)) return 'position-changed';
  return packOf(priced.position, offer, priced.rules, scene.view.policies);
}

type Disclose = Extract<OfferCommand, { kind: 'disclose' }>;

/** The borrower is shown the pack; with the first one the term of the offer begins. */
export function disclosed(part: OffersPart, offer: Offer, command: Disclose, scene: Scene): OffersStep {
  const pack = packNow(offer, scene);
  if (typeof pack === 'string') return refusedBecause(part, pack);
  const { disclosureId, sha256, by } = command;
  if (disclosureIdOf(pack) !== disclosureId) return refusedBecause(part, 'disclosure-changed');
  // Shown once more word by word: whoever has acknowledged it need not do so again.
  if (offer.disclosureId === disclosureId && isShown(offer)) return { part };
  const shown: Offer = { ...offer, state: 'disclosed', disclosureId, sha256, acknowledgedOn: null };
  const { validDays } = scene.view.policies.offers;
  const begun = isShown(offer) ? null : termBegun(shown, validDays, scene);
  const { offer: next, timers, said } = begun ?? { offer: shown, timers: [], said: [] };
  return {
    part: withOffer(part, next),
    said: [
      { type: 'disclosed', data: { ...ofOffer(episodeOf(scene, offer), offer), disclosureId, sha256, by } },
      ...said,
    ],
    writes: [
      offerRow(scene, next),
      disclosureRow(scene, disclosureId, sha256, pack),
      timelineOf('offer-disclosed', { offerId: offer.offerId, disclosureId, by }, null),
    ],
    timers,
  };
}

type Acknowledge = Extract<OfferCommand, { kind: 'acknowledge' }>;

/** The borrower has seen what was shown last, and no other. */
export function acknowledged(part: OffersPart, offer: Offer, command: Acknowledge, scene: Scene): OffersStep {
  const { disclosureId } = command;
  if (offer.state === 'draft') return refusedBecause(part, 'not-approved');
  if (offer.state === 'approved') return refusedBecause(part, 'not-disclosed');
  if (offer.state !== 'disclosed') return refusedBecause(part, `offer-${offer.state}`);
  if (offer.disclosureId !== disclosureId || offer.sha256 === null) return refusedBecause(part, 'disclosure-changed');
  if (isUnproven(command)) return refusedBecause(part, 'evidence-missing');
  const { sha256 } = offer;
  const spoken = spokenBy(command);
  const next: Offer = { ...offer, state: 'acknowledged', acknowledgedOn: scene.at.openDay };
  const data = { ...ofOffer(episodeOf(scene, offer), offer), disclosureId, sha256, ...spoken };
  return {
    part: withOffer(part, next),
    said: [{ type: 'disclosure-acknowledged', data }],
    writes: [
      offerRow(scene, next),
      timelineOf('disclosure-acknowledged', { offerId: offer.offerId, disclosureId, ...spoken }, null),
    ],
  };
}
