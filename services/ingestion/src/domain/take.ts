import type { CalendarDate } from '@mora/kernel';
import { type Booked, type Fact, registers } from './booked.js';
import { type LoanIntake, type Taken, unknownLoan } from './loan-intake.js';
import { isBefore, laterPlace } from './order.js';
import type { Terms } from './terms.js';

export type Said =
  | Readonly<{ kind: 'fact'; fact: Fact; of: Booked; late: boolean; cutOver: boolean }>
  | Readonly<{ kind: 'held'; reason: GapReason; since: CalendarDate }>
  | Readonly<{ kind: 'released'; reason: GapReason; since: CalendarDate }>;
export type GapReason = 'sequence-gap' | 'sequence-gap-expired' | 'sequence-gap-skipped';

export type Refusal = Readonly<{ kind: 'refused'; because: RefusalReason; detail: string }>;
export type RefusalReason =
  | 'loan-unknown'
  | 'loan-of-another-source'
  | 'currency-differs'
  | 'currency-unknown'
  | 'sequence-missing'
  | 'sequence-conflict'
  | 'too-many-waiting'
  | 'no-gap';

export type Decision =
  | Refusal
  /** `gap`: a timer is to be set when a gap opens, and cleared when it closes. */
  | Readonly<{ kind: 'decided'; next: LoanIntake; said: readonly Said[]; gap?: 'opened' | 'closed' }>;

export type At = Readonly<{ openDay: CalendarDate; terms: Terms }>;

const REMEMBERED = 8;
const MOST_WAITING = 1000;

/** Takes one record of a loan: tells its facts, lets it wait behind a gap, passes over a repetition, or refuses. */
export function take(known: LoanIntake | null, record: Booked, at: At): Decision {
  const loan = known ?? unknownLoan(record.source);
  const refusal = misfit(loan, record);
  if (refusal !== null) return refusal;
  const named = loan.currency === null && record.currency !== null ? { ...loan, currency: record.currency } : loan;
  if (at.terms.sequence.kind === 'none') return takeUnnumbered(named, record, at);
  if (record.sequence === null) return refuse('sequence-missing', 'the source numbers its records; this one has none');
  return takeNumbered(named, record, record.sequence, at.terms.sequence.first, at);
}

function misfit(loan: LoanIntake, record: Booked): Refusal | null {
  if (loan.source !== record.source) return refuse('loan-of-another-source', `the loan belongs to ${loan.source}`);
  const differs = loan.currency !== null && record.currency !== null && loan.currency !== record.currency;
  return differs
    ? refuse('currency-differs', `the loan is in ${loan.currency}, the record in ${record.currency}`)
    : null;
}

function takeUnnumbered(loan: LoanIntake, record: Booked, at: At): Decision {
  const applied = apply(loan, record, isBefore(record, loan.latest, at.terms.sequence), at);
  if (applied.kind === 'refused') return applied;
  const latest = laterPlace(record, loan.latest, at.terms.sequence);
  return { kind: 'decided', next: { ...applied.next, latest }, said: applied.said };
}

function takeNumbered(loan: LoanIntake, record: Booked, sequence: number, first: number, at: At): Decision {
  const begins = loan.lastSequence === null && isTakenOver(record);
  const expected = begins ? sequence : loan.lastSequence === null ? first : loan.lastSequence + 1;
  if (sequence > expected) return wait(loan, record, sequence, at);
  if (sequence < expected) return takeAgain(loan, record, sequence, at);
  const applied = apply(loan, record, false, at);
  if (applied.kind === 'refused') return applied;
  return drain(counted(applied.next, loan.recent, record, sequence), applied.said, at);
}

/** A loan that is taken over in the middle of its life begins with whatever number its ledger has come to. */
const isTakenOver = (record: Booked): boolean => registers(record) && (record.cutOver || record.historyUntil !== null);

const counted = (loan: LoanIntake, before: readonly Taken[], { digest }: Booked, sequence: number): LoanIntake => ({
  ...loan,
  lastSequence: sequence,
  recent: [...before, { sequence, digest }].slice(-REMEMBERED),
});

function wait(loan: LoanIntake, record: Booked, sequence: number, { openDay }: At): Decision {
  const same = loan.waiting.find((waiting) => waiting.sequence === sequence);
  if (same?.digest === record.digest) return { kind: 'decided', next: loan, said: [] };
  if (same !== undefined) return refuse('sequence-conflict', `another record waits under number ${sequence}`);
  if (loan.waiting.length >= MOST_WAITING)
    return refuse('too-many-waiting', `${MOST_WAITING} records wait behind a gap`);
  const waiting = [...loan.waiting, record].sort((a, b) => Number(a.sequence) - Number(b.sequence));
  if (loan.gapSince !== null) return { kind: 'decided', next: { ...loan, waiting }, said: [] };
  const held: Said = { kind: 'held', reason: 'sequence-gap', since: openDay };
  return { kind: 'decided', next: { ...loan, waiting, gapSince: openDay }, said: [held], gap: 'opened' };
}

