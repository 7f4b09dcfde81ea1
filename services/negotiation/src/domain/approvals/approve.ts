import { addDays } from '@mora/kernel';
import { timelineOf } from '../loan/timeline.js';
import { workWanted } from '../loan/work.js';
import { menuRulesFor } from '../menu/rules.js';
import type { OfferCommand } from '../offers/commands.js';
import { ended, unlessAnyIsOpen } from '../offers/ending.js';
import { approvedData } from '../offers/making.js';
import { approvalDone, offerRow } from '../offers/rows.js';
import { episodeOf, type OffersStep, refusedBecause, roundOf, type Scene, then, withOffer } from '../offers/step.js';
import type { Offer, OffersPart } from '../offers/types.js';
import type { Write } from '../loan/part.js';
import { isBlocked } from './guarantors.js';
import { judged, whyNoVote } from './vote.js';

type Vote = Extract<OfferCommand, { kind: 'approve' | 'refuse' }>;

/** Somebody with the authority judges an offer; each vote with its reason. */
export function voted(part: OffersPart, offer: Offer, command: Vote, scene: Scene): OffersStep {
  const because = whyNot(offer, command, scene);
  if (because !== null) return refusedBecause(part, because);
  const { by, tier, kind: verdict } = command;
  const vote = { by, tier, verdict, because: command.because };
  const { state, votes } = judged(offer, vote, scene.view.policies.approvals);
  const next = { ...offer, votes };
  const line = timelineOf('offer-voted', { offerId: offer.offerId, verdict, by, tier, because: command.because }, null);
  if (state === 'refused') {
    return then({ part, writes: [line] }, (now) => refusedBy(withOffer(now, next), next, command.because, scene));
  }
  const after: Offer = { ...next, state };
  if (state === 'draft') return { part: withOffer(part, after), writes: [offerRow(scene, after), line] };
  const data = approvedData(after, episodeOf(scene, offer), command.because);
  return {
    part: withOffer(part, after),
    said: [{ type: 'offer-approved', data }],
    writes: [offerRow(scene, after), line, approvalDone(scene, after), ...reports(after, scene)],
  };
}

function whyNot(offer: Offer, { kind, by, tier, because }: Vote, scene: Scene): string | null {
  if (offer.state !== 'draft') return `offer-${offer.state}`;
  if (roundOf(scene, offer) === null) return 'no-round';
  if (because.trim() === '') return 'reason-missing';
  const mayNot = whyNoVote(offer, { by, tier });
  if (mayNot !== null) return mayNot;
  return kind === 'approve' && isBlocked(offer, scene) ? 'guarantor-consent-missing' : null;
}

/** The bank does not make the offer: it is told why, and who has judged. */
export const refusedBy = (part: OffersPart, offer: Offer, because: string, scene: Scene): OffersStep =>
  then(ended(part, offer, 'refused', because, scene), (next) =>
    then(
      { part: next, said: [{ type: 'offer-refused', data: approvedData(offer, episodeOf(scene, offer), because) }] },
      (last) => unlessAnyIsOpen(last, offer, 'by-the-bank', scene),
    ),
  );

/** Whom the law has told of some approvals. */
function reports({ kinds, offerId, tier }: Offer, { view, at }: Scene): readonly Write[] {
  const { product, currency } = view.parts.ledger;
  const rules =
    product === null || currency === null ? null : menuRulesFor(view.policies.menu, product, currency, at.openDay);
  return view.policies.approvals.reports
    .filter(
      ({ jurisdiction, kinds: named }) =>
        jurisdiction === rules?.product.jurisdiction && kinds.some((kind) => named.includes(kind)),
    )
    .map(({ to, days }) =>
      workWanted({
        loanId: view.loanId,
        about: offerId,
        kind: `report-to-${to}`,
        team: 'supervisor',
        dueOn: addDays(at.openDay, days),
        because: tier,
        openedOn: at.openDay,
      }),
    );
}
