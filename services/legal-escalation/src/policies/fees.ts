import { Type } from '@sinclair/typebox';
import { defineSchema } from '@mora/contracts';
import { type FeeFile, proveFees } from '../domain/fees/golden.js';
import type { FeeRules } from '../domain/fees/rules.js';
import { object, oneOf, optional, orNull, policyFiles, policyOf, text, whole } from './policy-files.js';

const minor = whole(0, Number.MAX_SAFE_INTEGER);
const share = object({ of: whole(1, 100), in: whole(1, 100) });
const vector = object({
  base: minor,
  baseUpTo: minor,
  brackets: Type.Array(object({ upTo: orNull(minor), perTenThousand: whole(0, 10_000) }), { minItems: 1 }),
  max: orNull(minor),
  perStarted: optional(whole(1, 100_000_000)),
  roundedTo: optional(whole(1, 10_000)),
  freeBelow: optional(minor),
});
const vectorName = oneOf('claim', 'enforcement', 'preservation');

const byVector = object({ vector: vectorName, share, settled: optional(share), source: text });
const fixed = object({
  fixed: Type.Array(object({ below: orNull(minor), fee: minor }), { minItems: 1 }),
  source: text,
});

const read = defineSchema(
  'court fees',
  policyOf({
    jurisdiction: oneOf('CN', 'TW'),
    currency: text,
    vectors: object({ claim: vector, enforcement: vector, preservation: vector }),
    kinds: Type.Record(text, orNull(Type.Union([byVector, fixed]))),
    goldenCases: Type.Array(
      Type.Union([
        object({ name: text, vector: vectorName, amount: minor, share: optional(share), fee: minor }),
        object({ name: text, kind: text, amount: minor, fee: minor }),
      ]),
      { minItems: 4 },
    ),
  }),
);

/** What courts ask for, from `fees/`. Throws ContractViolation, and InvariantViolated where a golden case fails. */
export const loadFees = (folder: string): readonly FeeRules[] => policyFiles<FeeFile>(folder, 'fees', read, proveFees);
