import { Type } from '@sinclair/typebox';
import { DateText, defineSchema } from '@mora/contracts';
import { type ProductsFile, proveProducts } from '../domain/menu/golden-products.js';
import type { MathsPolicies } from '../domain/menu/maths.js';
import type { ProductRules } from '../domain/menu/rules.js';
import { mark, object, oneOf, orNull, policyFiles, policyOf, text, whole } from './policy-files.js';

const rate = Type.String({ pattern: '^\\d{1,2}(\\.\\d{1,8})?$' });
const amount = Type.String({ pattern: '^\\d+(\\.\\d+)?$' });
const dayCount = oneOf('ACT_360', 'ACT_365F', 'THIRTY_360', 'MONTHLY_12');

const read = defineSchema(
  'products policy',
  policyOf({
    rows: Type.Array(
      object({
        rule: text,
        products: Type.Array(text, { minItems: 1 }),
        currencies: Type.Array(text, { minItems: 1 }),
        kind: oneOf('instalment', 'card'),
        jurisdiction: oneOf('CN', 'TW', 'US'),
        lender: oneOf('licensed', 'micro', 'private'),
        dayCount,
        penaltyDayCount: dayCount,
        periodMonths: whole(1, 12),
        caps: orNull(text),
        penaltyUplift: rate,
        allocation: text,
        agreed: Type.Array(text),
        maxInstalments: whole(1, 1_200),
        floorRate: rate,
        settlementFloorPermille: whole(0, 1_000),
        source: text,
        mark,
      }),
    ),
    goldenCases: Type.Array(object({ product: text, currency: text, rule: orNull(text) }), { minItems: 1 }),
    breachCases: Type.Array(
      object({
        product: text,
        currency: text,
        rate,
        contractOn: DateText,
        principal: amount,
        interest: amount,
        dueOn: DateText,
        to: DateText,
        penalty: amount,
        compound: amount,
        capped: Type.Boolean(),
      }),
      { minItems: 1 },
    ),
  }),
);

/**
 * How the products of the bank are lent, from `products/` of a folder of policies. Throws ContractViolation, and
 * InvariantViolated where a golden case fails.
 */
export const loadProducts = (folder: string, maths: MathsPolicies): readonly ProductRules[] =>
  policyFiles<ProductsFile>(folder, 'products', read, (file) => proveProducts(file, maths));
