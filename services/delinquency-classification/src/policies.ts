import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Type } from '@sinclair/typebox';
import { DateText, defineSchema } from '@mora/contracts';
import { COMPONENTS } from './domain/amounts.js';
import type { Ladder } from './domain/ladder.js';
import { type Active, DEFAULT_ACTIVE, Policies, type PolicySet } from './domain/policies.js';
import type { ProductRules } from './domain/product-rules.js';

const named = {
  id: Type.String({ minLength: 1 }),
  version: Type.Integer({ minimum: 1 }),
  effectiveFrom: DateText,
  source: Type.String({ minLength: 1 }),
};
const days = Type.Integer({ minimum: 0 });
const closed = { additionalProperties: false };

const ladder = Type.Object(
  {
    ...named,
    counts: Type.Union([Type.Literal('past-due-days'), Type.Literal('delinquent-days')]),
    steps: Type.Array(
      Type.Object({ name: Type.String({ minLength: 1 }), upToDays: Type.Union([days, Type.Null()]) }, closed),
      { minItems: 1 },
    ),
    goldenCases: Type.Array(
      Type.Object(
        { oldestUnpaidOn: Type.Union([DateText, Type.Null()]), asOf: DateText, days, step: Type.String() },
        closed,
      ),
      { minItems: 1 },
    ),
  },
  closed,
);

const product = Type.Object(
  {
    ...named,
    products: Type.Array(Type.String({ minLength: 1 }), { minItems: 1 }),
    dueDateIsDay: Type.Union([Type.Literal(0), Type.Literal(1)]),
    graceDays: days,
    toleranceMinor: Type.Record(Type.String({ pattern: '^[A-Z]{3}$' }), Type.Integer({ minimum: 0 })),
    componentOrder: Type.Array(Type.String({ enum: [...COMPONENTS] }), { minItems: 4, maxItems: 4, uniqueItems: true }),
    ledgerPortions: Type.Boolean(),
    horizonDays: Type.Integer({ minimum: 1 }),
    snapshotsKept: Type.Integer({ minimum: 1 }),
    goldenCases: Type.Array(
      Type.Object({ oldestUnpaidOn: DateText, asOf: DateText, daysPastDue: days, delinquentDays: days }, closed),
      { minItems: 1 },
    ),
  },
  closed,
);

const readLadder = defineSchema('bucket table or class scheme', ladder);
const readProduct = defineSchema('product rules', product);

/** The policies that are shipped, at the root of this service's `policies/`. */
export const SHIPPED = fileURLToPath(new URL('../policies/', import.meta.url));

/**
 * Reads and proves the policies of a folder with `bucket-tables/`, `class-schemes/` and `products/`.
 * Throws ContractViolation for a file that is no policy, InvariantViolated for one that fails its golden cases.
 */
export function loadPolicies(folder: string = SHIPPED, active: Active = DEFAULT_ACTIVE): Policies {
  return new Policies(readPolicySet(folder), active);
}

export const readPolicySet = (folder: string = SHIPPED): PolicySet => ({
  products: readAll<ProductRules>(join(folder, 'products'), readProduct),
  tables: readAll<Ladder>(join(folder, 'bucket-tables'), readLadder),
  schemes: readAll<Ladder>(join(folder, 'class-schemes'), readLadder),
});

/** One policy file that is a bucket table or a class scheme, as a bank would bring it along. */
export const readLadderFile = (file: string): Ladder => readLadder(JSON.parse(readFileSync(file, 'utf8'))) as Ladder;

function readAll<P>(folder: string, read: (data: unknown) => unknown): readonly P[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => read(JSON.parse(readFileSync(join(folder, name), 'utf8'))) as P);
}
