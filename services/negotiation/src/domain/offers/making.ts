import { addDays, id128 } from '@mora/kernel';
import { tierOf } from '../approvals/tier.js';
import { timelineOf } from '../loan/timeline.js';
import { less, total } from '../menu/amounts.js';
import type { Built } from '../menu/types.js';
import type { Round } from '../round/types.js';
import type { Affords, PolicyRef, Sheet } from '../words.js';
import { isBlocked } from '../approvals/guarantors.js';
import { approvalWanted, offerRow } from './rows.js';
import { amountOf, ofOffer, type OffersStep, openSum, type Priced, type Scene } from './step.js';
import type { Offer, OffersPart } from './types.js';

/** A sheet that was built and judged, before it is an offer. */
export type Worked = Readonly<{ sheet: Sheet; built: Built; affords: Affords }>;

export type Making = Readonly<{
  round: Round;
  priced: Priced;
  source: Offer['source'];
  proposer: string;
  assessmentId: string;
  scene: Scene;
}>;

/** Offers out of sheets that may be offered, in their rank: said, written, and a work item for whoever approves. */
export function made(part: OffersPart, worked: readonly Worked[], making: Making): OffersStep {
  const { scene, round, priced } = making;
  const { openDay } = scene.at;
  const { approvalDays } = scene.view.policies.approvals;
  const offers = worked.map((one, at) => offerOf(one, at, making));
  return {
    part: { ...part, offers: [...part.offers, ...offers.map(({ offer }) => offer)] },
    said: offers.flatMap(({ offer }) => [
      { type: 'offer-made', data: madeData(offer, worked.length, round, priced) },
      ...(offer.state === 'approved' ? [{ type: 'offer-approved', data: approvedData(offer, round, BY_POLICY) }] : []),
    ]),
    writes: offers.flatMap(({ offer, policy }) => [
      offerRow(scene, offer),
      timelineOf(
        'offer-made',
        { offerId: offer.offerId, kinds: offer.kinds, tier: offer.tier, rank: offer.rank },
        policy,
      ),
      ...(offer.state === 'draft' ? [approvalWanted(scene, offer, addDays(openDay, approvalDays))] : []),
    ]),
    tell: [{ kind: 'offers-made', verdict: scene.view.parts.assessment.current?.verdict ?? null }],
  };
}

const BY_POLICY = 'by-policy';

function offerOf({ sheet, built, affords }: Worked, at: number, making: Making) {
  const { round, priced, source, proposer, assessmentId, scene } = making;
  const { view } = scene;
  const { position } = priced;
  const { tier, policy } = tierOf(position, sheet, built, view.policies.approvals);
  const draft: Offer = {
    offerId: id128('offer', view.loanId, view.eventId, at),
    roundId: round.roundId,
    source,
    proposer,
    sheet,
    kinds: sheet.terms.map(({ kind }) => kind),
    built,
    affords,
    tier,
    rank: at + 1,
    state: 'draft',
    disclosureId: null,
    sha256: null,
    acknowledgedOn: null,
    madeOn: scene.at.openDay,
    validUntil: null,
    restDays: null,
    resumes: 0,
    votes: [],
    consents: [],
    review: null,
    basedOn: { version: position.version, principal: position.principal, open: openSum(position), assessmentId },
    planId: null,
  };
  return { offer: isApprovedByPolicy(draft, scene) ? approvedByPolicy(draft, policy) : draft, policy };
}

/** What the policy itself proposes, gives nothing away and is of the lowest tier needs nobody's signature. */
function isApprovedByPolicy(offer: Offer, scene: Scene): boolean {
  const { source, tier, built } = offer;
  const givesNothing = total(less(built.waived, built.capped)) === 0;
  return source === 'policy' && tier === 'T1' && givesNothing && !isBlocked(offer, scene);
}

const approvedByPolicy = (offer: Offer, { id, version, rule }: PolicyRef): Offer => ({
  ...offer,
  state: 'approved',
  votes: [{ by: `policy:${id}/${version}`, tier: 'T1', verdict: 'approve', because: rule }],
});

function madeData(offer: Offer, of: number, round: Round, { position }: Priced): object {
  const { built, kinds, rank, source, affords, tier } = offer;
  const rows = built.instalments;
  return {
    ...ofOffer(round, offer),
    kinds,
    rank,
    of,
    by: source,
    affordable: affords,
    tier,
    disclosureId: null,
    currency: position.currency,
    firstDueOn: rows[0]?.dueOn ?? position.nextDueOn,
    lastDueOn: built.endOn,
    count: rows.length,
    instalment: amountOf(built.largest, position),
    totalCost: amountOf(total(built.totals), position),
    costDelta: amountOf(built.costDelta, position),
    waived: amountOf(total(built.waived), position),
    expiresAt: null,
  };
}

/** What is said of an offer that may be made to the borrower, or may not. */
export const approvedData = (offer: Offer, round: Pick<Round, 'episodeId'>, because: string): object => ({
  ...ofOffer(round, offer),
  tier: offer.tier,
  approvers: offer.votes.map(({ by }) => by),
  proposer: offer.proposer,
  because,
});
