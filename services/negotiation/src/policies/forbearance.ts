import { Type } from '@sinclair/typebox';
import { DateText, defineSchema } from '@mora/contracts';
import { type MenuCase, proveMenu } from '../domain/menu/golden.js';
import type { MathsPolicies } from '../domain/menu/maths.js';
import { KINDS } from '../domain/menu/kinds/index.js';
import type { ForbearanceRules } from '../domain/menu/rules.js';
import { type ListingCase, proveListing } from '../domain/plans/listing-golden.js';
import { mark, object, oneOf, optional, policyFiles, policyOf, text, whole } from './policy-files.js';

const kind = object({
  allowed: Type.Boolean(),
  forms: Type.Array(
    oneOf(
      'extension',
      'deferred-plan',
      'grace-period',
      'interest-capitalised',
      'rate-cut',
      'amount-reduced',
      'collateral-weakened',
      'refinanced',
      'other',
    ),
  ),
  ledger: oneOf('reschedule', 'settle', 'fund', 'none'),
  consent: oneOf('block', 'warn', 'none'),
  limits: Type.Record(text, Type.Integer({ minimum: 0 })),
  ownTerm: optional(Type.Boolean()),
  source: text,
  mark,
});

const some = Type.Record(text, Type.Unknown());

const read = defineSchema(
  'forbearance policy',
  policyOf({
    jurisdiction: oneOf('CN', 'TW', 'US'),
    firstDueDays: whole(1, 366),
    kinds: object(Object.fromEntries(KINDS.map((name) => [name, kind]))),
    listingCases: optional(
      Type.Array(
        object({
          name: text,
          kind: oneOf(...KINDS),
          activeFrom: DateText,
          keepsRate: Type.Boolean(),
          rows: Type.Array(text),
          on: DateText,
          listed: Type.Boolean(),
          since: DateText,
          classOneFrom: DateText,
        }),
      ),
    ),
    goldenCases: Type.Array(
      object({
        name: text,
        loan: Type.Optional(some),
        product: Type.Optional(some),
        facts: Type.Optional(some),
        terms: Type.Array(some),
        waive: Type.Optional(some),
        firstDueOn: Type.Optional(DateText),
        beside: Type.Optional(Type.Boolean()),
        rows: Type.Optional(Type.Array(text)),
        built: Type.Optional(some),
        refused: Type.Optional(text),
        allowed: Type.Optional(text),
      }),
      { minItems: 1 },
    ),
  }),
);

export type ForbearanceFile = ForbearanceRules &
  Readonly<{ goldenCases: readonly MenuCase[]; listingCases?: readonly ListingCase[] }>;

/**
 * What may be agreed in a jurisdiction, from `forbearance/` of a folder of policies. Throws ContractViolation, and
 * InvariantViolated where a golden case fails.
 */
export const loadForbearance = (folder: string, maths: MathsPolicies): readonly ForbearanceRules[] =>
  policyFiles<ForbearanceFile>(folder, 'forbearance', read, (file) => proveForbearance(file, maths));

/** Throws InvariantViolated where a golden case of a file fails. */
export function proveForbearance(file: ForbearanceFile, maths: MathsPolicies): void {
  proveMenu(file, maths);
  proveListing(file);
}
