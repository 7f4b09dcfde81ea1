import {
  ledgerRequestWriteOff,
  legalEnforcementApplied,
  legalExecutionEnded,
  legalWriteOffApproved,
  legalWriteOffProposed,
  legalWrittenOff,
  loanStatusChanged,
} from '@mora/contracts';
import { type Currency, daysBetween, calendarDate, minorUnits } from '@mora/kernel';
import type { Trace } from '../negotiation-checker/trace.js';
import type { Finding } from './book.js';
import { SMALL_AND_OLD } from './law.js';
import { amountOf, Ledger } from './ledger.js';
import { notHeld } from './rules-gate.js';
import { sayer, unless } from './say.js';
import { dayBefore } from './titles.js';

/** Nothing is written off that was not enforced in vain or is small and old, by one person alone, or other than what is owed. */
export function writtenOffInOrder(trace: Trace): readonly Finding[] {
  const say = sayer('written-off', trace);
  const approved = trace.all(legalWriteOffApproved);
  const agreed = approved.flatMap(({ place, businessDate: on, data }) => {
    const { proposalId, approver, amount, currency, requestId } = data;
    const proposed = trace.before(legalWriteOffProposed, place).find((one) => one.data.proposalId === proposalId);
    const minor = minorUnits(amount, currency);
    const ledger = new Ledger(trace, place, dayBefore(on));
    const ask = trace.all(ledgerRequestWriteOff).find((one) => one.data.requestId === requestId);
    return [
      ...unless(proposed !== undefined, () => say(proposalId, 'nobody has proposed it')),
      ...unless(proposed?.data.by !== approver, () => say(proposalId, 'one person alone')),
      ...unless(ask?.data.amount === amount, () => say(proposalId, `the ledger is asked for ${ask?.data.amount}`)),
      ...unless(minor === amountOf(ledger.total), () =>
        say(proposalId, `${amount} is written off where ${amountOf(ledger.total)} is owed`),
      ),
      ...unless(inVain(trace, place) || isSmallAndOld(ledger, minor, currency, on), () =>
        say(proposalId, 'neither enforced in vain, nor small and old'),
      ),
      ...notHeld(trace, place, on, (hold) => say(proposalId, `beside a hold: ${hold}`)),
    ];
  });
  const booked = trace.all(legalWrittenOff).flatMap(({ place, data: { proposalId, amount } }) => {
    if (proposalId === null) return []; // the ledger has done it by itself
    const status = trace.before(loanStatusChanged, place).at(-1)?.data.status;
    const own = approved.find((one) => one.place < place && one.data.proposalId === proposalId)?.data.amount;
    return [
      ...unless(status === 'written-off', () => say(proposalId, 'the ledger has not booked it')),
      ...unless(own === amount, () => say(proposalId, `${amount} is written off, agreed is ${own}`)),
    ];
  });
  return [...agreed, ...booked];
}

/** The last round of enforcing has ended, and has not paid. */
function inVain(trace: Trace, place: number): boolean {
  const last = trace.before(legalEnforcementApplied, place).at(-1)?.data.enforcementId;
  const end = trace.before(legalExecutionEnded, place).findLast(({ data }) => data.enforcementId === last);
  return end?.data.kind === 'this-round' || end?.data.kind === 'final';
}

function isSmallAndOld(ledger: Ledger, minor: bigint, currency: Currency, on: string): boolean {
  const oldest = ledger.oldestUnpaid(dayBefore(on));
  const most = currency === 'CNY' || currency === 'TWD' ? SMALL_AND_OLD.most[currency] : 0n;
  const days = oldest === null ? 0 : daysBetween(calendarDate(oldest), calendarDate(dayBefore(on)));
  return days >= SMALL_AND_OLD.days && minor <= most;
}
