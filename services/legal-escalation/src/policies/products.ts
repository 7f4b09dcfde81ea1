import { Type } from '@sinclair/typebox';
import { defineSchema } from '@mora/contracts';
import { type Currency, InvariantViolated } from '@mora/kernel';
import { type ProductRows, rowFor } from '../domain/products.js';
import { mark, object, oneOf, orNull, policyFiles, policyOf, text, whole } from './policy-files.js';

const rate = Type.String({ pattern: '^\\d{1,2}(\\.\\d{1,8})?$' });
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
        jurisdiction: oneOf('CN', 'TW'),
        lender: oneOf('licensed', 'micro', 'private'),
        dayCount,
        penaltyDayCount: dayCount,
        periodMonths: whole(1, 12),
        caps: orNull(text),
        penaltyUplift: rate,
        penalty: oneOf('posted', 'computed'),
        order: Type.Array(oneOf('principal', 'interest', 'fee', 'penalty'), {
          minItems: 4,
          maxItems: 4,
          uniqueItems: true,
        }),
        allocation: text,
        source: text,
        mark,
      }),
      { minItems: 1 },
    ),
    goldenCases: Type.Array(object({ product: text, currency: text, rule: orNull(text) }), { minItems: 1 }),
  }),
);

type ProductsFile = ProductRows &
  Readonly<{ goldenCases: readonly Readonly<{ product: string; currency: Currency; rule: string | null }>[] }>;

function prove(file: ProductsFile): void {
  for (const { product, currency, rule } of file.goldenCases) {
    const found = rowFor(file, { product, currency })?.rule ?? null;
    if (found !== rule) throw new InvariantViolated(`${file.id}: ${product} in ${currency} is ${found}, not ${rule}`);
  }
}

/**
 * Which law governs the products of the bank, from `products/` of a folder of policies. Throws ContractViolation, and
 * InvariantViolated where a golden case fails.
 */
export const loadProducts = (folder: string): readonly ProductRows[] =>
  policyFiles<ProductsFile>(folder, 'products', read, prove);
