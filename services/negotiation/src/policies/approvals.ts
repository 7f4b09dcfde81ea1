import { Type } from '@sinclair/typebox';
import { defineSchema } from '@mora/contracts';
import { InvariantViolated } from '@mora/kernel';
import type { ApprovalRules } from '../domain/approvals/rules.js';
import { type ApprovalFacts, tierFor } from '../domain/approvals/tier.js';
import type { Tier } from '../domain/words.js';
import { object, oneOf, optional, policyFiles, policyOf, range, text, whole } from './policy-files.js';

const tier = oneOf('T1', 'T2', 'T3', 'T4');

const facts = object({
  extendMonths: whole(0, 1_200),
  waivePenaltyPermille: whole(0, 1_000),
  waiveInterest: Type.Boolean(),
  waivePrincipal: Type.Boolean(),
  rateCutBasisPoints: whole(0, 100_000),
  fund: Type.Boolean(),
  capitalises: Type.Boolean(),
  kinds: Type.Array(text),
});

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
          capitalises: optional(Type.Boolean()),
          kinds: optional(Type.Array(text)),
        }),
        tier,
      }),
      { minItems: 1 },
    ),
    votes: object({ T1: whole(1, 9), T2: whole(1, 9), T3: whole(1, 9), T4: whole(1, 9) }),
    tierOfRole: object({ negotiator: tier, supervisor: tier }),
    unaffordable: tier,
    approvalDays: whole(1, 366),
    reports: Type.Array(
      object({ jurisdiction: oneOf('CN', 'TW', 'US'), kinds: Type.Array(text), to: text, days: whole(1, 366) }),
    ),
    goldenCases: Type.Array(object({ name: text, facts, tier }), { minItems: 10 }),
  }),
);

type ApprovalsFile = ApprovalRules &
  Readonly<{ goldenCases: readonly Readonly<{ name: string; facts: ApprovalFacts; tier: Tier }>[] }>;

function prove({ goldenCases, ...rules }: ApprovalsFile): void {
  for (const { name, facts: seen, tier: wanted } of goldenCases) {
    const found = tierFor(seen, rules).tier;
    if (found !== wanted) {
      throw new InvariantViolated(`${rules.id}/${rules.version}: golden case "${name}" is answered by ${found}`);
    }
  }
}

/**
 * Who may approve what, from `approvals/` of a folder of policies.
 * Throws ContractViolation, and InvariantViolated where a golden case fails.
 */
export const loadApprovals = (folder: string): readonly ApprovalRules[] =>
  policyFiles<ApprovalsFile>(folder, 'approvals', read, prove);
