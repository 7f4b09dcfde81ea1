import { type CalendarDate, earliest } from '@mora/kernel';
import { arrearsPart } from '../loan/parts/arrears.js';
import { menuRulesFor } from '../menu/rules.js';
import { positionOf } from '../menu/position.js';
import { ended, unlessAnyIsOpen } from './ending.js';
import { isAsPriced, isOpenOffer, openSum, type OffersStep, pricedNow, type Scene, then } from './step.js';
import type { Offer, OffersPart } from './types.js';

/**
 * The ledger has told something: offers that do not stand on what is owed now are taken back at once, so that nobody
 * runs into a term of what could not be taken. What is overdue is not looked at here, as it comes in a stream of its own:
 * the close of the day looks at everything.
 */
export function ledgerMoved(part: OffersPart, scene: Scene): OffersStep {
  if (!part.offers.some(isOpenOffer)) return { part };
  const { ledger } = scene.view.parts;
  const { openDay: reviewOn } = scene.at;
  const { product, currency } = ledger;
  const rules = product && currency && menuRulesFor(scene.view.policies.menu, product, currency, reviewOn);
  const position = rules ? positionOf(ledger, arrearsPart.start, rules, reviewOn) : null;
  if (position === null || 'because' in position) return { part, reviewOn };
  const isMoved = ({ basedOn }: Offer) => basedOn.version !== position.version || basedOn.open !== openSum(position);
  return { ...takenBack(part, isMoved, scene), reviewOn };
}

/** At the close of a day: those that could not be taken any more, also as their first instalment is due already. */
export function staleAt(part: OffersPart, day: CalendarDate, scene: Scene): OffersStep {
  if (!part.offers.some(isOpenOffer)) return { part };
  const priced = pricedNow(scene);
  const step = takenBack(
    part,
    (offer) => typeof priced === 'string' || !isAsPriced(offer, priced.position, day),
    scene,
  );
  return { ...step, ...firstDayOf(step.part) };
}

/** The first day on which one that is open becomes too late. */
export function firstDayOf({ offers }: OffersPart): Pick<OffersStep, 'reviewOn'> {
  const days = offers.filter(isOpenOffer).flatMap(({ built }) => built.instalments[0]?.dueOn ?? []);
  const [first, ...others] = days;
  return first === undefined ? {} : { reviewOn: others.reduce(earliest, first) };
}

/**
 * The bank takes them back, and has to offer anew: that is no failure of the borrower's. While a ledger is asked for one
 * that was taken, nobody waits for the others.
 */
export function takenBack(part: OffersPart, isStale: (offer: Offer) => boolean, scene: Scene): OffersStep {
  if (scene.view.parts.round.open?.state === 'awaiting') return { part };
  const stale = part.offers.filter((offer) => isOpenOffer(offer) && isStale(offer));
  const [first] = stale;
  if (first === undefined) return { part };
  const step = stale.reduce<OffersStep>(
    (before, offer) => then(before, (next) => ended(next, offer, 'withdrawn', 'position-changed', scene)),
    { part },
  );
  return then(step, (next) => unlessAnyIsOpen(next, first, 'by-the-bank', scene));
}
