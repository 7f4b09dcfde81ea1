import { defineSchema } from '@mora/contracts';
import type { PlanRules } from '../domain/plans/rules.js';
import { policyFiles, policyOf, whole } from './policy-files.js';

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
  }),
);

/** When an instalment is missed and a plan broken, from `plans/` of a folder of policies. Throws ContractViolation. */
export const loadPlans = (folder: string): readonly PlanRules[] => policyFiles<PlanRules>(folder, 'plans', read);
