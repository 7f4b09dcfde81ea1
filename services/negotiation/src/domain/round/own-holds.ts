import { addDays, type CalendarDate } from '@mora/kernel';
import type { Scene } from './step.js';
import type { Round, RoundHold } from './types.js';

/** Holds that follow from what the bank itself has left undone, and the days on which another one may. */
export type OwnHolds = Readonly<{ holds: Round['holds']; next: readonly CalendarDate[] }>;

type Wanted = Pick<RoundHold, 'holdId' | 'kind'>;

/**
 * Nobody fails because the bank is late: a team that nobody has named, an approval that nobody has given, a ledger that
 * has not booked what was agreed.
 */
export function ownHolds(round: Round, day: CalendarDate, { view }: Scene): OwnHolds {
  const { opening, approvals } = view.policies;
  const { offers, plans } = view.parts;
  const wanted: Wanted[] = [];
  const next: CalendarDate[] = [];
  const late = (holdId: string, since: CalendarDate) => {
    if (since <= day) wanted.push({ holdId, kind: 'bank-delay' });
    else next.push(since);
  };
  if (!round.selfService && !hasTeam(round)) late('bank-delay:team', addDays(round.openedOn, opening.teamDays));
  const drafts = offers.offers.filter(({ state, roundId }) => state === 'draft' && roundId === round.roundId);
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

/** The same list where nothing has changed; a hold that stands keeps the day on which it began. */
function kept(known: Round['holds'], wanted: readonly Wanted[], day: CalendarDate): Round['holds'] {
  const holds = wanted.map(
    (one) => known.find(({ holdId }) => holdId === one.holdId) ?? { ...one, since: day, until: null },
  );
  const isSame = holds.length === known.length && holds.every((hold, n) => hold === known[n]);
  return isSame ? known : holds;
}
