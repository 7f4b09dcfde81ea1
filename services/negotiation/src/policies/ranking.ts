import { Type } from '@sinclair/typebox';
import { DateText, defineSchema } from '@mora/contracts';
import { type CalendarDate, InvariantViolated } from '@mora/kernel';
import { ranked } from '../domain/offers/ranking.js';
import type { RankingRules } from '../domain/offers/rules.js';
import type { Minor } from '../domain/words.js';
import { object, oneOf, policyFiles, policyOf, text, whole } from './policy-files.js';

const amount = whole(0, Number.MAX_SAFE_INTEGER);

const read = defineSchema(
  'ranking policy',
  policyOf({
    order: Type.Array(oneOf('margin-band', 'total-cost', 'expected-recovery'), { minItems: 1 }),
    marginBandsPermille: Type.Array(whole(0, 1_000)),
    goldenCases: Type.Array(
      object({
        name: text,
        capacity: amount,
        offers: Type.Array(
          object({ kinds: Type.Array(text), largest: amount, total: amount, fund: amount, endOn: DateText }),
        ),
        order: Type.Array(text),
      }),
      { minItems: 4 },
    ),
  }),
);

type Golden = Readonly<{
  name: string;
  capacity: Minor;
  offers: readonly Readonly<{
    kinds: readonly string[];
    largest: Minor;
    total: Minor;
    fund: Minor;
    endOn: CalendarDate;
  }>[];
  order: readonly string[];
}>;

function prove({ goldenCases, ...rules }: RankingRules & Readonly<{ goldenCases: readonly Golden[] }>): void {
  for (const { name, capacity, offers, order } of goldenCases) {
    const all = offers.map(({ kinds, largest, total: principal, fund, endOn }) => {
      return { kinds, built: { largest, fund, endOn, totals: { principal, interest: 0, fee: 0, penalty: 0 } } };
    });
    const found = ranked(all, { capacity }, rules).map(({ kinds }) => kinds.join('+'));
    if (found.join() !== order.join()) {
      throw new InvariantViolated(`${rules.id}/${rules.version}: golden case "${name}" is answered by ${found.join()}`);
    }
  }
}

/**
 * By what offers are put in order, from `ranking/` of a folder of policies.
 * Throws ContractViolation, and InvariantViolated where a golden case fails.
 */
export const loadRanking = (folder: string): readonly RankingRules[] =>
  policyFiles<RankingRules & Readonly<{ goldenCases: readonly Golden[] }>>(folder, 'ranking', read, prove);
