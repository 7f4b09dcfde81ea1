import type { FigureSet } from '../assessment/types.js';
import { build } from '../menu/build.js';
import type { NotBuilt } from '../menu/types.js';
import type { Sheet } from '../words.js';
import { judgedBy } from './affords.js';
import type { OfferCommand } from './commands.js';
import { withRoom } from './ending.js';
import { limitFacts } from './limits.js';
import { made, type Worked } from './making.js';
import { menu } from './menu.js';
import { distinct, judgedOf, type Ready, readyFor } from './ready.js';
import { type OffersStep, refusedBecause, type Scene, then, trimmed } from './step.js';
import type { OffersPart } from './types.js';

type Propose = Extract<OfferCommand, { kind: 'propose' }>;

/** The menu of the policy, or sheets that somebody of the bank has made: priced, judged, put in order. */
export function proposed(part: OffersPart, command: Propose, scene: Scene): OffersStep {
  const ready = readyFor(command, scene);
  if (typeof ready === 'string') return refusedBecause(part, ready);
  const { sheets } = command;
  return judgedBy(command.figures, (figures) =>
    sheets === 'menu'
      ? menu(part, command, figures, ready, scene)
      : custom(part, { ...command, sheets }, figures, ready, scene),
  );
}

type Custom = Propose & Readonly<{ sheets: readonly Sheet[] }>;

function custom(
  part: OffersPart,
  command: Custom,
  figures: FigureSet,
  { round, priced }: Ready,
  scene: Scene,
): OffersStep {
  const { offers: rules } = scene.view.policies;
  const facts = limitFacts(scene.view.parts, scene.at.openDay, rules);
  const worked: Worked[] = [];
  for (const sheet of command.sheets) {
    const built = build(priced.position, sheet, priced.rules, facts);
    if (built.kind === 'refused') return notBuilt(part, built);
    const [one] = judgedOf({ sheet, built }, figures, scene);
    if (one === undefined) return refusedBecause(part, 'unaffordable');
    worked.push(one);
  }
  const { by: proposer, assessmentId } = command;
  const fresh = distinct(worked, part);
  if (fresh.length === 0) return refusedBecause(part, 'offered-already');
  const roomy = withRoom(trimmed(part, scene.at.openDay), fresh.length, null, scene);
  if (roomy === null) return refusedBecause(part, 'limit-offers');
  return then(roomy, (next) => made(next, fresh, { round, priced, source: 'staff', proposer, assessmentId, scene }));
}

/** The limit that the terms break, by its name; what would be allowed is no figure of the borrower's. */
export const notBuilt = (part: OffersPart, { limit, because, allowed }: NotBuilt): OffersStep =>
  refusedBecause(
    part,
    limit === 'cap-not-covered' ? limit : `limit-${limit}`,
    allowed === null ? because : `${because}; nearest allowed: ${allowed}`,
  );
