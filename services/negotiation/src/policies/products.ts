import { Type } from '@sinclair/typebox';
import { defineSchema } from '@mora/contracts';
import type { ProductRules } from '../domain/menu/rules.js';
import { object, oneOf, orNull, policyFiles, policyOf, text, whole } from './policy-files.js';

const rate = Type.String({ pattern: '^\\d{1,2}(\\.\\d{1,8})?$' });

const read = defineSchema(
  'products policy',
  policyOf({
    rows: Type.Array(
      object({
        rule: text,
        products: Type.Array(text),
        currencies: Type.Array(text),
        kind: oneOf('instalment', 'card'),
        jurisdiction: oneOf('CN', 'TW', 'US'),
        lender: oneOf('licensed', 'micro', 'private'),
        dayCount: text,
        periodMonths: whole(1, 12),
        caps: orNull(text),
        penaltyUplift: rate,
        allocation: text,
        agreed: Type.Array(text),
        maxInstalments: whole(1, 1_200),
        floorRate: rate,
        settlementFloorPermille: whole(0, 1_000),
      }),
    ),
  }),
);

/** How the products of the bank are lent, from `products/` of a folder of policies. Throws ContractViolation. */
export const loadProducts = (folder: string): readonly ProductRules[] => policyFiles(folder, 'products', read);
