import { Type } from '@sinclair/typebox';
import { defineSchema } from '@mora/contracts';
import { InvariantViolated } from '@mora/kernel';
import { isOverAfter, standingOf } from '../domain/plans/golden.js';
import type { Deadline, PlanRules } from '../domain/plans/rules.js';
import { object, oneOf, policyFiles, policyOf, text, whole } from './policy-files.js';

const read = defineSchema(
  'plans policy',
  policyOf({
    graceDays: whole(0, 366),
    breakDays: whole(1, 366),
    missed: whole(1, 100),
    toleranceMinor: whole(0, 1_000_000),
    ledgerAnswerDays: whole(1, 366),
    maxTries: whole(1, 20),
    reopenDays: whole(0, 366),
    ledgerToleranceMinor: whole(0, 1_000),
    fundProofMoreDays: whole(0, 366),
    unsettledDays: whole(1, 366),
    classScheme: text,
    goldenCases: Type.Array(
      object({
        name: text,
        /** How long ago each instalment that is unpaid was due. */
        unpaidDays: Type.Array(whole(0, 1_000), { minItems: 1, maxItems: 12 }),
        /** For how long the plan is in force; left out where it was before any of them was due. */
        inForceDays: Type.Optional(whole(0, 1_000)),
        state: oneOf('active', 'at-risk', 'broken'),
      }),
      { minItems: 6 },
    ),
    deadlineCases: Type.Array(
      object({ name: text, what: oneOf('fund-proof', 'unsettled'), days: whole(0, 1_000), over: Type.Boolean() }),
      { minItems: 4 },
    ),
  }),
);

type PlansFile = PlanRules &
  Readonly<{
    goldenCases: readonly Readonly<{
      name: string;
      unpaidDays: readonly number[];
      inForceDays?: number;
      state: string;
    }>[];
    deadlineCases: readonly Readonly<{ name: string; what: Deadline; days: number; over: boolean }>[];
  }>;

function prove(file: PlansFile): void {
  for (const { name, state, ...unpaid } of file.goldenCases) {
    const found = standingOf(unpaid, file);
    if (found !== state) {
      throw new InvariantViolated(`${file.id}/${file.version}: golden case "${name}" is ${found}, not ${state}`);
    }
  }
  for (const { name, what, days, over } of file.deadlineCases) {
    if (isOverAfter(what, days, file) !== over) {
      throw new InvariantViolated(`${file.id}/${file.version}: golden case "${name}" is ${over ? 'not ' : ''}over`);
    }
  }
}

/**
 * When an instalment is missed and a plan broken, from `plans/` of a folder of policies.
 * Throws ContractViolation, and InvariantViolated where a golden case fails.
 */
export const loadPlans = (folder: string): readonly PlanRules[] => policyFiles<PlansFile>(folder, 'plans', read, prove);
