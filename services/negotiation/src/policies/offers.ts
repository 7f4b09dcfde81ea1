import { Type } from '@sinclair/typebox';
import { DateText, defineSchema } from '@mora/contracts';
import { type CalendarDate, InvariantViolated } from '@mora/kernel';
import type { Proof } from '../domain/assessment/types.js';
import { forbids } from '../domain/offers/accept.js';
import { type FundPurpose, provesFund } from '../domain/offers/fund-proof.js';
import { whyNoMore } from '../domain/offers/limits.js';
import type { OfferRules } from '../domain/offers/rules.js';
import { settlementSum } from '../domain/offers/settlement-sum.js';
import type { HoldKind, Minor } from '../domain/words.js';
import { mark, object, oneOf, orNull, policyFiles, policyOf, text, whole } from './policy-files.js';

const combinations = Type.Array(Type.Array(text, { minItems: 1, maxItems: 4 }));
const dates = Type.Array(DateText);
const sum = whole(0, 1_000_000_000_000);

const tries = object({
  graceMonths: whole(1, 24),
  graceInterest: Type.Array(oneOf('capitalised', 'spread', 'waived'), { minItems: 1 }),
  interestOnlyMonths: whole(1, 24),
  interestOnlyThen: oneOf('longer', 'same-end'),
  partialPrincipalMonths: whole(1, 24),
  partialPrincipalPermille: whole(1, 999),
  rateStepBasisPoints: whole(1, 10_000),
  rateCutMonths: orNull(whole(1, 600)),
  fundInstalments: whole(1, 120),
  proofDays: whole(1, 366),
  fundPurposes: Type.Record(text, oneOf('serious-illness', 'natural-disaster')),
});

const fundProof = object({ kinds: Type.Array(text, { minItems: 1 }), source: text, mark });
const purpose = oneOf('serious-illness', 'natural-disaster');

const hold = oneOf('bank-delay', 'dispute', 'vulnerability', 'moratorium', 'deceased', 'ledger-differs');

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
    settlementStep: object({ permille: whole(10, 500), source: text, mark }),
    fundProofs: object({ 'serious-illness': fundProof, 'natural-disaster': fundProof }),
    acceptance: object({ notUnder: Type.Array(hold), source: text, mark }),
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
    /** What of a debt is asked for by those who have so much at hand; null where nothing is. */
    settlementCases: Type.Array(object({ name: text, owed: sum, liquid: sum, pay: orNull(sum) }), { minItems: 4 }),
    /** Whether a document shows on a day what a fund is for. */
    fundCases: Type.Array(
      object({
        name: text,
        purpose,
        kind: text,
        state: oneOf('given', 'verified', 'refused'),
        expiresOn: orNull(DateText),
        on: DateText,
        proven: Type.Boolean(),
      }),
      { minItems: 6 },
    ),
    /** Whether an offer may be taken while a hold stands. */
    acceptanceCases: Type.Array(object({ name: text, hold, held: Type.Boolean() }), { minItems: 3 }),
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
    settlementCases: readonly Readonly<{ name: string; owed: Minor; liquid: Minor; pay: Minor | null }>[];
    fundCases: readonly (Pick<Proof, 'kind' | 'state' | 'expiresOn'> &
      Readonly<{ name: string; purpose: FundPurpose; on: CalendarDate; proven: boolean }>)[];
    acceptanceCases: readonly Readonly<{ name: string; hold: HoldKind; held: boolean }>[];
  }>;

function prove({ goldenCases, settlementCases, fundCases, acceptanceCases, ...rules }: OffersFile): void {
  const expect = (name: string, found: unknown, wanted: unknown): void => {
    if (found === wanted) return;
    throw new InvariantViolated(`${rules.id}/${rules.version}: golden case "${name}" is answered by ${String(found)}`);
  };
  for (const { name, refused, ...past } of goldenCases) expect(name, whyNoMore(past, rules), refused);
  for (const { name, owed, liquid, pay } of settlementCases) {
    expect(name, settlementSum(owed, liquid, rules.settlementStep), pay);
  }
  for (const { name, purpose: of, on, proven, ...proof } of fundCases) {
    expect(name, provesFund(proof, of, on, rules), proven);
  }
  for (const { name, hold: kind, held } of acceptanceCases) expect(name, forbids(kind, rules), held);
}

/**
 * Which offers are made and how many, from `offers/` of a folder of policies.
 * Throws ContractViolation, and InvariantViolated where a golden case fails.
 */
export const loadOffers = (folder: string): readonly OfferRules[] =>
  policyFiles<OffersFile>(folder, 'offers', read, prove);
