import type { Inner } from '../loan/part.js';
import { timelineOf } from '../loan/timeline.js';
import { workWanted } from '../loan/work.js';
import { approvalDone, offerRow } from './rows.js';
import {
  episodeOf,
  isOpenOffer,
  isShown,
  ofOffer,
  type OffersStep,
  roundOf,
  type Scene,
  then,
  withOffer,
} from './step.js';
import { timerKeyOf } from './terms.js';
import type { Offer, OffersPart } from './types.js';

type Ended = Extract<Offer['state'], 'rejected' | 'expired' | 'withdrawn' | 'refused'>;

/**
 * An offer is over: it is said, with how the borrower spoke where they did; its term and the work about it end. Refusals
 * are said by whoever judges.
 */
export function ended(
  part: OffersPart,
  offer: Offer,
  state: Ended,
  because: string,
  scene: Scene,
  spoken: object = {},
): OffersStep {
  const next: Offer = { ...offer, state, restDays: null };
  const isSaid = state !== 'refused';
  return {
    part: withOffer(part, next),
    ...(isSaid && {
      said: [{ type: `offer-${state}`, data: { ...ofOffer(episodeOf(scene, offer), offer), because, ...spoken } }],
    }),
    writes: [
      offerRow(scene, next),
      timelineOf(`offer-${state}`, { offerId: offer.offerId, because, ...spoken }, null),
      ...(offer.state === 'draft' ? [approvalDone(scene, next)] : []),
    ],
    ...(isShown(offer) && { clear: [timerKeyOf(offer)] }),
  };
}

type Gone = Extract<Inner, { kind: 'offers-gone' }>['because'];

/**
 * With the last offer of a negotiation the negotiation may end: by what the borrower has declined or let run out. What
 * the bank has taken back or refused itself ends nothing: it has to offer anew.
 */
export function unlessAnyIsOpen(
  part: OffersPart,
  { roundId }: Pick<Offer, 'roundId'>,
  because: Exclude<Gone, 'nothing-affordable'> | 'by-the-bank',
  scene: Scene,
): OffersStep {
  const round = roundOf(scene, { roundId });
  const isAnyOpen = part.offers.some((offer) => offer.roundId === roundId && isOpenOffer(offer));
  if (round === null || isAnyOpen) return { part };
  if (because !== 'by-the-bank') return { part, tell: [{ kind: 'offers-gone', because }] };
  const { view, at } = scene;
  return {
    part,
    writes: [
      workWanted({
        loanId: view.loanId,
        about: roundId,
        kind: 'offer-anew',
        team: 'credit',
        dueOn: round.dueOn,
        because,
        openedOn: at.openDay,
      }),
    ],
  };
}

/**
 * Makes room for offers among those that are open: the last in rank that nobody has seen are taken back. Null where the
 * borrower has seen too many.
 */
export function withRoom(part: OffersPart, wanted: number, keep: string | null, scene: Scene): OffersStep | null {
  const open = part.offers.filter(isOpenOffer);
  const over = open.length + wanted - scene.view.policies.offers.maxOffers;
  if (over <= 0) return { part };
  const unseen = open.filter((offer) => offer.offerId !== keep && offer.source === 'policy' && !isShown(offer));
  if (unseen.length < over) return null;
  return unseen
    .toSorted((a, b) => b.rank - a.rank)
    .slice(0, over)
    .reduce<OffersStep>((step, offer) => then(step, (next) => ended(next, offer, 'withdrawn', 'superseded', scene)), {
      part,
    });
}
