import { type CalendarDate, type Currency, earliest } from '@mora/kernel';
import { isSafeSum, totalOf } from './amounts.js';
import { duesOf, NO_DUES } from './dues.js';
import type {
  Charge,
  Facts,
  Instalment,
  Payment,
  Pause,
  Restructured,
  Reversal,
  Snapshot,
  StatusFact,
} from './facts.js';
import { type LoanFact, type Refusal, refuse } from './loan-event.js';
import { compareRank, placed, supersede } from './statements.js';

/** `from`: the first day on which the loan may stand otherwise than was known. */
export type Recorded = Readonly<{ kind: 'recorded'; facts: Facts; from: CalendarDate }>;
export type Recording = Recorded | Refusal | Readonly<{ kind: 'known-already' }>;

const KNOWN_ALREADY = { kind: 'known-already' } as const;

/**
 * Adds one fact to what is known. The same fact twice changes nothing; any order of facts ends the same.
 * Two statements about one thing that differ, with nothing to say which is the later, are refused.
 */
export function record(facts: Facts | null, fact: LoanFact, snapshotsKept: number): Recording {
  if (fact.kind === 'unusable') return refuse(fact.because);
  if ('currency' in fact && facts !== null && facts.currency !== fact.currency) return refuse('currency-differs');
  switch (fact.kind) {
    case 'registered':
      return registered(facts ?? nothingKnown(fact.currency), fact);
    case 'schedule-replaced':
      return rescheduled(facts ?? nothingKnown(fact.currency), fact);
    case 'arrears-reported':
      return reported(facts ?? nothingKnown(fact.currency), fact.snapshot, snapshotsKept);
  }
  if (facts === null) return refuse('loan-unknown');
  switch (fact.kind) {
    case 'payment-posted':
      return paid(facts, fact.payment);
    case 'payment-reversed':
      return reversed(facts, fact.reversal);
    case 'charge-posted':
      return charged(facts, fact.charge);
    case 'paused':
      return paused(facts, fact.pause);
    case 'status-changed':
      return statusChanged(facts, fact.status);
    case 'request-answered':
      return fact.restructured === undefined ? KNOWN_ALREADY : restructured(facts, KNOWN_ALREADY, fact.restructured);
  }
}

export const nothingKnown = (currency: Currency): Facts => ({
  currency,
  registration: null,
  schedule: null,
  charges: [],
  payments: [],
  reversals: [],
  pauses: [],
  statuses: [],
  snapshots: [],
  folded: null,
  dues: NO_DUES,
});

function registered(facts: Facts, { registration }: LoanFact & { kind: 'registered' }): Recording {
  const known = facts.registration;
  const listed = supersede(known === null ? [] : [known], registration, () => true);
  if (listed === 'contradiction') return refuse('contradicts-itself', 'registration');
  if (listed === null) return KNOWN_ALREADY;
  return recorded({ ...facts, registration }, registration.bookedOn);
}

type Rescheduling = LoanFact & { kind: 'schedule-replaced' };

/** A schedule that is superseded already may still be the one by which the loan was restructured. */
function rescheduled(facts: Facts, fact: Rescheduling): Recording {
  const recording = scheduled(facts, fact);
  return fact.restructured === undefined ? recording : restructured(facts, recording, fact.restructured);
}

function restructured(before: Facts, recording: Recording, fact: Restructured): Recording {
  if (recording.kind === 'refused') return recording;
  const facts = recording.kind === 'recorded' ? recording.facts : before;
  const known = facts.restructures ?? [];
  const isSame = ({ requestId }: Restructured): boolean => requestId === fact.requestId;
  const listed = supersede(known, fact, isSame);
  if (listed === 'contradiction') return refuse('contradicts-itself', `restructuring ${fact.requestId}`);
  if (listed === null) return recording;
  const restructures = listed.toSorted((a, b) => compareRank(a, b) || (a.requestId < b.requestId ? -1 : 1));
  const since = earliest(fact.bookedOn, known.find(isSame)?.bookedOn ?? fact.bookedOn);
  const from = recording.kind === 'recorded' ? earliest(recording.from, since) : since;
  return recorded({ ...facts, restructures }, from);
}

function scheduled(facts: Facts, { version, instalments, since }: Rescheduling): Recording {
  const known = facts.schedule;
  if (known !== null && version < known.version) return KNOWN_ALREADY;
  const firstOther = firstDifference(known?.instalments ?? [], instalments);
  if (firstOther === null && version === known?.version) return KNOWN_ALREADY;
  if (version === known?.version) return refuse('contradicts-itself', `schedule ${version}`);
  const dues = duesOf(instalments, facts.charges);
  if (!isSafeSum(dues.upTo.total.at(-1) ?? 0)) return refuse('amount-too-large');
  const from = firstOther ?? (instalments[0] as Instalment).dueOn;
  return recorded(
    { ...facts, schedule: since === undefined ? { version, instalments } : { version, instalments, since }, dues },
    from,
  );
}

/** The earliest due date on which two schedules, both sorted, ask for other things; null where they are the same. */
function firstDifference(a: readonly Instalment[], b: readonly Instalment[]): CalendarDate | null {
  for (let nth = 0; nth < Math.max(a.length, b.length); nth += 1) {
    const [one, other] = [a[nth], b[nth]];
    if (one !== undefined && other !== undefined && sameInstalment(one, other)) continue;
    return earliest((one ?? other)?.dueOn as CalendarDate, (other ?? one)?.dueOn as CalendarDate);
  }
  return null;
}

