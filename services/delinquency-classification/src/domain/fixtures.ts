import { addDays, calendarDate, type CalendarDate, type Currency, loanId } from '@mora/kernel';
import type { Amounts } from './amounts.js';
import type { Change } from './changes.js';
import type { LoanStatus, Restructured } from './facts.js';
import type { LoanEvent, LoanFact } from './loan-event.js';
import type { Policies } from './policies.js';
import { decide, type Standing } from './standing.js';

/** Facts of one loan as specs write them down. */
export const LOAN = loanId('bank:L-1');
const said = { loanId: LOAN, cutOver: false };
const rank = (bookedOn: string, sequence = 0) => ({ bookedOn: calendarDate(bookedOn), sequence });

export const registered = (bookedOn: string, more: Partial<LoanFact & { kind: 'registered' }> = {}): LoanFact => ({
  ...said,
  kind: 'registered',
  currency: 'CNY',
  registration: { ...rank(bookedOn), product: 'consumer', history: null },
  ...more,
});

type Line = readonly [dueOn: string, principal: number, rest?: Partial<Amounts>];

export const scheduled = (
  lines: readonly Line[],
  {
    version = 1,
    reason = null as 'contract' | 'rescheduled' | 'corrected' | null,
    currency = 'CNY' as Currency,
    cutOver = false,
    since = undefined as string | undefined,
    restructured = undefined as Restructured | undefined,
  } = {},
): LoanFact => ({
  ...said,
  cutOver,
  kind: 'schedule-replaced',
  since: since === undefined ? undefined : calendarDate(since),
  restructured,
  currency,
  version,
  reason,
  instalments: lines.map(([dueOn, principal, rest], nth) => ({
    number: nth + 1,
    dueOn: calendarDate(dueOn),
    principal,
    interest: 0,
    fee: 0,
    penalty: 0,
    ...rest,
  })),
});

/** A schedule that the ledger booked for a debtor in difficulty. */
export const restructured = (
  requestId: string,
  bookedOn: string,
  lines: readonly Line[],
  { version = 2, firstDueOn = lines[0]?.[0] as string, classBefore = null as string | null, sequence = 0 } = {},
): LoanFact =>
  scheduled(lines, {
    version,
    reason: 'rescheduled',
    since: bookedOn,
    restructured: {
      ...rank(bookedOn, sequence),
      requestId,
      forms: ['deferred-plan'],
      firstDueOn: calendarDate(firstDueOn),
      classBefore,
    },
  });

export const paid = (
  id: string,
  valueDate: string,
  minor: number,
  { portions = null as Amounts | null, currency = 'CNY' as Currency, cutOver = false } = {},
): LoanFact => ({
  ...said,
  cutOver,
  kind: 'payment-posted',
  currency,
  payment: { id, valueDate: calendarDate(valueDate), minor, portions },
});

export const takenBack = (of: string, bookedOn: string): LoanFact => ({
  ...said,
  kind: 'payment-reversed',
  currency: 'CNY',
  reversal: { of, bookedOn: calendarDate(bookedOn) },
});

export const charged = (id: string, dueOn: string, minor: number, sequence = 0): LoanFact => ({
  ...said,
  kind: 'charge-posted',
  currency: 'CNY',
  charge: { ...rank(dueOn, sequence), id, component: 'fee', minor, dueOn: calendarDate(dueOn) },
});

export const paused = (id: string, from: string, until: string | null, sequence = 0): LoanFact => ({
  ...said,
  kind: 'paused',
  pause: { ...rank(from, sequence), id, from: calendarDate(from), until: until === null ? null : calendarDate(until) },
});

export const becomes = (status: LoanStatus, effectiveOn: string): LoanFact => ({
  ...said,
  kind: 'status-changed',
  status: { ...rank(effectiveOn), status, effectiveOn: calendarDate(effectiveOn) },
});

export const snapshot = (
  asOf: string,
  oldest: string | null,
  minor: number,
  { ledgerDays = null as number | null, sequence = 0 } = {},
): LoanFact => ({
  ...said,
  kind: 'arrears-reported',
  currency: 'CNY',
  snapshot: {
    ...rank(asOf, sequence),
    asOf: calendarDate(asOf),
    oldestUnpaidDueOn: oldest === null ? null : calendarDate(oldest),
    overdue: { total: minor, principal: minor, interest: 0, fee: 0, penalty: 0 },
    ledgerDaysPastDue: ledgerDays,
  },
});

/** One loan in a bank whose days pass: `on` says which day is open. */
export class LoanStory {
  standing: Standing | null = null;
  readonly told: Change[] = [];

  constructor(
    private readonly policies: Policies,
    public openDay: CalendarDate,
  ) {}

  take(...facts: readonly LoanFact[]): this {
    facts.forEach((fact) => this.apply(fact));
    return this;
  }

  /** Closes every day up to and with this one, whether the loan changes by time or not. */
  close(upTo: string): this {
    while (this.openDay <= upTo) {
      this.apply({ kind: 'day-closed', day: this.openDay });
      this.openDay = addDays(this.openDay, 1);
    }
    return this;
  }

  /** As `close`, but touches the loan only on the days that it asked for, as the day roll does. */
  roll(upTo: string): this {
    for (; this.openDay <= upTo; this.openDay = addDays(this.openDay, 1)) {
      const next = this.standing?.nextTransitionOn ?? null;
      if (next !== null && next <= this.openDay) this.apply({ kind: 'day-closed', day: this.openDay });
    }
    return this;
  }

  get sentences(): string[] {
    return this.told.map(sentence);
  }

  private apply(event: LoanEvent): void {
    const decision = decide(this.standing, event, this, this.policies);
    if (decision.kind === 'refused') throw new Error(decision.because);
    this.standing = decision.next;
    this.told.push(...decision.changes);
  }
}

export function sentence(change: Change): string {
  switch (change.kind) {
    case 'started':
      return `${change.asOf} started at ${change.daysPastDue}`;
    case 'bucket-changed':
      return `${change.asOf} ${change.from} → ${change.to} at ${change.daysPastDue}`;
    case 'class-changed':
      return `${change.asOf} ${change.from} → ${change.to} at ${change.daysPastDue}`;
    case 'cured':
      return `${change.asOf} cured by ${change.by}`;
    case 'observation-started':
    case 'observation-restarted':
    case 'observation-ended':
      return `${change.asOf} ${change.kind} ${change.from} to ${change.earliestEndOn}: ${change.class}, ${change.policy.rule}`;
    case 'drift-detected':
      return `${change.asOf} ledger says ${change.ledgerDaysPastDue}, it is ${change.daysPastDue}`;
  }
}
