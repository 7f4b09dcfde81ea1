import { Type } from '@sinclair/typebox';
import { defineSchema } from '@mora/contracts';
import { InvariantViolated } from '@mora/kernel';
import { type OpeningFacts, rowFor } from '../domain/round/opening.js';
import type { OpeningRules } from '../domain/round/rules.js';
import { object, oneOf, optional, orNull, policyFiles, policyOf, range, text, whole } from './policy-files.js';

const count = whole(0, 1_000_000_000);

const facts = object({
  buckets: Type.Array(text),
  daysPastDue: count,
  brokenPromises: count,
  daysWithoutContact: count,
  hardship: Type.Boolean(),
  amountMinor: whole(0, Number.MAX_SAFE_INTEGER),
  legal: Type.Boolean(),
  grade: orNull(text),
  failedInARow: count,
});

const read = defineSchema(
  'opening policy',
  policyOf({
    cooldownDays: whole(0, 366),
    teamDays: whole(1, 366),
    dueDays: whole(1, 366),
    rows: Type.Array(
      object({
        rule: text,
        when: object({
          bucket: optional(Type.Array(text)),
          daysPastDue: optional(range),
          brokenPromises: optional(range),
          daysWithoutContact: optional(range),
          hardship: optional(Type.Boolean()),
          amountMinor: optional(range),
          legal: optional(Type.Boolean()),
          grade: optional(Type.Array(text)),
          failedInARow: optional(range),
        }),
        open: text,
        mode: oneOf('staff', 'self-service'),
        dueDays: whole(1, 366),
      }),
    ),
    goldenCases: Type.Array(object({ name: text, facts, rule: orNull(text) }), { minItems: 6 }),
  }),
);

type OpeningFile = OpeningRules &
  Readonly<{ goldenCases: readonly Readonly<{ name: string; facts: OpeningFacts; rule: string | null }>[] }>;

function prove({ goldenCases, ...rules }: OpeningFile): void {
  for (const { name, facts: seen, rule } of goldenCases) {
    const found = rowFor(rules, seen)?.rule ?? null;
    if (found !== rule) {
      throw new InvariantViolated(`${rules.id}/${rules.version}: golden case "${name}" is answered by ${found}`);
    }
  }
}

/**
 * When a negotiation is opened, from `opening/` of a folder of policies.
 * Throws ContractViolation, and InvariantViolated where a golden case fails.
 */
export const loadOpening = (folder: string): readonly OpeningRules[] =>
  policyFiles<OpeningFile>(folder, 'opening', read, prove);
