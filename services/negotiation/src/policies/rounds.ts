import { Type } from '@sinclair/typebox';
import { defineSchema } from '@mora/contracts';
import { InvariantViolated } from '@mora/kernel';
import type { RoundRules } from '../domain/round/rules.js';
import { rowOf } from '../domain/tally/golden.js';
import { object, oneOf, policyFiles, policyOf, text, whole } from './policy-files.js';

const read = defineSchema(
  'rounds policy',
  policyOf({
    appointmentNoShows: whole(1, 20),
    documentsDays: whole(1, 366),
    minDaysAfterHold: whole(0, 60),
    informingSilenceDays: whole(0, 31),
    reconsiderDays: whole(0, 60),
    tally: object({
      perEpisode: Type.Boolean(),
      resetBy: Type.Array(oneOf('plan-activated', 'paid', 'corrected')),
      neutralRounds: oneOf('interrupt', 'skip'),
    }),
    goldenCases: Type.Array(
      object({
        name: text,
        happened: Type.Array(oneOf('failed', 'closed', 'activated', 'broken', 'paid', 'rescheduled', 'corrected')),
        consecutive: whole(0, 100),
      }),
      { minItems: 6 },
    ),
  }),
);

type RoundsFile = RoundRules &
  Readonly<{ goldenCases: readonly Readonly<{ name: string; happened: readonly string[]; consecutive: number }>[] }>;

function prove({ goldenCases, tally, id, version }: RoundsFile): void {
  for (const { name, happened, consecutive } of goldenCases) {
    const found = rowOf(happened, tally);
    if (found !== consecutive) {
      throw new InvariantViolated(`${id}/${version}: golden case "${name}" counts ${found}, not ${consecutive}`);
    }
  }
}

/**
 * How a negotiation runs and what counts, from `rounds/` of a folder of policies.
 * Throws ContractViolation, and InvariantViolated where a golden case fails.
 */
export const loadRounds = (folder: string): readonly RoundRules[] =>
  policyFiles<RoundsFile>(folder, 'rounds', read, prove);
