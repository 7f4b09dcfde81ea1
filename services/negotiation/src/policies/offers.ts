import { Type } from '@sinclair/typebox';
import { DateText, defineSchema } from '@mora/contracts';
import { type CalendarDate, InvariantViolated } from '@mora/kernel';
import { whyNoMore } from '../domain/offers/limits.js';
import type { OfferRules } from '../domain/offers/rules.js';
import { mark, object, oneOf, orNull, policyFiles, policyOf, text, whole } from './policy-files.js';

const combinations = Type.Array(Type.Array(text, { minItems: 1, maxItems: 4 }));
const dates = Type.Array(DateText);

const tries = object({
  graceMonths: whole(1, 24),
  graceInterest: Type.Array(oneOf('capitalised', 'spread', 'waived'), { minItems: 1 }),
  interestOnlyMonths: whole(1, 24),
  interestOnlyThen: oneOf('longer', 'same-end'),
  partialPrincipalMonths: whole(1, 24),
  partialPrincipalPermille: whole(1, 999),
  settlementStepPermille: whole(10, 500),
  rateStepBasisPoints: whole(1, 10_000),
  rateCutMonths: orNull(whole(1, 600)),
  fundInstalments: whole(1, 120),
  proofDays: whole(1, 366),
  fundPurposes: Type.Record(text, oneOf('serious-illness', 'natural-disaster')),
});

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
    tries,
    leadDays: whole(0, 60),
    securedProducts: Type.Array(text),
    disclosed: object({
      observation: object({ periods: whole(1, 24), months: whole(1, 120), source: text, mark }),
      exampleDays: whole(1, 366),
    }),
    limits: object({
      windowMonths: whole(1, 600),
      maxRestructures: whole(0, 100),
      maxBroken: whole(0, 100),
      cooldownDays: whole(0, 366),
    }),
    goldenCases: Type.Array(
      object({ name: text, on: DateText, restructures: dates, brokenPlans: dates, refused: orNull(text) }),
      { minItems: 4 },
    ),
  }),
);

type OffersFile = OfferRules &
  Readonly<{
    goldenCases: readonly Readonly<{
      name: string;
      on: CalendarDate;
      restructures: readonly CalendarDate[];
      brokenPlans: readonly CalendarDate[];
      refused: string | null;
    }>[];
  }>;

function prove({ goldenCases, ...rules }: OffersFile): void {
  for (const { name, refused, ...past } of goldenCases) {
    const found = whyNoMore(past, rules);
    if (found !== refused) {
      throw new InvariantViolated(`${rules.id}/${rules.version}: golden case "${name}" is answered by ${found}`);
    }
  }
}

/**
 * Which offers are made and how many, from `offers/` of a folder of policies.
 * Throws ContractViolation, and InvariantViolated where a golden case fails.
 */
export const loadOffers = (folder: string): readonly OfferRules[] =>
  policyFiles<OffersFile>(folder, 'offers', read, prove);
