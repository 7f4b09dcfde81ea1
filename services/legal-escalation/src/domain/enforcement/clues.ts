import type { CalendarDate } from '@mora/kernel';
import { gatheredOf, refusal, type Refused, withMore } from '../loan/gathered.js';
import type { LoanView } from '../loan/part.js';
import { timelineOf } from '../loan/timeline.js';
import type { LaneAt } from '../words.js';
import type { ClueSaid, EnforcementCommand } from './commands.js';
import { isGoingOn, type Made, ofRound, roundOf, rulesOf, withRound } from './round.js';
import type { Clue, Enforcement, EnforcementPart } from './types.js';

/** The court is told of something that the debtor may own. */
export function clueGiven(
  part: EnforcementPart,
  { enforcementId, clue, by }: Extract<EnforcementCommand, { kind: 'clue' }>,
  view: LoanView,
  { openDay }: LaneAt,
): Made | Refused {
  const round = roundOf(part, enforcementId);
  if (round === undefined) return refusal('no-such-enforcement');
  if (!isGoingOn(round)) return refusal('round-over');
  const because = whyNoClue(clue, round, view);
  if (because !== null) return refusal(because);
  const next = { ...round, clues: [...round.clues, clueFrom(clue, openDay, by)] };
  return withMore(gatheredOf(withRound(part, next)), clueSaid(next, clue, openDay, by));
}

/** Why it is no clue: an exemption that the law does not know, a wage without its amount, or one that is there already. */
export function whyNoClue({ clueId, exempt, asset, monthly }: ClueSaid, round: Enforcement, view: LoanView) {
  if (round.clues.some((one) => one.clueId === clueId)) return 'clue-exists';
  if (exempt !== null && !rulesOf(view, round).exempt.some(({ code }) => code === exempt)) return 'no-such-exemption';
  return (asset === 'wage') === (monthly !== null) ? null : 'monthly-differs';
}

export const clueFrom = (clue: ClueSaid, on: CalendarDate, by: string): Clue => ({ ...clue, on, by });

/** What it is stays with the bank; that there is one, and of which kind, is told. */
export const clueSaid = (round: Enforcement, { clueId, asset, exempt }: ClueSaid, on: CalendarDate, by: string) => ({
  said: [ofRound(round, 'clue-given', { clueId, asset, on })],
  writes: [timelineOf('clue-given', { enforcementId: round.enforcementId, clueId, asset, exempt, on, by }, null)],
});
