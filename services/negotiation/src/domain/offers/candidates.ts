import { addDays, type CalendarDate } from '@mora/kernel';
import { total } from '../menu/amounts.js';
import { build } from '../menu/build.js';
import { periodOn } from '../menu/dates.js';
import { coming } from '../menu/draft.js';
import { inParts, permilleOf } from '../menu/maths.js';
import { plainSheet } from '../menu/nearest.js';
import type { MenuRules } from '../menu/rules.js';
import { shortest } from '../menu/shortest.js';
import type { Built, LimitFacts, Position } from '../menu/types.js';
import type { Kind, Minor, Sheet, Terms } from '../words.js';
import { basisPointsBelow, lowered } from './decimals.js';
import type { OfferRules } from './rules.js';

/** What a menu may go by besides the position. */
export type MenuScene = Readonly<{
  position: Position;
  rules: MenuRules;
  facts: LimitFacts;
  offers: OfferRules;
  /** Why the borrower fell behind. */
  reason: string | null;
  liquid: Minor;
  /** So many months are left of a squeeze that ends; nought where none does. */
  squeezeMonths: number;
  /** The most that an instalment may be. */
  largest: Minor;
  /** Whether the household can bear all of a plan. */
  bears: (built: Built) => boolean;
  leadDays: number;
}>;

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

type Length = Readonly<{ make: (n: number) => Terms; from: number; to: number; isRelief?: boolean }>;

const only = (terms: Terms | null): Length | null => terms && { make: () => terms, from: 1, to: 1 };

function standing(kind: Kind, scene: MenuScene, leastMonths = 0): Terms | null {
  const { position, offers, rules, reason } = scene;
  const { tries } = offers;
  const months = (wanted: number) =>
    Math.ceil(Math.max(wanted, leastMonths) / position.periodMonths) * position.periodMonths;
  switch (kind) {
    case 'spread':
      return { kind, instalments: Math.max(1, coming(position).length) };
    case 'grace':
      return { kind, months: months(tries.graceMonths), interest: tries.graceInterest[0] ?? 'spread' };
    case 'interest-only':
      return { kind, months: months(tries.interestOnlyMonths), then: tries.interestOnlyThen };
    case 'partial-principal':
      return { kind, months: months(tries.partialPrincipalMonths), permille: tries.partialPrincipalPermille };
    case 'capitalise':
      return { kind, components: capitalisable(rules), agreedInWriting: false };
    case 'settlement':
      return settlementOf(scene);
    case 'hardship-fund': {
      const purpose = reason === null ? undefined : tries.fundPurposes[reason];
      const fund = total(position.arrears);
      const { fundInstalments: instalments, proofDays } = tries;
      return purpose === undefined || fund === 0 ? null : { kind, fund, purpose, instalments, proofDays };
    }
    default:
      return null;
  }
}

/**
 * The largest share of what is owed, by steps of the policy, that the household has at hand. The sum is told to the
 * ledger and on the stream: were it just what is at hand, a sealed figure would be read from it.
 */
function settlementOf({ position, rules, facts, offers, liquid, leadDays }: MenuScene): Terms | null {
  const termsOf = (pay: Minor): Terms => ({ kind: 'settlement', pay, parts: 1, everyMonths: 1 });
  // No loan is settled by more than it owes, so asking for all that there can be says what is owed.
  const sheet = plainSheet([termsOf(Number.MAX_SAFE_INTEGER)], firstDueOn({ position, leadDays, rules }));
  const answer = build(position, sheet, rules, facts);
  if (answer.kind !== 'refused' || answer.limit !== 'settlement-pay') return null;
  const owed = Number(answer.allowed) + 1;
  const step = offers.tries.settlementStepPermille;
  const shares = Array.from({ length: Math.floor((ALL - 1) / step) }, (_, at) => permilleOf(owed, (at + 1) * step));
  const pay = liquid < owed ? shares.findLast((share) => share <= liquid) : undefined;
  return pay === undefined ? null : termsOf(pay);
}

const ALL = 1_000;

/** Interest that is late; fees and penalties become principal by hand alone, where the law lets them. */
const capitalisable = (rules: MenuRules): Extract<Terms, { kind: 'capitalise' }>['components'] =>
  rules.forbearance.kinds.capitalise.limits['interest'] === 0 ? [] : ['interest'];

