import { Type } from '@sinclair/typebox';
import { defineSchema } from '@mora/contracts';
import type { ApprovalRules } from '../domain/approvals/rules.js';
import { object, oneOf, optional, policyFiles, policyOf, range, text, whole } from './policy-files.js';

const tier = oneOf('T1', 'T2', 'T3', 'T4');

const read = defineSchema(
  'approvals policy',
  policyOf({
    rows: Type.Array(
      object({
        rule: text,
        when: object({
          extendMonths: optional(range),
          waivePenaltyPermille: optional(range),
          waiveInterest: optional(Type.Boolean()),
          waivePrincipal: optional(Type.Boolean()),
          rateCutBasisPoints: optional(range),
          fund: optional(Type.Boolean()),
          kinds: optional(Type.Array(text)),
        }),
        tier,
      }),
      { minItems: 1 },
    ),
    votes: object({ T1: whole(1, 9), T2: whole(1, 9), T3: whole(1, 9), T4: whole(1, 9) }),
    tierOfRole: object({ negotiator: tier, supervisor: tier }),
    approvalDays: whole(1, 366),
  }),
);

/** Who may approve what, from `approvals/` of a folder of policies. Throws ContractViolation. */
export const loadApprovals = (folder: string): readonly ApprovalRules[] =>
  policyFiles<ApprovalRules>(folder, 'approvals', read);
