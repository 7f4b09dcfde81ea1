import { canonicalJson } from './canonical.js';
import type { FigureSet } from '../assessment/types.js';
import { timelineOf } from '../loan/timeline.js';
import { nearest } from '../menu/nearest.js';
import type { Built } from '../menu/types.js';
import type { Sheet } from '../words.js';
import { judgedBy } from './affords.js';
import type { OfferCommand } from './commands.js';
import { withRoom } from './ending.js';
import { limitFacts } from './limits.js';
import { made } from './making.js';
import { judgedOf, type Ready, readyFor } from './ready.js';
import { isOpenOffer, ofOffer, type OffersStep, refusedBecause, type Scene, then, trimmed } from './step.js';
import type { Offer, OffersPart } from './types.js';

type Counter = Extract<OfferCommand, { kind: 'counter' }>;

/** The borrower asks for something else: it is taken where the policy allows it, else the nearest that it does. */
export function countered(part: OffersPart, offer: Offer, command: Counter, scene: Scene): OffersStep {
  if (!isOpenOffer(offer)) return refusedBecause(part, `offer-${offer.state}`);
  if (offer.state === 'draft') return refusedBecause(part, 'not-approved');
  if (part.counters >= scene.view.policies.offers.maxCounters) return refusedBecause(part, 'limit-counters');
  const ready = readyFor(command, scene);
  if (typeof ready === 'string') return refusedBecause(part, ready);
  const counted = { ...part, counters: part.counters + 1 };
  return then(asked(counted, command, ready, scene), (next) =>
    judgedBy(command.figures, (figures) => answered(next, offer, command, figures, ready, scene)),
  );
}

/** Whoever asks for other terms asks for time: with that the time bar begins anew. What staff writes down is no such proof. */
function asked(part: OffersPart, { via, counterId }: Counter, { round }: Ready, { at }: Scene): OffersStep {
  if (via !== 'portal' && via !== 'letter') return { part };
  const { roundId, episodeId } = round;
  const evidence = { kind: 'counter', id: counterId };
  const data = { roundId, episodeId, on: at.openDay, act: 'asked-for-time', evidence };
  return { part, said: [{ type: 'limitation-interrupted', data }] };
}

function answered(
  part: OffersPart,
  offer: Offer,
  command: Counter,
  figures: FigureSet,
  { round, priced }: Ready,
  scene: Scene,
): OffersStep {
  const { offers: rules } = scene.view.policies;
  const facts = limitFacts(scene.view.parts, scene.at.openDay, rules);
  const found = nearest(priced.position, command.wish, priced.rules, facts);
  if (found.kind === 'refused') return said(part, offer, command, { answer: 'refused', because: found.limit }, scene);
  const [worked] = judgedOf(found, figures, scene);
  if (worked === undefined) return said(part, offer, command, { answer: 'refused', because: 'unaffordable' }, scene);
  const answer = isAsWished(command.wish, found) ? 'accepted' : 'nearest';
  const because = answer === 'accepted' ? 'inside-the-policy' : 'nearest-allowed';
  const known = part.offers.find((one) => isOpenOffer(one) && isSame(one.built, found.built));
  if (known !== undefined) return said(part, offer, command, { answer, because, nearest: known.offerId }, scene);
  const { by: proposer, assessmentId } = command;
  const roomy = withRoom(trimmed(part, scene.at.openDay), 1, offer.offerId, scene);
  if (roomy === null) return said(part, offer, command, { answer: 'refused', because: 'limit-offers' }, scene);
  const step = then(roomy, (next) =>
    made(next, [worked], { round, priced, source: 'counter', proposer, assessmentId, scene }),
  );
  const fresh = step.part.offers.at(-1)?.offerId ?? null;
  return then(step, (next) => said(next, offer, command, { answer, because, nearest: fresh }, scene));
}

const isSame = (a: Built, b: Built): boolean => JSON.stringify(a.instalments) === JSON.stringify(b.instalments);

function isAsWished(wish: Counter['wish'], { sheet, built }: Readonly<{ sheet: Sheet; built: Built }>): boolean {
  if ('sheet' in wish) return canonicalJson(sheet) === canonicalJson(wish.sheet);
  return 'largest' in wish ? built.largest <= wish.largest : built.months === wish.months;
}

type Answer = Readonly<{ answer: 'accepted' | 'nearest' | 'refused'; because: string; nearest?: string | null }>;

/** What a line of the loan's course says of a counter: the answer to whoever has asked is read from it. */
export const COUNTERED = 'offer-countered';

function said(
  part: OffersPart,
  offer: Offer,
  { counterId }: Counter,
  { answer, because, nearest: nearestOfferId = null }: Answer,
  { view }: Scene,
): OffersStep {
  const round = view.parts.round.open;
  const told = { counterId, answer, nearestOfferId, because };
  return {
    part,
    said: [{ type: 'offer-countered', data: { ...ofOffer({ episodeId: round?.episodeId ?? null }, offer), ...told } }],
    writes: [timelineOf(COUNTERED, { offerId: offer.offerId, ...told }, null)],
  };
}
