import { addDays, type CalendarDate } from '@mora/kernel';
import { neverAskedOn } from '../loan/parts/notices.js';
import type { Scene } from './step.js';
import type { Round, RoundHold } from './types.js';

/** Holds that follow from what the bank itself has left undone, and the days on which another one may. */
export type OwnHolds = Readonly<{ holds: Round['holds']; next: readonly CalendarDate[] }>;

type Wanted = Pick<RoundHold, 'holdId' | 'kind'>;

/**
 * Nobody fails because the bank is late: a team that nobody has named, documents that nobody was asked for, an approval
 * that nobody has given, a ledger that has not booked what was agreed.
 */
export function ownHolds(round: Round, day: CalendarDate, { view }: Scene): OwnHolds {
  const { opening, approvals } = view.policies;
  const { assessment, elsewhere, offers, plans } = view.parts;
  const wanted: Wanted[] = [];
  const next: CalendarDate[] = [];
  const late = (holdId: string, since: CalendarDate) => {
    if (since <= day) wanted.push({ holdId, kind: 'bank-delay' });
    else next.push(since);
  };
  if (!round.selfService && !hasTeam(round)) late('bank-delay:team', addDays(round.openedOn, opening.teamDays));
  const unasked = assessment.wanted.length > 0 ? neverAskedOn(elsewhere) : null;
  if (unasked !== null) late('bank-delay:documents', addDays(unasked, 1));
  if (assessment.verifyBy !== null) late('bank-delay:verification', assessment.verifyBy);
  // While an offer that was accepted is with the ledger, nobody waits for the others.
  const isChosen = round.state === 'awaiting';
  const drafts = offers.offers.filter((one) => !isChosen && one.state === 'draft' && one.roundId === round.roundId);
  const [oldest] = drafts.map(({ madeOn }) => madeOn).toSorted();
  if (oldest !== undefined) late('bank-delay:approval', addDays(oldest, approvals.approvalDays));
  for (const { planId, roundId, state } of plans.plans) {
    if (roundId !== round.roundId) continue;
    if (state === 'rejected' || state === 'timed-out') late(`bank-delay:ledger:${planId}`, day);
    if (state === 'differs') wanted.push({ holdId: `ledger-differs:${planId}`, kind: 'ledger-differs' });
  }
  return { holds: kept(round.holds, wanted, day), next };
}

export const hasTeam = ({ credit, service }: Round): boolean => credit !== null && service !== null;

const MOST = 30;

/**
 * The same list where nothing has changed. A hold that stands keeps the day on which it began; one that is over is kept
 * with its days, for what ended by silence in them.
 */
function kept(known: Round['holds'], wanted: readonly Wanted[], day: CalendarDate): Round['holds'] {
  const stands = (one: Wanted): RoundHold | undefined =>
    known.find(({ holdId, until }) => holdId === one.holdId && until === null);
  const fresh = wanted.filter((one) => stands(one) === undefined);
  const last = addDays(day, -1);
  const others = known.flatMap((hold) => {
    if (hold.until !== null || wanted.some(({ holdId }) => holdId === hold.holdId)) return [hold];
    return hold.since > last ? [] : [{ ...hold, until: last }];
  });
  const isSame = fresh.length === 0 && others.length === known.length && others.every((hold, n) => hold === known[n]);
  return isSame ? known : [...others, ...fresh.map((one) => ({ ...one, since: day, until: null }))].slice(-MOST);
}
