import { total } from '../menu/amounts.js';
import { build } from '../menu/build.js';
import { coming } from '../menu/draft.js';
import { plainSheet } from '../menu/nearest.js';
import type { MenuRules } from '../menu/rules.js';
import type { Kind, Minor, Terms } from '../words.js';
import { firstDueOn, type MenuScene } from './menu-scene.js';
import { settlementSum } from './settlement-sum.js';

/** The terms of a kind as the policy tries them; null where it has none for this loan. */
export function standing(kind: Kind, scene: MenuScene, leastMonths = 0): Terms | null {
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

/** In one sum, of what the household has at hand. */
function settlementOf({ position, rules, facts, offers, liquid, leadDays }: MenuScene): Terms | null {
  const termsOf = (pay: Minor): Terms => ({ kind: 'settlement', pay, parts: 1, everyMonths: 1 });
  // No loan is settled by more than it owes, so asking for all that there can be says what is owed.
  const sheet = plainSheet([termsOf(Number.MAX_SAFE_INTEGER)], firstDueOn({ position, leadDays, rules }));
  const answer = build(position, sheet, rules, facts);
  if (answer.kind !== 'refused' || answer.limit !== 'settlement-pay') return null;
  const owed = Number(answer.allowed) + 1;
  const pay = settlementSum(owed, liquid, offers.settlementStep);
  return pay === null ? null : termsOf(pay);
}

/** Interest that is late; fees and penalties become principal by hand alone, where the law lets them. */
const capitalisable = (rules: MenuRules): Extract<Terms, { kind: 'capitalise' }>['components'] =>
  rules.forbearance.kinds.capitalise.limits['interest'] === 0 ? [] : ['interest'];
