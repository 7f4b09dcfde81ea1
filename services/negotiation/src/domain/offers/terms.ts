import { addDays, type CalendarDate, daysBetween, earliest, latest } from '@mora/kernel';
import type { LoanView, Said } from '../loan/part.js';
import { neverCameOn } from '../loan/parts/notices.js';
import { noticeFor, noticeIdOf } from '../notices/ask-notice.js';
import type { TimerSet } from '../words.js';
import { takenBack } from './stale.js';
import { isShown, type OffersStep, type Scene, then } from './step.js';
import { offerRow } from './rows.js';
import type { Offer, OffersPart } from './types.js';

export const OFFER_TIMER = 'offer';

/** A key is never set again for an instant at which it has fired: each term of an offer has its own. */
export const timerKeyOf = ({ offerId, resumes }: Pick<Offer, 'offerId' | 'resumes'>): string =>
  `${OFFER_TIMER}:${offerId}:${resumes}`;

type Begun = Readonly<{ offer: Offer; timers: readonly TimerSet[]; said: readonly Said[] }>;

/** The term of an offer begins to run; under a hold it waits. It ends before the first instalment falls due. */
export function termBegun(offer: Offer, days: number, scene: Scene): Begun {
  const isHeld = (scene.view.parts.round.open?.held.length ?? 0) > 0;
  if (isHeld) return { offer: { ...offer, validUntil: null, restDays: days }, timers: [], said: [] };
  return running(offer, days, scene);
}

/** The borrower is written until when it stands, each time that is set: whoever was shown it need not remember. */
function running(offer: Offer, days: number, { view, at }: Scene): Begun {
  const validUntil = lastDay(offer, addDays(at.openDay, days), at.openDay);
  const next = { ...offer, validUntil, restDays: null };
  const { offerId: reference } = offer;
  const facts = { reference, until: validUntil };
  return {
    offer: next,
    timers: [{ key: timerKeyOf(next), kind: OFFER_TIMER, dueAt: at.endOf(validUntil) }],
    said: [noticeFor('offer-disclosed', view.loanId, termOf(offer), facts, at.openDay)],
  };
}

const termOf = ({ offerId, resumes }: Offer): string => `${offerId}/${resumes}`;

/** The day on which it was said that the notice of it has reached nobody; null too where the borrower says it was seen. */
export const reachedNobodyOn = (offer: Offer, { loanId, parts }: LoanView): CalendarDate | null =>
  offer.acknowledgedOn === null
    ? neverCameOn(parts.elsewhere, noticeIdOf('offer-disclosed', loanId, termOf(offer)))
    : null;

function lastDay({ built }: Offer, wanted: CalendarDate, today: CalendarDate): CalendarDate {
  const [first] = built.instalments;
  return first === undefined ? wanted : latest(today, earliest(wanted, addDays(first.dueOn, -1)));
}

/** A hold stops every term: what was left of it is kept. */
export function paused(part: OffersPart, scene: Scene): OffersStep {
  const { openDay } = scene.at;
  return changedTerms(part, scene, (offer) => {
    if (!isShown(offer) || offer.validUntil === null) return null;
    const restDays = Math.max(0, daysBetween(openDay, offer.validUntil));
    return { offer: { ...offer, validUntil: null, restDays }, clear: [timerKeyOf(offer)] };
  });
}

/**
 * The last hold is lifted: every term runs on, and none is shorter than the policy says. One whose first instalment falls
 * due before that is taken back by the bank, and the borrower is not written to take it.
 */
export function resumed(part: OffersPart, leastDays: number, scene: Scene): OffersStep {
  const last = addDays(scene.at.openDay, leastDays);
  const isTooLate = ({ built: { instalments }, restDays }: Offer) =>
    restDays !== null && instalments.some(({ dueOn }) => dueOn <= last);
  const step = takenBack(part, isTooLate, scene);
  return then(step, (next) => runningOn(next, leastDays, scene));
}

const runningOn = (part: OffersPart, leastDays: number, scene: Scene): OffersStep =>
  changedTerms(part, scene, (offer) => {
    if (!isShown(offer) || offer.restDays === null) return null;
    const again = { ...offer, resumes: offer.resumes + 1 };
    return running(again, Math.max(offer.restDays, leastDays), scene);
  });

type Change = (
  offer: Offer,
) => (Pick<Begun, 'offer'> & Partial<Begun> & Readonly<{ clear?: readonly string[] }>) | null;

function changedTerms(part: OffersPart, scene: Scene, change: Change): OffersStep {
  const changes = part.offers.map((offer) => ({ offer, changed: change(offer) }));
  const made = changes.flatMap(({ changed }) => (changed === null ? [] : [changed]));
  if (made.length === 0) return { part };
  return {
    part: { ...part, offers: changes.map(({ offer, changed }) => changed?.offer ?? offer) },
    said: made.flatMap(({ said = [] }) => said),
    timers: made.flatMap(({ timers = [] }) => timers),
    clear: made.flatMap(({ clear = [] }) => clear),
    writes: made.map(({ offer }) => offerRow(scene, offer)),
  };
}
