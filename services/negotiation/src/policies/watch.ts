import { Type } from '@sinclair/typebox';
import { defineSchema } from '@mora/contracts';
import type { WatchRules } from '../domain/watch/rules.js';
import { policyFiles, policyOf, whole } from './policy-files.js';

const read = defineSchema(
  'watch policy',
  policyOf({
    watchMonths: whole(1, 60),
    levels: Type.Array(Type.Union([Type.Literal(30), Type.Literal(90)]), { minItems: 1, maxItems: 2 }),
    originationReviewMonths: whole(1, 60),
  }),
);

/** How long a loan is watched after it was helped, from `watch/` of a folder of policies. Throws ContractViolation. */
export const loadWatch = (folder: string): readonly WatchRules[] => policyFiles<WatchRules>(folder, 'watch', read);
