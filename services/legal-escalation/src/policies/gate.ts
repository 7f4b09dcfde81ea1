import { Type } from '@sinclair/typebox';
import { DateText, defineSchema } from '@mora/contracts';
import { type GateFile, proveGate } from '../domain/gate/golden.js';
import type { GateRules } from '../domain/gate/rules.js';
import { object, oneOf, policyFiles, policyOf, text, whole } from './policy-files.js';

const read = defineSchema(
  'gate policy',
  policyOf({
    months: whole(1, 120),
    days: whole(1, 3_660),
    deciding: oneOf('months', 'days'),
    failures: whole(1, 20),
    opens: oneOf('automatic', 'ask'),
    informingSilenceDays: whole(0, 31),
    evaluateWithinDays: whole(1, 366),
    exception: object({ daysLeft: whole(1, 366), maxDays: whole(1, 366), suitDaysLeft: whole(0, 366) }),
    goldenCases: Type.Array(
      object({ name: text, oldest: DateText, on: DateText, months: Type.Boolean(), days: Type.Boolean() }),
      { minItems: 4 },
    ),
  }),
);

/**
 * When the bank may go to court, from `gate/` of a folder of policies. Throws ContractViolation, and InvariantViolated
 * where a golden case fails.
 */
export const loadGate = (folder: string): readonly GateRules[] =>
  policyFiles<GateFile>(folder, 'gate', read, proveGate);
