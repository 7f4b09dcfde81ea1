import { build } from '../menu/build.js';
import { plainSheet } from '../menu/nearest.js';
import { shortest } from '../menu/shortest.js';
import type { Built } from '../menu/types.js';
import type { Kind, Sheet } from '../words.js';
import { lengthOf } from './lengths.js';
import { firstDueOn, type MenuScene } from './menu-scene.js';
import { standing } from './standing.js';

/**
 * One way to make a sheet: `n` is the length that is looked for. With a length that falls by itself the instalments
 * become smaller; relief only puts them off, so each length is looked at in its turn.
 */
type Maker = Readonly<{ make: (n: number) => Sheet; from: number; to: number; isRelief: boolean }>;

/** The sheet of a combination of kinds whose instalments fit; null where none does, or the policy has none for them. */
export function candidateOf(kinds: readonly Kind[], scene: MenuScene): Readonly<{ sheet: Sheet; built: Built }> | null {
  const maker = makerOf(kinds, scene);
  if (maker === null || maker.to < maker.from) return null;
  return maker.to === maker.from && !maker.isRelief ? fixed(maker, scene) : fitting(maker, scene);
}

function fixed({ make, from }: Maker, { position, rules, facts }: MenuScene) {
  const sheet = make(from);
  const built = build(position, sheet, rules, facts);
  return built.kind === 'built' ? { sheet, built } : null;
}

/** The least length that fits costs least. Where a step is several months, each length is looked at in its turn too. */
function fitting({ make, from, to, isRelief }: Maker, { position, rules, facts, largest, bears }: MenuScene) {
  if (position.periodMonths === 1 && !isRelief) {
    const found = shortest(position, make, from, to, largest, rules, facts);
    return found === null ? null : { sheet: make(found.n), built: found.built };
  }
  for (let n = from; n <= to; n += 1) {
    const built = build(position, make(n), rules, facts);
    if (built.kind === 'built' && bears(built)) return { sheet: make(n), built };
  }
  return null;
}

/** The last kind of a combination is the one whose length is looked for; relief before it outlasts the squeeze. */
function makerOf(kinds: readonly Kind[], scene: MenuScene): Maker | null {
  const before = kinds.slice(0, -1).map((kind) => standing(kind, scene, scene.squeezeMonths));
  const last = kinds.at(-1);
  const varied = last === undefined ? null : lengthOf(last, scene);
  if (varied === null || before.includes(null)) return null;
  const terms = before.filter((one) => one !== null);
  const { from, to, make, isRelief = false } = varied;
  const isBeside = kinds.includes('split');
  return { from, to, isRelief, make: (n) => plainSheet([...terms, make(n)], firstDueOn(scene), isBeside) };
}
