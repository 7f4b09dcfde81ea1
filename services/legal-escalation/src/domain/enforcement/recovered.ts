import { addDays, type CalendarDate, daysBetween } from '@mora/kernel';
import { gatheredOf, refusal, type Refused, withMore } from '../loan/gathered.js';
import type { LoanView } from '../loan/part.js';
import type { PaymentKept } from '../loan/parts/ledger.js';
import { timelineOf } from '../loan/timeline.js';
import { workWanted } from '../loan/work.js';
import { moneyOf } from '../proceedings/money.js';
import type { LaneAt } from '../words.js';
import { allocateRecovery } from './allocate.js';
import type { EnforcementCommand } from './commands.js';
import { roundEnded } from './ended.js';
import { sumLeft } from './left.js';
import { leftIn, type Made, ofRound, roundOf, rulesOf, withRound } from './round.js';
import { recoveryRow } from './rows.js';
import type { Enforcement, EnforcementPart, Recovery } from './types.js';

type Command = Extract<EnforcementCommand, { kind: 'recovery' }>;

/**
 * Money has come in. It is used in the legal order as it stood on its own day; where nothing is left the enforcement is
 * satisfied, and what is too much has to go back.
 */
export function recovered(
  part: EnforcementPart,
  command: Command,
  view: LoanView,
  { openDay }: LaneAt,
): Made | Refused {
  const { enforcementId, recoveryId, on, minor, costs, paymentId, by } = command;
  const known = roundOf(part, enforcementId);
  if (known === undefined) return refusal('no-such-enforcement');
  if (known.state === 'satisfied' || known.state === 'settled') return refusal('round-over');
  if (on > openDay) return refusal('in-the-future');
  if (on < known.on) return refusal('before-it-began');
  if (minor === 0) return refusal('nothing-recovered');
  if (recoveriesIn(part).some((one) => one.recoveryId === recoveryId)) return refusal('recovery-exists');
  const paid = paymentId === null ? undefined : freePayments(part, view).find(({ id }) => id === paymentId);
  if (paymentId !== null && paid?.minor !== minor) return refusal('no-such-payment');
  const round = { ...known, costs: known.costs + costs };
  const costed = withRound(part, round);
  const left = leftIn(costed, round, view, on);
  if (left === null) return refusal('rate-not-covered');
  const used = allocateRecovery(minor, left);
  const met = paid ?? paymentFor({ on, minor }, costed, view);
  const recovery: Recovery = { recoveryId, on, minor, ...used, paymentId: met?.id ?? null };
  const next = { ...round, recoveries: [...round.recoveries, recovery] };
  const rule = { id: 'allocation', version: 1, rule: 'M-5' };
  const made = withMore(gatheredOf(withRound(costed, next)), {
    said: [recoveredSaid(round, recovery, view)],
    writes: [
      recoveryRow(view, round, recovery),
      timelineOf('recovered', { ...recovery, left, by }, rule),
      ...(used.surplus === 0 ? [] : [surplusItem(recovery, view, openDay)]),
    ],
  });
  const after = leftIn(made.part, next, view, on);
  return after !== null && sumLeft(after) === 0 ? roundEnded(made, enforcementId, 'satisfied', on, view) : made;
}

export const recoveriesIn = ({ rounds }: EnforcementPart): readonly Recovery[] =>
  rounds.flatMap(({ recoveries }) => recoveries);

function recoveredSaid(round: Enforcement, recovery: Recovery, view: LoanView) {
  const { currency, text } = moneyOf(view);
  const { recoveryId, on, minor, costs, judgment, doubled, surplus } = recovery;
  return ofRound(round, 'recovered', {
    recoveryId,
    on,
    currency,
    amount: text(minor),
    judgment: text(judgment),
    costs: text(costs),
    doubled: text(doubled),
    surplus: text(surplus),
    afterWriteOff: view.parts.ledger.status === 'written-off',
  });
}

const surplusItem = ({ recoveryId }: Recovery, { loanId }: LoanView, openedOn: CalendarDate) =>
  workWanted({
    loanId,
    about: recoveryId,
    kind: 'pay-back-surplus',
    team: 'operations',
    dueOn: addDays(openedOn, 1),
    because: 'more-than-owed',
    openedOn,
  });

/** Payments of the ledger that no recovery is yet. */
export function freePayments(part: EnforcementPart, { parts }: LoanView): readonly PaymentKept[] {
  const met = new Set(recoveriesIn(part).map(({ paymentId }) => paymentId));
  return parts.ledger.payments.filter(({ id }) => !met.has(id));
}

/** The first payment of the same amount that lies within a few days. */
export const paymentFor = (
  { on, minor }: Pick<Recovery, 'on' | 'minor'>,
  part: EnforcementPart,
  view: LoanView,
): PaymentKept | undefined => {
  const within = part.rounds.reduce((days, round) => Math.max(days, rulesOf(view, round).bookedWithinDays), 0);
  return freePayments(part, view).find(
    (payment) => payment.minor === minor && Math.abs(daysBetween(on, payment.valueDate)) <= within,
  );
};
