import { Type } from '@sinclair/typebox';
import { defineSchema } from '@mora/contracts';
import { type EvaluationFile, proveEvaluation } from '../domain/matter/golden.js';
import { AUTOMATIC_ITEMS, CONDITIONS, type EvaluationRules } from '../domain/matter/rules.js';
import { mark, object, oneOf, orNull, policyFiles, policyOf, text, whole } from './policy-files.js';

const STRATEGIES = [
  'payment-order',
  'small-claims',
  'simplified',
  'ordinary',
  'notarised',
  'collateral',
  'preservation',
  'tw-preservation',
  'tw-payment-order',
  'tw-mediation',
  'tw-small-claims',
  'tw-simplified',
  'tw-ordinary',
  'settlement',
  'wait',
  'sale',
  'write-off',
] as const;

const minor = whole(0, Number.MAX_SAFE_INTEGER);
const byCurrency = Type.Record(Type.String({ pattern: '^[A-Z]{3}$' }), minor);
const texts = Type.Array(text, { uniqueItems: true });
const strategy = object({
  court: Type.Boolean(),
  jurisdictions: Type.Array(oneOf('CN', 'TW'), { minItems: 1, uniqueItems: true }),
  needs: texts,
  lessHarmful: texts,
  conditions: Type.Array(oneOf(...CONDITIONS), { uniqueItems: true }),
  most: orNull(byCurrency),
  source: text,
});

const goldenCase = { name: text, strategy: oneOf(...STRATEGIES), amount: minor, refused: orNull(text) };

const read = defineSchema(
  'evaluation policy',
  policyOf({
    items: texts,
    automatic: Type.Array(oneOf(...AUTOMATIC_ITEMS), { uniqueItems: true }),
    recoveryPermille: whole(0, 100_000),
    leastClaim: byCurrency,
    otherLawyer: Type.Boolean(),
    staleDays: whole(1, 366),
    stalePermille: whole(0, 1_000),
    wageShare: object({
      permille: whole(1, 10_000),
      agreedPermille: whole(1, 10_000),
      wages: Type.Record(text, object({ yearly: minor, source: text, mark })),
    }),
    strategies: object(Object.fromEntries(STRATEGIES.map((name) => [name, strategy]))),
    goldenCases: Type.Array(
      Type.Union([
        object({ ...goldenCase, expectedRecovery: minor, expectedCost: minor }),
        object({ ...goldenCase, yearlyWage: minor, agreed: Type.Boolean() }),
      ]),
      { minItems: 4 },
    ),
  }),
);

/**
 * What is weighed before the bank goes to court, from `evaluation/` of a folder of policies. Throws ContractViolation,
 * and InvariantViolated where a golden case fails.
 */
export const loadEvaluation = (folder: string): readonly EvaluationRules[] =>
  policyFiles<EvaluationFile>(folder, 'evaluation', read, proveEvaluation);
