import { addDays, amountText, type CalendarDate } from '@mora/kernel';
import type { LoanView, Step } from '../loan/part.js';
import { total } from '../menu/amounts.js';
import { positionOf } from '../menu/position.js';
import { type MenuRules, menuRulesFor } from '../menu/rules.js';
import type { Position } from '../menu/types.js';
import type { Round } from '../round/types.js';
import type { LaneAt } from '../words.js';
import type { Offer, OfferState, OffersPart } from './types.js';

export type OffersStep = Step<OffersPart>;

/** What is looked at while offers move. */
export type Scene = Readonly<{ view: LoanView; at: LaneAt }>;

/** Borrower and bank may still do something with it. */
const OPEN: readonly OfferState[] = ['draft', 'approved', 'disclosed', 'acknowledged'];
/** The borrower has seen it, and its term runs. */
const SHOWN: readonly OfferState[] = ['disclosed', 'acknowledged'];

export const isOpenOffer = ({ state }: Pick<Offer, 'state'>): boolean => OPEN.includes(state);
export const isShown = ({ state }: Pick<Offer, 'state'>): boolean => SHOWN.includes(state);

export const refusedBecause = (part: OffersPart, because: string, detail?: string): OffersStep => ({
  part,
  refuse: { because, ...(detail !== undefined && { detail }) },
});

/** The part with one offer changed. */
export const withOffer = (part: OffersPart, offer: Offer): OffersPart => ({
  ...part,
  offers: part.offers.map((one) => (one.offerId === offer.offerId ? offer : one)),
});

/** One step behind another: the later part, and everything that leaves with both, in that order. */
export function then(first: OffersStep, more: (part: OffersPart) => OffersStep): OffersStep {
  if (first.refuse !== undefined) return first;
  const next = more(first.part);
  if (next.refuse !== undefined) return next;
  return {
    part: next.part,
    said: [...(first.said ?? []), ...(next.said ?? [])],
    writes: [...(first.writes ?? []), ...(next.writes ?? [])],
    timers: [...(first.timers ?? []), ...(next.timers ?? [])],
    clear: [...(first.clear ?? []), ...(next.clear ?? [])],
    tell: [...(first.tell ?? []), ...(next.tell ?? [])],
  };
}

/** The negotiation of an offer, if it is the one that is open. */
export function roundOf({ view }: Scene, { roundId }: Pick<Offer, 'roundId'>): Round | null {
  const { open } = view.parts.round;
  return open?.roundId === roundId ? open : null;
}

/** The episode that the negotiation of an offer is about, also once the negotiation is over. */
export function episodeOf({ view }: Scene, { roundId }: Pick<Offer, 'roundId'>): Pick<Round, 'episodeId'> {
  const { open, closed } = view.parts.round;
  const found = open?.roundId === roundId ? open : closed.find((one) => one.roundId === roundId);
  return { episodeId: found?.episodeId ?? null };
}

export type Priced = Readonly<{ position: Position; rules: MenuRules }>;

/** How the loan stands now, and the rules of its product; the reason where either cannot be said. */
export function pricedNow({ view, at }: Scene): Priced | string {
  const { ledger, arrears } = view.parts;
  const { product, currency } = ledger;
  if (product === null || currency === null) return 'no-schedule';
  const rules = menuRulesFor(view.policies.menu, product, currency, at.openDay);
  if (rules === null) return 'product-not-covered';
  const position = positionOf(ledger, arrears, rules, at.openDay);
  return 'because' in position ? position.because : { position, rules };
}

export const openSum = ({ open }: Pick<Position, 'open'>): number => open.reduce((sum, row) => sum + total(row), 0);

/**
 * Whether an offer stands on what is owed now: money that has come, another schedule, or a first instalment that is due
 * already make it another one, and it is never priced again silently.
 */
export function isAsPriced({ basedOn, built }: Offer, position: Position, on: CalendarDate): boolean {
  const [first] = built.instalments;
  return (
    basedOn.version === position.version &&
    basedOn.principal === position.principal &&
    basedOn.open === openSum(position) &&
    first !== undefined &&
    first.dueOn > on
  );
}

const MOST_ENDED = 10;
const HISTORY_DAYS = 5 * 366;

/** Keeps those that are open and the last ones that have ended; the older ones are remembered by a line. */
export function trimmed(part: OffersPart, on: CalendarDate): OffersPart {
  const ended = part.offers.filter((offer) => !isOpenOffer(offer) && offer.state !== 'accepted');
  const old = new Set(ended.slice(0, Math.max(0, ended.length - MOST_ENDED)).map(({ offerId }) => offerId));
  return old.size === 0 ? part : remembered(part, (offer) => old.has(offer.offerId), on);
}

/** Takes offers out of the list and into the history. */
export function remembered(part: OffersPart, isOver: (offer: Offer) => boolean, on: CalendarDate): OffersPart {
  const over = part.offers.filter(isOver);
  if (over.length === 0) return part;
  const since = addDays(on, -HISTORY_DAYS);
  const lines = [...part.history, ...over.map(({ madeOn, kinds, state }) => ({ on: madeOn, kinds, state }))];
  return {
    ...part,
    offers: part.offers.filter((offer) => !isOver(offer)),
    history: lines.filter((line) => line.on >= since),
  };
}

/** What every event about an offer says first. */
export const ofOffer = (
  { episodeId }: Pick<Round, 'episodeId'>,
  { roundId, offerId }: Pick<Offer, 'roundId' | 'offerId'>,
) => ({
  roundId,
  episodeId,
  offerId,
});

export const amountOf = (minor: number, { currency }: Pick<Position, 'currency'>): string =>
  amountText(BigInt(minor), currency);
