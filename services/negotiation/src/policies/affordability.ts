import { Type } from '@sinclair/typebox';
import { defineSchema } from '@mora/contracts';
import type { AffordabilityRules } from '../domain/assessment/rules.js';
import { mark, object, oneOf, policyFiles, policyOf, text, whole } from './policy-files.js';

const permille = whole(0, 1_000);

const read = defineSchema(
  'affordability policy',
  policyOf({
    jurisdiction: oneOf('CN', 'TW', 'US'),
    permille,
    stressPermille: permille,
    unverifiedPermille: permille,
    irregularPermille: permille,
    shortMonths: whole(1, 60),
    validDays: whole(1, 366),
    leastInstalmentMinor: whole(0, 1_000_000_000),
    regions: Type.Record(text, object({ livingMinor: whole(0, 1_000_000_000), source: text, mark })),
    proofs: Type.Record(text, Type.Array(text)),
  }),
);

/** How what a household can bear is worked out, from `affordability/` of a folder of policies. Throws ContractViolation. */
export const loadAffordability = (folder: string): readonly AffordabilityRules[] =>
  policyFiles<AffordabilityRules>(folder, 'affordability', read);
