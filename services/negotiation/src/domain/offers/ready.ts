import { addDays } from '@mora/kernel';
import type { FigureSet } from '../assessment/types.js';
import type { Built } from '../menu/types.js';
import type { Round } from '../round/types.js';
import type { Sheet } from '../words.js';
import { affords, judgedBy, mayBeOffered } from './affords.js';
import type { OfferCommand } from './commands.js';
import { limitFacts, whyNoMore } from './limits.js';
import type { Worked } from './making.js';
import { isOpenOffer, type Priced, pricedNow, type Scene } from './step.js';
import type { OffersPart } from './types.js';

type Propose = Extract<OfferCommand, { kind: 'propose' }>;

export type Ready = Readonly<{ round: Round; priced: Priced }>;

/** Why nothing can be priced now, or what it is priced on. Figures must be those of the assessment that holds. */
export function readyFor(
  { figures, assessmentId }: Pick<Propose, 'figures' | 'assessmentId'>,
  scene: Scene,
): Ready | string {
  const { round, plans } = scene.view.parts;
  if (round.open === null) return 'no-round';
  const isInForce = plans.plans.some(({ state }) => state === 'active' || state === 'at-risk');
  if (round.open.state === 'awaiting' || isInForce) return 'plan-open';
  const stale = whyNotAssessed({ figures, assessmentId }, scene);
  if (stale !== null) return stale;
  const past = whyNotByPast(round.open, scene);
  if (past !== null) return past;
  const priced = pricedNow(scene);
  return typeof priced === 'string' ? priced : { round: round.open, priced };
}

/** What the past of a loan forbids, when an offer is made and once more when it is taken. */
export function whyNotByPast({ legal }: Pick<Round, 'legal'>, scene: Scene): string | null {
  const { parts, policies } = scene.view;
  const past = whyNoMore(limitFacts(parts, scene.at.openDay, policies.offers), policies.offers);
  if (past !== null) return past;
  return legal === null && cooling(parts.plans.plans, scene) ? 'limit-cooldown' : null;
}

export function whyNotAssessed(
  { figures, assessmentId }: Pick<Propose, 'figures' | 'assessmentId'>,
  { view, at }: Scene,
): string | null {
  const { current } = view.parts.assessment;
  if (current === null) return 'not-assessed';
  const isCurrent =
    current.assessmentId === assessmentId && judgedBy(figures, (set) => set.assessmentId === current.assessmentId);
  return isCurrent && current.state === 'current' && current.validUntil >= at.openDay ? null : 'assessment-stale';
}

/** After a plan has ended badly the bank waits a while before it offers another, unless legal escalation asks for it. */
function cooling(plans: Scene['view']['parts']['plans']['plans'], { view, at }: Scene): boolean {
  const { cooldownDays } = view.policies.offers.limits;
  return plans.some(
    ({ state, endedOn }) => state === 'broken' && endedOn !== null && addDays(endedOn, cooldownDays) > at.openDay,
  );
}

/** A plan that may be offered for these figures; nothing where it may not. */
export function judgedOf(
  { sheet, built }: Readonly<{ sheet: Sheet; built: Built }>,
  figures: FigureSet,
  { view }: Scene,
): readonly Worked[] {
  const answer = affords(built, figures);
  return mayBeOffered(answer, view.policies.offers) ? [{ sheet, built, affords: answer }] : [];
}

/** Of two plans with the same instalments the borrower has no choice: one of them is enough. */
export function distinct(found: readonly Worked[], part: OffersPart): readonly Worked[] {
  const rowsOf = ({ built }: Pick<Worked, 'built'>) => JSON.stringify(built.instalments);
  const seen = new Set(part.offers.filter(isOpenOffer).map(rowsOf));
  return found.filter((one) => {
    const rows = rowsOf(one);
    if (seen.has(rows)) return false;
    seen.add(rows);
    return true;
  });
}
