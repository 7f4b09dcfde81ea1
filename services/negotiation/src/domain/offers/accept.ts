import { id128 } from '@mora/kernel';
import { isBlocked } from '../approvals/guarantors.js';
import { holdsOn } from '../loan/held.js';
import { timelineOf } from '../loan/timeline.js';
import type { Plan } from '../plans/types.js';
import type { HoldKind } from '../words.js';
import { affords, judgedBy, mayBeOffered } from './affords.js';
import type { OfferCommand } from './commands.js';
import { whyNotAssessed, whyNotByPast } from './ready.js';
import { offerRow } from './rows.js';
import type { OfferRules } from './rules.js';
import { isAsPriced, type OffersStep, pricedNow, refusedBecause, roundOf, type Scene, withOffer } from './step.js';
import { isUnproven, spokenBy } from './spoken.js';
import { timerKeyOf } from './terms.js';
import type { Offer, OffersPart } from './types.js';

type Accept = Extract<OfferCommand, { kind: 'accept' }>;

/** A plan has the id of its offer: the same offer is never two plans. */
export const planIdOf = (offerId: string): string => id128(offerId, 'plan');

/** The borrower takes an offer. It cannot be taken back: everything is looked at once more. */
export function accepted(part: OffersPart, offer: Offer, command: Accept, scene: Scene): OffersStep {
  if (offer.state === 'accepted') return refusedBecause(part, 'already-accepted', `it is the plan ${offer.planId}`);
  const because = whyNot(offer, command, scene);
  if (because !== null) return refusedBecause(part, because);
  const planId = planIdOf(offer.offerId);
  const next: Offer = { ...offer, state: 'accepted', planId, restDays: null };
  const { disclosureId, by } = command;
  const spoken = spokenBy(command);
  return {
    part: withOffer(part, next),
    writes: [
      offerRow(scene, next),
      timelineOf('offer-accepted', { offerId: offer.offerId, planId, disclosureId, ...spoken, by }, null),
    ],
    clear: [timerKeyOf(offer)],
    tell: [{ kind: 'offer-taken', offer: next, planId, by, ...spoken }],
  };
}

const EARLIER: Partial<Record<Offer['state'], string>> = {
  draft: 'not-approved',
  approved: 'not-disclosed',
  disclosed: 'not-acknowledged',
};

function whyNot(offer: Offer, command: Accept, scene: Scene): string | null {
  const { view, at } = scene;
  if (offer.state !== 'acknowledged') return EARLIER[offer.state] ?? `offer-${offer.state}`;
  if (offer.disclosureId !== command.disclosureId) return 'disclosure-changed';
  if (isUnproven(command)) return 'evidence-missing';
  const round = roundOf(scene, offer);
  if (round === null) return 'no-round';
  if (view.parts.plans.plans.some(isInTheWay)) return 'plan-open';
  // The timer may be late; the term is over all the same.
  if (offer.validUntil !== null && at.now > at.endOf(offer.validUntil)) return 'offer-expired';
  if (holdsOn(view.parts, at.openDay).some(({ kind }) => forbids(kind, view.policies.offers))) return 'held';
  const stale = whyNotAssessed(command, scene) ?? whyNotByPast(round, scene);
  if (stale !== null) return stale;
  const priced = pricedNow(scene);
  if (typeof priced === 'string' || !isAsPriced(offer, priced.position, at.openDay)) return 'position-changed';
  if (isBlocked(offer, scene)) return 'guarantor-consent-missing';
  const answer = judgedBy(command.figures, (figures) => affords(offer.built, figures));
  return mayBeOffered(answer, view.policies.offers) ? null : 'unaffordable';
}

/** Beyond the holds under which nobody is bound at all, those under which the bank takes no acceptance. */
export const forbids = (kind: HoldKind, { acceptance }: Pick<OfferRules, 'acceptance'>): boolean =>
  acceptance.notUnder.includes(kind);

/** One that the ledger has not booked is given up for another; one that runs is not. */
const isInTheWay = ({ state }: Pick<Plan, 'state'>): boolean => state === 'active' || state === 'at-risk';
