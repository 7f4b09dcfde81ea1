import { addDays, type CalendarDate, daysBetween } from '@mora/kernel';
import type { LedgerPart, PaymentKept } from '../loan/parts/ledger.js';
import type { JudgmentTitle, ProceedingsPart } from '../proceedings/types.js';
import type { EnforcementPart, Recovery } from './types.js';

export const recoveriesIn = ({ rounds }: EnforcementPart): readonly Recovery[] =>
  rounds.flatMap(({ recoveries }) => recoveries);

/** Payments of the ledger that no recovery is yet. */
export function freePayments(part: EnforcementPart, { payments }: LedgerPart): readonly PaymentKept[] {
  const met = new Set(recoveriesIn(part).map(({ paymentId }) => paymentId));
  return payments.filter(({ id }) => !met.has(id));
}

/**
 * What the debtor has paid to the bank since a title has said what is owed, as far as the ledger had booked it by the
 * close of a day. Of several titles it counts for each: they may be for one and the same debt.
 */
export const paidSince = (
  title: JudgmentTitle,
  part: EnforcementPart,
  parts: Readonly<{ ledger: LedgerPart; proceedings: ProceedingsPart }>,
  known: CalendarDate,
): readonly PaymentKept[] => {
  const saidOn = amountOf(title, parts.proceedings);
  return freePayments(part, parts.ledger).filter(({ valueDate, bookedOn }) => valueDate > saidOn && bookedOn <= known);
};

/** The day of which the amount of a title is: an order that nobody objected to grants what was asked for at its filing. */
function amountOf({ by, on, proceedingId }: JudgmentTitle, { proceedings }: ProceedingsPart): CalendarDate {
  const filedOn = proceedings.find((one) => one.proceedingId === proceedingId)?.filedOn;
  return by !== null || filedOn === undefined ? on : addDays(filedOn, -1);
}

/**
 * Which payment of the ledger each recovery is: the one that was named, else the first of the same amount within a few
 * days, from the oldest recovery on. What a settlement was performed by is none. Whoever was told of first does not
 * matter.
 */
export function matched(
  { rounds }: EnforcementPart,
  { payments }: LedgerPart,
  withinDays: number,
): ReadonlyMap<string, string> {
  const recoveries = rounds.flatMap((round) => round.recoveries);
  const found = new Map(
    recoveries.flatMap(({ recoveryId, named }) =>
      named !== null && payments.some(({ id }) => id === named) ? [[recoveryId, named] as const] : [],
    ),
  );
  const taken = new Set([...found.values(), ...rounds.flatMap(({ performed }) => performed)]);
  for (const { recoveryId, on, minor } of inOrder(recoveries)) {
    if (found.has(recoveryId)) continue;
    const payment = payments.find(
      ({ id, valueDate, ...one }) =>
        one.minor === minor && !taken.has(id) && Math.abs(daysBetween(on, valueDate)) <= withinDays,
    );
    if (payment === undefined) continue;
    found.set(recoveryId, payment.id);
    taken.add(payment.id);
  }
  return found;
}

/** As the money came; ids decide where it came on one day. */
export const inOrder = (recoveries: readonly Recovery[]): readonly Recovery[] =>
  recoveries.toSorted((a, b) =>
    a.on < b.on ? -1 : a.on > b.on ? 1 : a.recoveryId < b.recoveryId ? -1 : a.recoveryId > b.recoveryId ? 1 : 0,
  );
