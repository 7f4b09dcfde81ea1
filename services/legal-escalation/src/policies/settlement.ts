import { Type } from '@sinclair/typebox';
import { DateText, defineSchema } from '@mora/contracts';
import { proveSettlement, type SettlementFile } from '../domain/settlement/golden.js';
import type { SettlementRules } from '../domain/settlement/rules.js';
import { object, policyFiles, policyOf, text, whole } from './policy-files.js';

const days = whole(0, 366);

const read = defineSchema(
  'rules of settling',
  policyOf({
    answerDays: days,
    goldenCases: Type.Array(
      object({ name: text, askedOn: DateText, graceDays: Type.Union([days, Type.Null()]), answerBy: DateText }),
      { minItems: 2 },
    ),
  }),
);

/** How settling goes, from `settlement/`. Throws ContractViolation, and InvariantViolated where a golden case fails. */
export const loadSettlement = (folder: string): readonly SettlementRules[] =>
  policyFiles<SettlementFile>(folder, 'settlement', read, proveSettlement);
