import type { FigureSet } from '../assessment/types.js';
import type { OfferCommand } from './commands.js';
import { ended } from './ending.js';
import { made } from './making.js';
import { onMenu } from './on-menu.js';
import type { Ready } from './ready.js';
import { isOpenOffer, type OffersStep, refusedBecause, type Scene, then, trimmed } from './step.js';
import type { OffersPart } from './types.js';

type Propose = Extract<OfferCommand, { kind: 'propose' }>;

/** What the policy has for the verdict: priced, borne, each another choice, the best first. */
export function menu(
  part: OffersPart,
  command: Propose,
  figures: FigureSet,
  { round, priced }: Ready,
  scene: Scene,
): OffersStep {
  const { policies, parts } = scene.view;
  const verdict = parts.assessment.current?.verdict ?? 'unaffordable';
  const fresh = superseded(trimmed(part, scene.at.openDay), scene);
  const room = policies.offers.maxOffers - fresh.part.offers.filter(isOpenOffer).length;
  if (room < 1) return refusedBecause(part, 'limit-offers');
  const { legalGraceDays } = command;
  const best = onMenu(fresh.part, verdict, figures, { round, priced, legalGraceDays }, scene);
  if (typeof best === 'string') return refusedBecause(part, best);
  if (best.length === 0) {
    // An income that is not proved yet may be all that is wanting: it has its own term, and fails by that or not at all.
    if (parts.assessment.wanted.length > 0) return refusedBecause(part, 'documents-wanted');
    return nothingFits(part, fresh, verdict);
  }
  return then(fresh, (next) =>
    made(next, best.slice(0, room), {
      round,
      priced,
      source: 'policy',
      proposer: command.by,
      assessmentId: command.assessmentId,
      scene,
    }),
  );
}

/** A new menu takes the place of what the policy has proposed before and nobody has shown yet. */
function superseded(part: OffersPart, scene: Scene): OffersStep {
  const old = part.offers.filter(
    ({ source, state }) => source === 'policy' && (state === 'draft' || state === 'approved'),
  );
  return old.reduce<OffersStep>(
    (step, offer) => then(step, (next) => ended(next, offer, 'withdrawn', 'superseded', scene)),
    { part },
  );
}

/**
 * Whoever can afford nothing that the bank may offer has failed by that; whoever could afford a plan that is not on the
 * menu has not: somebody of the bank may still make one by hand, or two of them declare that there is none.
 */
function nothingFits(part: OffersPart, fresh: OffersStep, verdict: string): OffersStep {
  if (fresh.part.offers.some(isOpenOffer) || verdict !== 'unaffordable')
    return refusedBecause(part, 'nothing-affordable');
  return then(fresh, (next) => ({ part: next, tell: [{ kind: 'offers-gone', because: 'nothing-affordable' }] }));
}
