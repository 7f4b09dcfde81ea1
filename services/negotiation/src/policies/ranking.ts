import { Type } from '@sinclair/typebox';
import { defineSchema } from '@mora/contracts';
import type { RankingRules } from '../domain/offers/rules.js';
import { oneOf, policyFiles, policyOf, whole } from './policy-files.js';

const read = defineSchema(
  'ranking policy',
  policyOf({
    order: Type.Array(oneOf('margin-band', 'total-cost', 'expected-recovery'), { minItems: 1 }),
    marginBandsPermille: Type.Array(whole(0, 1_000)),
  }),
);

/** By what offers are put in order, from `ranking/` of a folder of policies. Throws ContractViolation. */
export const loadRanking = (folder: string): readonly RankingRules[] =>
  policyFiles<RankingRules>(folder, 'ranking', read);