const sameInstalment = (a: Instalment, b: Instalment): boolean =>
  a.dueOn === b.dueOn &&
  a.number === b.number &&
  a.principal === b.principal &&
  a.interest === b.interest &&
  a.fee === b.fee &&
  a.penalty === b.penalty;

function paid(facts: Facts, payment: Payment): Recording {
  const known = facts.payments.find(({ id }) => id === payment.id);
  if (known !== undefined) {
    const same = known.minor === payment.minor && known.valueDate === payment.valueDate;
    return same ? KNOWN_ALREADY : refuse('contradicts-itself', `payment ${payment.id}`);
  }
  if (facts.reversals.some(({ of }) => of === payment.id)) return KNOWN_ALREADY;
  if (facts.folded !== null && payment.valueDate <= facts.folded.upTo) return refuse('older-than-horizon');
  if (payment.portions !== null && totalOf(payment.portions) > payment.minor) {
    return refuse('contradicts-itself', `portions of payment ${payment.id}`);
  }
  const payments = placed(facts.payments, payment, byValueDate);
  return recorded({ ...facts, payments }, payment.valueDate);
}

const byValueDate = (a: Payment, b: Payment): number =>
  a.valueDate === b.valueDate ? (a.id < b.id ? -1 : 1) : a.valueDate < b.valueDate ? -1 : 1;

/** Takes the payment back whole. One that comes before its payment stays, and the payment will not count. */
function reversed(facts: Facts, reversal: Reversal): Recording {
  if (facts.reversals.some(({ of }) => of === reversal.of)) return KNOWN_ALREADY;
  const original = facts.payments.find(({ id }) => id === reversal.of);
  if (original === undefined && facts.folded !== null) return refuse('older-than-horizon');
  const reversals = placed(facts.reversals, reversal, (a, b) => (a.of < b.of ? -1 : 1));
  const payments = original === undefined ? facts.payments : facts.payments.filter((p) => p !== original);
  return recorded({ ...facts, reversals, payments }, original?.valueDate ?? reversal.bookedOn);
}

function charged(facts: Facts, charge: Charge): Recording {
  const known = facts.charges.find(({ id }) => id === charge.id);
  if (known === undefined && facts.folded !== null && charge.dueOn <= facts.folded.upTo) {
    return refuse('older-than-horizon');
  }
  const charges = supersede(facts.charges, charge, ({ id }) => id === charge.id);
  if (charges === 'contradiction') return refuse('contradicts-itself', `charge ${charge.id}`);
  if (charges === null) return KNOWN_ALREADY;
  const sorted = charges.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const dues = duesOf(facts.schedule?.instalments ?? [], sorted);
  if (!isSafeSum(dues.upTo.total.at(-1) ?? 0)) return refuse('amount-too-large');
  return recorded({ ...facts, charges: sorted, dues }, earliest(charge.dueOn, known?.dueOn ?? charge.dueOn));
}

function paused(facts: Facts, pause: Pause): Recording {
  const known = facts.pauses.find(({ id }) => id === pause.id);
  const pauses = supersede(facts.pauses, pause, ({ id }) => id === pause.id);
  if (pauses === 'contradiction') return refuse('contradicts-itself', `pause ${pause.id}`);
  if (pauses === null) return KNOWN_ALREADY;
  const sorted = pauses.toSorted((a, b) => (a.from === b.from ? (a.id < b.id ? -1 : 1) : a.from < b.from ? -1 : 1));
  return recorded({ ...facts, pauses: sorted }, earliest(pause.from, known?.from ?? pause.from));
}

function statusChanged(facts: Facts, status: StatusFact): Recording {
  const statuses = supersede(facts.statuses, status, ({ effectiveOn }) => effectiveOn === status.effectiveOn);
  if (statuses === 'contradiction') return refuse('contradicts-itself', `status of ${status.effectiveOn}`);
  if (statuses === null) return KNOWN_ALREADY;
  const sorted = statuses.toSorted((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : 1));
  return recorded({ ...facts, statuses: sorted }, status.effectiveOn);
}

/** Only the latest snapshots are kept: an older one says nothing of today. */
function reported(facts: Facts, snapshot: Snapshot, kept: number): Recording {
  const oldest = facts.snapshots[0];
  if (facts.snapshots.length >= kept && oldest !== undefined && snapshot.asOf < oldest.asOf) return KNOWN_ALREADY;
  const snapshots = supersede(facts.snapshots, snapshot, ({ asOf }) => asOf === snapshot.asOf);
  if (snapshots === 'contradiction') return refuse('contradicts-itself', `snapshot of ${snapshot.asOf}`);
  if (snapshots === null) return KNOWN_ALREADY;
  const sorted = snapshots.toSorted((a, b) => (a.asOf < b.asOf ? -1 : 1)).slice(-kept);
  return recorded({ ...facts, snapshots: sorted }, snapshot.asOf);
}

const recorded = (facts: Facts, from: CalendarDate): Recorded => ({ kind: 'recorded', facts, from });
