import type { FigureSet } from '../assessment/types.js';
import { build } from '../menu/build.js';
import { monthsUntil } from '../menu/dates.js';
import type { Round } from '../round/types.js';
import type { Kind, Sheet, Verdict } from '../words.js';
import { affords, mayBeOffered, mostOf } from './affords.js';
import { candidateOf } from './candidates.js';
import { limitFacts } from './limits.js';
import type { Worked } from './making.js';
import type { MenuScene } from './menu-scene.js';
import { ranked } from './ranking.js';
import { distinct, judgedOf, type Ready } from './ready.js';
import type { Priced, Scene } from './step.js';
import type { OffersPart } from './types.js';

/**
 * What the policy finds for a verdict as the loan stands: priced, borne, each another choice than what is open, the best
 * first. The reason where nobody can say.
 */
export function onMenu(
  part: OffersPart,
  verdict: Verdict,
  figures: FigureSet,
  { round, priced, legalGraceDays }: Ready & Readonly<{ legalGraceDays: number | null }>,
  scene: Scene,
): readonly Worked[] | string {
  const { offers: rules, ranking } = scene.view.policies;
  const menuScene = menuSceneOf(figures, priced, round, legalGraceDays, scene);
  if (isNotCovered(menuScene)) return 'cap-not-covered';
  const combinations: readonly (readonly Kind[])[] = rules.byVerdict[verdict];
  const found = combinations.flatMap((kinds): readonly Worked[] => {
    const one = candidateOf(kinds, menuScene);
    return one === null ? [] : judgedOf(one, figures, scene);
  });
  return ranked(
    distinct(found, part).map((one) => ({ ...one, kinds: kindsOf(one.sheet) })),
    figures,
    ranking,
  );
}

const kindsOf = ({ terms }: Sheet) => terms.map(({ kind }) => kind);

/** A cap that nobody knows forbids every kind: then it is said so, and nobody has failed by it. */
function isNotCovered({ position, rules, facts }: MenuScene): boolean {
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
  return answer.kind === 'refused' && answer.limit === 'cap-not-covered';
}

function menuSceneOf(
  figures: FigureSet,
  { position, rules }: Priced,
  round: Round,
  legalGraceDays: number | null,
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
