import { voted } from '../approvals/approve.js';
import type { Inner, LoanView, Part } from '../loan/part.js';
import type { LaneAt } from '../words.js';
import { accepted } from './accept.js';
import { consented, rejected, reviewed, withdrawn } from './answers.js';
import type { OfferCommand } from './commands.js';
import { countered } from './counter.js';
import { declarationJudged, declared, lapsed } from './declare.js';
import { ended, unlessAnyIsOpen } from './ending.js';
import { proposed } from './propose.js';
import { acknowledged, disclosed } from './show.js';
import { firstDayOf, ledgerMoved, staleAt } from './stale.js';
import {
  isAsPriced,
  isOpenOffer,
  isShown,
  type OffersStep,
  pricedNow,
  refusedBecause,
  remembered,
  type Scene,
  then,
} from './step.js';
import { OFFER_TIMER, paused, resumed, timerKeyOf } from './terms.js';
import type { OffersPart } from './types.js';

/** The offers of the negotiation that is open, and a line of each that was. */
export const offersPart: Part<OffersPart> = {
  name: 'offers',
  start: { offers: [], history: [], counters: 0 },
  on(part, event, view, at): OffersStep {
    const scene = { view, at };
    switch (event.kind) {
      case 'propose':
        return proposed(part, event, scene);
      case 'declare-unaffordable':
        return declared(part, event, scene);
      case 'approve-unaffordable':
      case 'refuse-unaffordable':
        return declarationJudged(part, event, scene);
      case 'reject':
        return rejected(part, event, scene);
      case 'counter':
      case 'approve':
      case 'refuse':
      case 'disclose':
      case 'acknowledge':
      case 'accept':
      case 'withdraw-offer':
      case 'guarantor-consent':
      case 'fund-review':
        return ofOne(part, event, scene);
      case 'payment':
      case 'reversal':
      case 'schedule':
        return ledgerMoved(part, scene);
      case 'day-closed':
        return staleAt(part, event.day, scene);
      case 'timer':
        return event.timer === OFFER_TIMER ? runOut(part, event.key, scene) : { part };
      default:
        return { part };
    }
  },
  hear: (part, inner, view: LoanView, at: LaneAt) => heard(part, inner, { view, at }),
};

type AboutOne = Exclude<Extract<OfferCommand, { offerId: string }>, { kind: 'reject' }>;

function ofOne(part: OffersPart, command: AboutOne, scene: Scene): OffersStep {
  const offer = part.offers.find(({ offerId }) => offerId === command.offerId);
  if (offer === undefined) return refusedBecause(part, 'no-such-offer');
  switch (command.kind) {
    case 'counter':
      return countered(part, offer, command, scene);
    case 'approve':
    case 'refuse':
      return voted(part, offer, command, scene);
    case 'disclose':
      return disclosed(part, offer, command, scene);
    case 'acknowledge':
      return acknowledged(part, offer, command, scene);
    case 'accept':
      return accepted(part, offer, command, scene);
    case 'withdraw-offer':
      return withdrawn(part, offer, command, scene);
    case 'guarantor-consent':
      return consented(part, offer, command, scene);
    case 'fund-review':
      return reviewed(part, offer, command, scene);
  }
}

const looksAgain = ({ offers }: OffersPart, { at }: Scene): Pick<OffersStep, 'reviewOn'> =>
  offers.some(isOpenOffer) ? { reviewOn: at.openDay } : {};

/** The term of an offer is over; a timer of an earlier term says nothing any more. */
function runOut(part: OffersPart, key: string, scene: Scene): OffersStep {
  const offer = part.offers.find((one) => isShown(one) && timerKeyOf(one) === key && one.restDays === null);
  if (offer === undefined) return { part };
  const priced = pricedNow(scene);
  const stands = typeof priced !== 'string' && isAsPriced(offer, priced.position, scene.at.openDay);
  const [state, because, gone] = stands ? EXPIRED : CHANGED;
  return then(ended(part, offer, state, because, scene), (next) => unlessAnyIsOpen(next, offer, gone, scene));
}

/** Nobody has answered it. */
const EXPIRED = ['expired', 'term-over', 'all-expired'] as const;
/** It could not have been taken any more, as money has come or its first day has passed: that is no failure of the borrower's. */
const CHANGED = ['withdrawn', 'position-changed', 'by-the-bank'] as const;

function heard(part: OffersPart, inner: Inner, scene: Scene): OffersStep {
  switch (inner.kind) {
    case 'paused':
      return { ...paused(part, scene), ...firstDayOf(part) };
    case 'assessed':
      return lapsed(part, 'assessed-anew', scene);
    case 'offers-made':
      return { ...lapsed(part, 'offered', scene), ...looksAgain(part, scene) };
    case 'plan-not-booked':
      return { part, ...looksAgain(part, scene) };
    case 'resumed':
      return resumed(part, inner.leastDays, scene);
    case 'round-opened': {
      const others = remembered(part, ({ roundId }) => roundId !== inner.roundId, scene.at.openDay);
      return { part: others.counters === 0 ? others : { ...others, counters: 0 } };
    }
    case 'round-over': {
      const because = inner.outcome === 'agreed' ? 'another-accepted' : `round-${inner.outcome}`;
      return part.offers
        .filter((offer) => offer.roundId === inner.roundId && isOpenOffer(offer))
        .reduce<OffersStep>(
          (step, offer) => then(step, (next) => ended(next, offer, 'withdrawn', because, scene)),
          lapsed(part, because, scene),
        );
    }
    default:
      return { part };
  }
}
