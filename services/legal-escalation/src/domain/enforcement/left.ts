import { addDays, type CalendarDate, latest } from '@mora/kernel';
import { type ClaimTables, doubledOf } from '../claim/maths.js';
import type { JudgmentTitle } from '../proceedings/types.js';
import type { Minor } from '../words.js';
import type { Left } from './allocate.js';
import type { EnforcementRules } from './rules.js';
import type { Enforcement, EnforcementPart } from './types.js';

/** All rounds of one title: what one of them has brought is owed in none of the others. */
export const roundsOf = ({ rounds }: EnforcementPart, judgmentId: string): readonly Enforcement[] =>
  rounds.filter((round) => round.judgmentId === judgmentId);

/** The days on which the doubled part of interest does not run, by what the bank has entered. */
export const countedStays = (rounds: readonly Enforcement[], { delayStops }: EnforcementRules) =>
  rounds.flatMap(({ stays }) => stays.filter(({ because }) => delayStops.includes(because)));

/** What is owed under a title on a day; null where the rate of a day of delay is not known. */
export function leftOf(
  title: JudgmentTitle,
  rounds: readonly Enforcement[],
  rules: EnforcementRules,
  claim: ClaimTables,
  on: CalendarDate,
): Left | null {
  const recoveries = rounds.flatMap((round) => round.recoveries);
  const sum = (of: 'costs' | 'judgment' | 'doubled'): Minor => recoveries.reduce((all, one) => all + one[of], 0);
  const told = rounds.reduce((all, { costs }) => all + costs, 0);
  const deducted = rounds.flatMap((round) => round.deducted ?? []);
  const performed = deducted.reduce((all, { minor }) => all + minor, 0);
  const doubled = doubledUpTo(title, rounds, rules, claim, on);
  return doubled === null
    ? null
    : {
        costs: Math.max(0, title.costs + told - sum('costs')),
        judgment: Math.max(0, title.amount + title.general - sum('judgment') - performed),
        doubled: Math.max(0, doubled - sum('doubled')),
      };
}

export const sumLeft = ({ costs, judgment, doubled }: Left): Minor => costs + judgment + doubled;

function doubledUpTo(
  { parts }: JudgmentTitle,
  rounds: readonly Enforcement[],
  rules: EnforcementRules,
  claim: ClaimTables,
  on: CalendarDate,
): Minor | null {
  if (rules.jurisdiction !== 'CN') return 0;
  const paid = rounds.flatMap(({ recoveries, deducted }) => [
    ...recoveries.map((one) => ({ minor: one.judgment, on: one.on })),
    ...(deducted === null ? [] : [deducted]),
  ]);
  const stays = countedStays(rounds, rules).map(({ from, to }) => ({ from, to: to ?? latest(from, on) }));
  return doubledOf(claim, { parts, paid, stays }, on);
}

/** The last day for which everything is known. */
export const closedDay = (openDay: CalendarDate): CalendarDate => addDays(openDay, -1);
