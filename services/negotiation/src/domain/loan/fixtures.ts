import { addDays, type CalendarDate, calendarDate, type LoanId, type PersonId } from '@mora/kernel';
import { loadPolicies } from '../../policies/load.js';
import type { NegotiationPolicies } from '../policies.js';
import type { Amounts, Instalment, TimerSet } from '../words.js';
import { decideLoan } from './composer.js';
import type { LoanEvent } from './event.js';
import type { Said } from './part.js';
import type { LoanState } from './state.js';

export const LOAN = 'demo:L-1' as LoanId;
export const WANG = 'demo:P-1' as PersonId;
export const LI = 'demo:P-2' as PersonId;
/** A Monday. */
export const START = calendarDate('2026-03-02');
export const dayOf = (n: number): CalendarDate => addDays(START, n);

export const POLICIES: NegotiationPolicies = loadPolicies().on(START);
export const OUTREACH = 'mora.outreach.v1';
export const LEGAL = 'mora.legal.v1';

export const owed = (principal: number): Amounts => ({ principal, interest: 0, fee: 0, penalty: 0 });

export const registered: LoanEvent = {
  kind: 'registered',
  product: 'consumer-loan',
  currency: 'CNY',
  disbursedOn: calendarDate('2025-03-02'),
  principal: 2_400_000,
  cutOver: false,
};

export const linked = (
  personId = WANG,
  over: Partial<Extract<LoanEvent, { kind: 'party-linked' }>> = {},
): LoanEvent => ({
  kind: 'party-linked',
  personId,
  role: 'borrower',
  from: START,
  until: null,
  ...over,
});

export const started = (
  asOf: CalendarDate,
  over: Partial<Extract<LoanEvent, { kind: 'arrears-started' }>> = {},
): LoanEvent => ({
  kind: 'arrears-started',
  episodeId: 'e-1',
  first: true,
  cutOver: false,
  asOf,
  oldestUnpaidOn: addDays(asOf, -1),
  daysPastDue: 1,
  overdue: owed(120_000),
  ...over,
});

/** Overdue for so long that the shipped policy opens a negotiation at the next close. */
export const longOverdue = (asOf: CalendarDate, episodeId = 'e-1'): LoanEvent =>
  started(asOf, { episodeId, daysPastDue: 61, oldestUnpaidOn: addDays(asOf, -61) });

export const paid = (paymentId: string, minor: number, valueDate: CalendarDate): LoanEvent => ({
  kind: 'payment',
  paymentId,
  currency: 'CNY',
  minor,
  valueDate,
  portions: null,
});

/** Equal instalments of principal, a month apart. */
export const instalments = (count: number, firstDueOn: CalendarDate, minor: number): readonly Instalment[] =>
  Array.from({ length: count }, (_, n) => ({
    number: n + 1,
    dueOn: addDays(firstDueOn, 30 * n),
    ...owed(minor),
  }));

export const scheduled = (
  version: number,
  rows: readonly Instalment[],
  requestId: string | null = null,
): LoanEvent => ({
  kind: 'schedule',
  currency: 'CNY',
  version,
  instalments: rows,
  yearlyRate: '0.1080',
  request: requestId === null ? null : { requestId, restructure: null },
});

const NOON_MS = 12 * 3_600_000;
const DAY_MS = 24 * 3_600_000;

type Timer = TimerSet;

/** One loan on its way through its days; what each event led to is kept by the event. */
export class LoanStory {
  state: LoanState | null = null;
  openDay = START;
  /** The wall; the open day where nothing else is said. */
  today: CalendarDate | null = null;
  knownUpTo: Readonly<Record<string, CalendarDate>> = {};
  readonly said: Record<string, readonly Said[]> = {};
  readonly writes: Record<string, readonly string[]> = {};
  refused: string | null = null;
  private readonly timers = new Map<string, Timer>();
  private nth = 0;

  constructor(readonly policies: NegotiationPolicies = POLICIES) {}

  take(...events: readonly LoanEvent[]): this {
    for (const event of events) this.one((this.nth += 1).toString(), event);
    return this;
  }

  /** One event with the id of its cause; the day is the one that is open, unless the lane is behind. */
  one(id: string, event: LoanEvent, now: number | null = null): this {
    const today = this.today ?? this.openDay;
    const instant = now ?? Date.parse(today) + NOON_MS;
    const { openDay, knownUpTo } = this;
    const at = { now: instant, openDay, knownUpTo, today, endOf };
    const decision = decideLoan(this.state, { loanId: LOAN, id, event }, at, this.policies);
    this.refused = decision.kind === 'refused' ? decision.because : null;
    if (decision.kind === 'refused') return this;
    const { writes, ...rest } = decision.next;
    this.state = { ...rest, writes: [] };
    this.said[id] = [...(this.said[id] ?? []), ...decision.said];
    this.writes[id] = [...(this.writes[id] ?? []), ...writes.map((write) => JSON.stringify(write))];
    for (const key of decision.clear) this.timers.delete(key);
    for (const timer of decision.timers) this.timers.set(timer.key, timer);
    return this;
  }

  /** Closes days as the lane does: its timers first, and then the loan where it has asked for it. */
  close(days = 1): this {
    for (let n = 0; n < days; n += 1) {
      const day = this.openDay;
      this.fire(day);
      const { reviewOn } = this.state ?? { reviewOn: null };
      if (reviewOn !== null && reviewOn <= day) {
        const behind = this.today;
        this.today ??= addDays(day, 1); // the close of a day comes when it is over
        this.one(`closed/${day}`, { kind: 'day-closed', day });
        this.today = behind;
      }
      this.openDay = addDays(day, 1);
    }
    return this;
  }

  /** A mark of an informing stream: whoever waits for it is told. */
  known(stream: string, day: CalendarDate): this {
    this.knownUpTo = { ...this.knownUpTo, [stream]: day };
    if (this.state?.waits.includes(stream) === true) this.one(`known/${stream}/${day}`, { kind: 'known', stream, day });
    return this;
  }

  /** Everything of one type that was said since the last look, in its order. */
  heard<D = Record<string, unknown>>(type: string): D[] {
    const all = Object.values(this.said).flatMap((said) => said.filter((one) => one.type === type));
    const fresh = all.slice(this.looked[type] ?? 0);
    this.looked[type] = all.length;
    return fresh.map(({ data }) => data as D);
  }

  /** The types of all that was said, in its order. */
  get types(): string[] {
    return Object.values(this.said).flatMap((said) => said.map(({ type }) => type));
  }

  get parts(): LoanState['parts'] {
    if (this.state === null) throw new Error('nothing is known of the loan');
    return this.state.parts;
  }

  private fire(day: CalendarDate): void {
    const due = [...this.timers.values()].filter(({ dueAt }) => dueAt <= endOf(day));
    for (const { key, kind: timer, dueAt } of due.toSorted((a, b) => a.dueAt - b.dueAt || (a.key < b.key ? -1 : 1))) {
      if (this.timers.get(key)?.dueAt !== dueAt) continue;
      this.timers.delete(key);
      this.one(`timer/${key}/${dueAt}`, { kind: 'timer', timer, key, dueAt }, dueAt);
    }
  }

  private readonly looked: Record<string, number> = {};
}

const endOf = (day: CalendarDate): number => Date.parse(day) + DAY_MS - 1;
