import { Type } from '@sinclair/typebox';
import { CurrencyCode, defineSchema } from '@mora/contracts';
import { InvariantViolated } from '@mora/kernel';
import { type AffordabilityCase, answerTo } from '../domain/assessment/golden.js';
import type { AffordabilityRules } from '../domain/assessment/rules.js';
import { mark, object, oneOf, optional, orNull, policyFiles, policyOf, text, whole } from './policy-files.js';

const permille = whole(0, 1_000);
const minor = whole(0, 1_000_000_000_000);
const days = whole(1, 3_660);

const goldenCase = object({
  name: text,
  region: text,
  incomes: Type.Array(
    object({
      kind: oneOf('salary', 'pension', 'self-employed', 'benefit', 'other'),
      monthly: minor,
      usual: optional(minor),
      regular: Type.Boolean(),
      proof: oneOf('verified', 'given', 'refused', 'expired', 'none'),
    }),
  ),
  dependants: Type.Array(permille),
  essential: minor,
  priorityDebts: minor,
  liquid: minor,
  shock: object({
    kind: oneOf('income-drop', 'illness', 'disaster', 'job-loss', 'failed-investment', 'other', 'none'),
    expectedMonths: orNull(whole(0, 600)),
  }),
  contractual: minor,
  overdue: minor,
  expect: object({
    verdict: oneOf('not-in-difficulty', 'short-term', 'long-term', 'unaffordable'),
    capacity: minor,
    stressed: minor,
    missing: Type.Array(text),
  }),
});

const read = defineSchema(
  'affordability policy',
  policyOf({
    jurisdiction: oneOf('CN', 'TW', 'US'),
    currency: CurrencyCode,
    permille,
    stressPermille: permille,
    unverifiedPermille: permille,
    unprovenPermille: permille,
    irregularPermille: permille,
    shortMonths: whole(1, 60),
    validDays: whole(1, 366),
    verifyDays: days,
    retentionDays: days,
    leastInstalmentMinor: whole(1, 1_000_000_000),
    regions: Type.Record(text, object({ livingMinor: whole(1, 1_000_000_000), source: text, mark })),
    floorPermille: whole(1_000, 3_000),
    dependants: oneOf('whole', 'share'),
    proofs: Type.Record(text, Type.Array(text, { minItems: 1 })),
    /** What of the above nobody has read in a source, or is the bank's own choice. */
    notes: Type.Record(text, object({ source: text, mark })),
    goldenCases: Type.Array(goldenCase, { minItems: 6 }),
  }),
);

type AffordabilityFile = AffordabilityRules & Readonly<{ goldenCases: readonly AffordabilityCase[] }>;

function prove(file: AffordabilityFile): void {
  for (const one of file.goldenCases) {
    const found = answerTo(one, file);
    if (JSON.stringify(found) !== JSON.stringify(inOrder(one.expect))) {
      throw new InvariantViolated(
        `${file.id}/${file.version}: golden case "${one.name}" is answered by ${JSON.stringify(found)}`,
      );
    }
  }
}

const inOrder = ({ verdict, capacity, stressed, missing }: AffordabilityCase['expect']) => ({
  verdict,
  capacity,
  stressed,
  missing,
});

/**
 * How what a household can bear is worked out, from `affordability/` of a folder of policies.
 * Throws ContractViolation, and InvariantViolated where a golden case fails.
 */
export const loadAffordability = (folder: string): readonly AffordabilityRules[] =>
  policyFiles<AffordabilityFile>(folder, 'affordability', read, prove);
