import type { FigureSet } from '../assessment/types.js';
import { build } from '../menu/build.js';
import { monthsUntil } from '../menu/dates.js';
import type { Round } from '../round/types.js';
import type { Sheet } from '../words.js';
import { affords, mayBeOffered, mostOf } from './affords.js';
import { candidateOf } from './candidates.js';
import type { OfferCommand } from './commands.js';
import { ended } from './ending.js';
import { limitFacts } from './limits.js';
import { made, type Worked } from './making.js';
import type { MenuScene } from './menu-scene.js';
import { ranked } from './ranking.js';
import { distinct, judgedOf, type Ready } from './ready.js';
import { isOpenOffer, type OffersStep, type Priced, refusedBecause, type Scene, then, trimmed } from './step.js';
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
  const { offers: rules } = policies;
  const verdict = parts.assessment.current?.verdict ?? 'unaffordable';
  const fresh = superseded(trimmed(part, scene.at.openDay), scene);
  const room = rules.maxOffers - fresh.part.offers.filter(isOpenOffer).length;
  if (room < 1) return refusedBecause(part, 'limit-offers');
  const menuScene = menuSceneOf(figures, priced, round, command, scene);
  const uncovered = notCovered(menuScene);
  if (uncovered !== null) return refusedBecause(part, uncovered);
  const found = rules.byVerdict[verdict].flatMap((kinds): readonly Worked[] => {
    const one = candidateOf(kinds, menuScene);
    return one === null ? [] : judgedOf(one, figures, scene);
  });
  const best = ranked(
    distinct(found, fresh.part).map((one) => ({ ...one, kinds: kindsOf(one.sheet) })),
    figures,
    policies.ranking,
  );
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

const kindsOf = ({ terms }: Sheet) => terms.map(({ kind }) => kind);

/** A cap that nobody knows forbids every kind: then it is said so, and nobody has failed by it. */
function notCovered({ position, rules, facts }: MenuScene): string | null {
  const probe = {
    terms: [],
    waive: { interest: 0, fee: 0, penalty: 0 },
    firstDueOn: position.nextDueOn,
    beside: false,
  };
  const answer = build(
    position,
    { ...probe, terms: [{ kind: 'reduced-instalment', instalments: rules.product.maxInstalments }] },
    rules,
    facts,
  );
  return answer.kind === 'refused' && answer.limit === 'cap-not-covered' ? 'cap-not-covered' : null;
}

function menuSceneOf(
  figures: FigureSet,
  { position, rules }: Priced,
  round: Round,
  { legalGraceDays }: Pick<Propose, 'legalGraceDays'>,
  { view, at }: Scene,
): MenuScene {
  const { offers } = view.policies;
  const asked = view.parts.elsewhere.legal.find(({ ref }) => ref.requestId === round.legal?.requestId);
  const graceDays = legalGraceDays ?? asked?.graceDays ?? 0;
  return {
    position,
    rules,
    offers,
    facts: limitFacts(view.parts, at.openDay, offers),
    reason: round.reason,
    liquid: figures.liquid,
    squeezeMonths: monthsUntil(at.openDay, figures.later?.from ?? at.openDay),
    largest: mostOf(figures, offers),
    bears: (built) => mayBeOffered(affords(built, figures), offers),
    leadDays: Math.max(offers.leadDays, graceDays),
  };
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
 * menu has not: somebody of the bank may still make one by hand.
 */
function nothingFits(part: OffersPart, fresh: OffersStep, verdict: string): OffersStep {
  if (fresh.part.offers.some(isOpenOffer) || verdict !== 'unaffordable')
    return refusedBecause(part, 'nothing-affordable');
  return then(fresh, (next) => ({ part: next, tell: [{ kind: 'offers-gone', because: 'nothing-affordable' }] }));
}
