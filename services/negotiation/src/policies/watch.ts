import { Type } from '@sinclair/typebox';
import { defineSchema } from '@mora/contracts';
import { InvariantViolated } from '@mora/kernel';
import { levelsAt, type WatchRules } from '../domain/watch/rules.js';
import { object, policyFiles, policyOf, text, whole } from './policy-files.js';

const level = Type.Union([Type.Literal(30), Type.Literal(90)]);

const read = defineSchema(
  'watch policy',
  policyOf({
    watchMonths: whole(1, 60),
    levels: Type.Array(level, { minItems: 1, maxItems: 2 }),
    originationReviewMonths: whole(1, 60),
    goldenCases: Type.Array(object({ name: text, daysPastDue: whole(0, 10_000), levels: Type.Array(level) }), {
      minItems: 4,
    }),
  }),
);

type WatchFile = WatchRules &
  Readonly<{ goldenCases: readonly Readonly<{ name: string; daysPastDue: number; levels: readonly number[] }>[] }>;

function prove(file: WatchFile): void {
  for (const { name, daysPastDue, levels } of file.goldenCases) {
    const found = levelsAt(daysPastDue, file).join();
    if (found !== levels.join()) {
      throw new InvariantViolated(
        `${file.id}/${file.version}: golden case "${name}" reaches ${found}, not ${levels.join()}`,
      );
    }
  }
}

/**
 * How long a loan is watched after it was helped, from `watch/` of a folder of policies.
 * Throws ContractViolation, and InvariantViolated where a golden case fails.
 */
export const loadWatch = (folder: string): readonly WatchRules[] =>
  policyFiles<WatchFile>(folder, 'watch', read, prove);
