import type { CalendarDate } from '@mora/kernel';
import { refusal, type Refused, withMore } from '../loan/gathered.js';
import type { LoanView } from '../loan/part.js';
import { timelineOf } from '../loan/timeline.js';
import type { LaneAt } from '../words.js';
import type { EnforcementCommand } from './commands.js';
import { closedDay } from './left.js';
import { freePayments, inOrder, recoveriesIn } from './payments.js';
import { type Made, roundOf, withRound } from './round.js';
import type { Enforcement, EnforcementPart, Recovery } from './types.js';
import { satisfied, usedAnew } from './used.js';

type Command = Extract<EnforcementCommand, { kind: 'recovery' }>;

const UNUSED = { costs: 0, judgment: 0, doubled: 0, surplus: 0 } as const;

/**
 * Money has come in. It is used in the legal order as it stood on its own day, whenever it is told of; where nothing is
 * left the enforcement is satisfied, and what is too much has to go back. One that no payment was found for may be told
 * again, as it was.
 */
export function recovered(
  part: EnforcementPart,
  command: Command,
  view: LoanView,
  { openDay }: LaneAt,
): Made | Refused {
  const { enforcementId, recoveryId, on, minor, costs: expense, paymentId: named, by } = command;
  const round = roundOf(part, enforcementId);
  if (round === undefined) return refusal('no-such-enforcement');
  const no = whyNotRecovered(part, round, command, view, openDay);
  if (no !== null) return refusal(no);
  const told: Recovery = { recoveryId, on, minor, expense, ...UNUSED, paymentId: null, named };
  const others = round.recoveries.filter((one) => one.recoveryId !== recoveryId);
  const next = withRound(part, { ...round, recoveries: inOrder([...others, told]) });
  const made = usedAnew(next, view, closedDay(openDay), part);
  if (made === null) return refusal('rate-not-covered');
  const line = timelineOf('recovery-told', { recoveryId, on, minor, expense, named, by }, null);
  return satisfied(withMore(made, { writes: [line] }), view, closedDay(openDay), on, enforcementId);
}

function whyNotRecovered(
  part: EnforcementPart,
  round: Enforcement,
  { recoveryId, again, on, minor, paymentId }: Command,
  { parts }: LoanView,
  openDay: CalendarDate,
): string | null {
  if (round.state === 'settled') return 'round-over';
  if (on > openDay) return 'in-the-future';
  if (on < round.on) return 'before-it-began';
  if (minor === 0) return 'nothing-recovered';
  const known = round.recoveries.find((one) => one.recoveryId === recoveryId);
  if (again && known === undefined) return 'no-such-recovery';
  if (again ? known?.paymentId !== null : isTaken(part, recoveryId)) return 'recovery-exists';
  const paid = freePayments(part, parts.ledger).find(({ id }) => id === paymentId);
  const isPerformance = part.rounds.some(({ performed }) => performed.some((id) => id === paymentId));
  return paymentId !== null && (paid?.minor !== minor || isPerformance) ? 'no-such-payment' : null;
}

const isTaken = (part: EnforcementPart, recoveryId: string): boolean =>
  recoveriesIn(part).some((one) => one.recoveryId === recoveryId);