/** A number that was passed already: the same content is a repetition, other content a correction that comes late. */
function takeAgain(loan: LoanIntake, record: Booked, sequence: number, at: At): Decision {
  const before = loan.recent.find((taken) => taken.sequence === sequence);
  if (before?.digest === record.digest) return { kind: 'decided', next: loan, said: [] };
  return apply(loan, record, true, at);
}

function drain(loan: LoanIntake, said: readonly Said[], at: At, reason = gapReason(loan)): Decision {
  let next = loan;
  const all = [...said];
  for (const record of loan.waiting) {
    if (record.sequence !== Number(next.lastSequence) + 1) break;
    const applied = apply(next, record, false, at);
    if (applied.kind === 'refused') return applied;
    const taken = counted(applied.next, next.recent, record, record.sequence);
    next = { ...taken, waiting: next.waiting.slice(1) };
    all.push(...applied.said);
  }
  if (next.gapSince === null || next.waiting.length > 0) return { kind: 'decided', next, said: all };
  all.push({ kind: 'released', reason, since: next.gapSince });
  return { kind: 'decided', next: { ...next, gapSince: null, gapExpired: false }, said: all, gap: 'closed' };
}

const gapReason = ({ gapExpired }: LoanIntake): GapReason => (gapExpired ? 'sequence-gap-expired' : 'sequence-gap');

function apply(loan: LoanIntake, record: Booked, outOfOrder: boolean, { openDay, terms }: At): Decision {
  const introduced = introduce(loan, record, terms);
  if (introduced.kind === 'refused') return introduced;
  const historyUntil = record.historyUntil ?? loan.historyUntil;
  const late = outOfOrder || record.bookedOn < openDay;
  const cutOver = record.cutOver || (historyUntil !== null && record.bookedOn <= historyUntil);
  const facts = [...introduced.facts, ...record.facts];
  const said = facts.map((fact): Said => ({ kind: 'fact', fact, of: record, late, cutOver }));
  const next = { ...loan, registered: true, currency: introduced.currency, historyUntil };
  return { kind: 'decided', next, said };
}

type Introduced = Readonly<{ kind: 'introduced'; facts: readonly Fact[]; currency: LoanIntake['currency'] }>;

/** A loan that nobody registered is refused, or registered by its first record, as was agreed with the source. */
function introduce(loan: LoanIntake, record: Booked, { unknownLoan: policy }: Terms): Introduced | Refusal {
  if (loan.registered || registers(record)) return { kind: 'introduced', facts: [], currency: loan.currency };
  if (policy.kind === 'refuse') return refuse('loan-unknown', 'the loan was never registered');
  const currency = loan.currency ?? policy.currency;
  if (currency === null) return refuse('currency-unknown', 'neither the record nor the source names a currency');
  return { kind: 'introduced', facts: [{ kind: 'registered', body: { product: policy.product, currency } }], currency };
}

/** The missing record did not come in time: whoever reads the stream is told, and the loan goes on waiting. */
export function expireGap(loan: LoanIntake): Decision {
  if (loan.gapSince === null || loan.gapExpired) return { kind: 'decided', next: loan, said: [] };
  const said: Said = { kind: 'held', reason: 'sequence-gap-expired', since: loan.gapSince };
  return { kind: 'decided', next: { ...loan, gapExpired: true }, said: [said] };
}

/**
 * The missing records will never come: goes on with the first that waits. Should one of them come after all, it is a
 * late fact. Behind a further gap the loan goes on waiting, with a timeout of its own.
 */
export function skipGap(loan: LoanIntake, at: At): Decision {
  const first = loan.waiting[0]?.sequence ?? null;
  if (first === null) return refuse('no-gap', 'no record of this loan waits behind a gap');
  const decision = drain({ ...loan, lastSequence: first - 1 }, [], at, 'sequence-gap-skipped');
  if (decision.kind === 'refused' || decision.next.gapSince === null) return decision;
  return { ...decision, next: { ...decision.next, gapExpired: false }, gap: 'opened' };
}

const refuse = (because: RefusalReason, detail: string): Refusal => ({ kind: 'refused', because, detail });
