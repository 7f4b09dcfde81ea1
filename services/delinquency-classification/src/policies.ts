import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Type } from '@sinclair/typebox';
import { DateText, defineSchema } from '@mora/contracts';
import { COMPONENTS } from './domain/amounts.js';
import type { Ladder } from './domain/ladder.js';
import type { ObservationRules } from './domain/observation-rules.js';
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

const stretch = { minPeriods: Type.Integer({ minimum: 1 }), minMonths: Type.Integer({ minimum: 0 }) };
const name = Type.String({ minLength: 1 });
const dueOn = Type.Array(DateText);
const observation = Type.Object(
  {
    ...named,
    ...stretch,
    scheme: name,
    floor: name,
    secondInside: name,
    badFrom: name,
    rise: Type.Object(stretch, closed),
    goldenCases: Type.Object(
      {
        ends: Type.Array(Type.Object({ from: DateText, dueOn, earliestEndOn: DateText }, closed), { minItems: 1 }),
        rises: Type.Array(Type.Object({ clean: DateText, dueOn, longestOn: DateText }, closed), { minItems: 1 }),
        floors: Type.Array(
          Type.Object({ second: Type.Boolean(), held: Type.Union([name, Type.Null()]), atLeast: name }, closed),
          { minItems: 1 },
        ),
      },
      closed,
    ),
  },
  closed,
);

const readLadder = defineSchema('bucket table or class scheme', ladder);
const readProduct = defineSchema('product rules', product);
const readObservation = defineSchema('rules for restructured loans', observation);

/** The policies that are shipped, at the root of this service's `policies/`. */
export const SHIPPED = fileURLToPath(new URL('../policies/', import.meta.url));

/**
 * Reads and proves the policies of a folder with `bucket-tables/`, `class-schemes/`, `products/` and, where restructured
 * loans are watched, `observation/`.
 * Throws ContractViolation for a file that is no policy, InvariantViolated for one that fails its golden cases.
 */
export function loadPolicies(folder: string = SHIPPED, active: Active = DEFAULT_ACTIVE): Policies {
  return new Policies(readPolicySet(folder), active);
}

export const readPolicySet = (folder: string = SHIPPED): PolicySet => ({
  products: readAll<ProductRules>(join(folder, 'products'), readProduct),
  tables: readAll<Ladder>(join(folder, 'bucket-tables'), readLadder),
  schemes: readAll<Ladder>(join(folder, SCHEMES), readLadder),
  observations: existsSync(join(folder, OBSERVATION))
    ? readAll<ObservationRules>(join(folder, OBSERVATION), readObservation)
    : [],
});

/** Ladder files say by their folder which they are, as their text is the same. */
const SCHEMES = 'class-schemes';

/** A bank whose own folder has none watches no restructured loan. */
const OBSERVATION = 'observation';

/**
 * A set with one more policy file in it, as a bank would bring it along: product rules, a bucket table, or a class
 * scheme where it lies in a folder of that name. It goes before one with its id that is in force from the same day, and
 * takes the place of its own version. Throws ContractViolation where
 * it is no policy; what it says is proved where the set is used.
 */
export function withPolicyFile(set: PolicySet, file: string): Readonly<{ set: PolicySet; id: string }> {
  const data: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (typeof data === 'object' && data !== null && 'componentOrder' in data) {
    const rules = readProduct(data) as ProductRules;
    return { set: { ...set, products: inPlace(set.products, rules) }, id: rules.id };
  }
  const one = readLadder(data) as Ladder;
  const isScheme = basename(dirname(resolve(file))) === SCHEMES;
  const known = isScheme ? { schemes: inPlace(set.schemes, one) } : { tables: inPlace(set.tables, one) };
  return { set: { ...set, ...known }, id: one.id };
}

const inPlace = <P extends Readonly<{ id: string; version: number }>>(policies: readonly P[], one: P): readonly P[] => [
  one,
  ...policies.filter(({ id, version }) => id !== one.id || version !== one.version),
];

function readAll<P>(folder: string, read: (data: unknown) => unknown): readonly P[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => read(JSON.parse(readFileSync(join(folder, name), 'utf8'))) as P);
}
