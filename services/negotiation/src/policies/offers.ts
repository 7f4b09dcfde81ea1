import { Type } from '@sinclair/typebox';
import { defineSchema } from '@mora/contracts';
import type { OfferRules } from '../domain/offers/rules.js';
import { object, policyFiles, policyOf, text, whole } from './policy-files.js';

const combinations = Type.Array(Type.Array(text, { minItems: 1, maxItems: 4 }));

const read = defineSchema(
  'offers policy',
  policyOf({
    byVerdict: object({
      'not-in-difficulty': combinations,
      'short-term': combinations,
      'long-term': combinations,
      unaffordable: combinations,
    }),
    maxOffers: whole(1, 20),
    validDays: whole(1, 14),
    maxCounters: whole(0, 50),
    offerStressedOnly: Type.Boolean(),
    limits: object({
      windowMonths: whole(1, 600),
      maxRestructures: whole(0, 100),
      maxBroken: whole(0, 100),
      cooldownDays: whole(0, 366),
    }),
  }),
);

/** Which offers are made and how many, from `offers/` of a folder of policies. Throws ContractViolation. */
export const loadOffers = (folder: string): readonly OfferRules[] => policyFiles<OfferRules>(folder, 'offers', read);