function lengthOf(kind: Kind, scene: MenuScene): Length | null {
  const { position, offers, rules } = scene;
  const { periodMonths: step, rate } = position;
  const most = rules.product.maxInstalments;
  const left = coming(position).length;
  const byMonths = (make: (months: number) => Terms): Length => {
    const limit = rules.forbearance.kinds[kind].limits['months'] ?? most * step;
    return { make: (n) => make(n * step), from: 1, to: Math.max(1, Math.floor(limit / step)) };
  };
  switch (kind) {
    case 'extension':
    case 'arrears-plan':
      return byMonths((months) => ({ kind, months }));
    case 'grace':
    case 'interest-only':
    case 'partial-principal':
      return relief(kind, scene);
    case 'reduced-instalment':
    case 're-age':
      return { make: (instalments) => ({ kind, instalments }), from: left + 1, to: most };
    case 'split':
      return splitLength(scene);
    case 'rate-cut': {
      const { rateStepBasisPoints: points, rateCutMonths: months } = offers.tries;
      const to = Math.floor(basisPointsBelow(rules.product.floorRate, rate) / points);
      return { make: (n) => ({ kind, rate: lowered(rate, n * points) ?? rate, months }), from: 1, to };
    }
    case 'card-plan':
    case 'tw-agreed':
    case 'tw-debt-clearance':
      return { make: (instalments) => ({ kind, instalments, rate }), from: 1, to: most };
    default:
      return only(standing(kind, scene));
  }
}

/** From what the policy tries first up to what it allows; of each length every way that the policy has. */
function relief(kind: 'grace' | 'interest-only' | 'partial-principal', scene: MenuScene): Length | null {
  const { position, rules, offers } = scene;
  const first = standing(kind, scene);
  if (first === null || !('months' in first) || first.months === null) return null;
  const { periodMonths: step } = position;
  const most = rules.forbearance.kinds[kind].limits['months'] ?? first.months;
  const [least, ways] = [first.months / step, kind === 'grace' ? offers.tries.graceInterest : [null]];
  const lengths = Math.max(1, Math.floor(most / step) - least + 1);
  const make = (n: number): Terms => {
    const months = (least + Math.floor((n - 1) / ways.length)) * step;
    const interest = ways[(n - 1) % ways.length] ?? null;
    return { ...first, months, ...(interest !== null && { interest }) } as Terms;
  };
  return { make, from: 1, to: lengths * ways.length, isRelief: true };
}

/** The arrears in equal parts, a period apart; what the law cuts of them is found by asking once. */
function splitLength(scene: MenuScene): Length | null {
  const { position, rules, facts } = scene;
  const first = firstDueOn(scene);
  const partsOf = (sum: Minor, n: number): Terms => ({
    kind: 'split',
    parts: inParts(sum, n).map((minor, at) => ({ dueOn: periodOn(position, first, at), minor })),
  });
  const asked = total(position.arrears);
  if (asked === 0) return null;
  const answer = build(position, plainSheet([partsOf(asked, 1)], first, true), rules, facts);
  const sum = answer.kind === 'refused' && answer.limit === 'split-sum' ? Number(answer.allowed) : asked;
  if (!Number.isSafeInteger(sum) || sum < 1) return null;
  const limits = rules.forbearance.kinds.split.limits;
  const to = Math.min(
    limits['parts'] ?? MOST_PARTS,
    Math.floor((limits['months'] ?? MOST_PARTS) / position.periodMonths),
  );
  return { make: (n) => partsOf(sum, n), from: 1, to: Math.max(1, to) };
}

const MOST_PARTS = 12;

/** Where the next instalment is due too soon for an offer to be approved and answered, the one after it. */
export function firstDueOn({
  position,
  leadDays,
  rules,
}: Pick<MenuScene, 'position' | 'leadDays' | 'rules'>): CalendarDate {
  const soonest = addDays(position.asOf, leadDays);
  const latest = addDays(position.asOf, rules.forbearance.firstDueDays);
  const next = [0, 1, 2, 3].map((at) => periodOn(position, position.nextDueOn, at)).find((day) => day >= soonest);
  return next === undefined || next > latest ? position.nextDueOn : next;
}
