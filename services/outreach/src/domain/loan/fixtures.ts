import { addDays, type CalendarDate, calendarDate, type LoanId, type PersonId } from '@mora/kernel';
import { loadCalendars } from '../../policies/calendars.js';
import { loadPeoplePolicies } from '../../policies/people.js';
import { SHIPPED } from '../../policies/shipped.js';
import { loadStrategies } from '../../policies/strategies.js';
import { id128 } from '../ids.js';
import type { PersonFacts } from '../words.js';
import { decideLoan } from './composer.js';
import type { ContactAnswered, LoanEvent, Overdue } from './event.js';
import type { LoanPolicies, Said } from './part.js';
import type { LoanState } from './state.js';

/** One that the champion treats. */
export const LOAN = 'demo:L-3' as LoanId;
export const WANG = 'demo:P-1' as PersonId;
export const LI = 'demo:P-2' as PersonId;
/** A Monday. */
export const START = calendarDate('2026-03-02');
export const dayOf = (n: number): CalendarDate => addDays(START, n);

const holidays = loadCalendars(SHIPPED);
export const POLICIES: LoanPolicies = {
  strategies: loadStrategies(SHIPPED),
  people: loadPeoplePolicies(SHIPPED, holidays),
  holidays,
  informingSilenceDays: 2,
};

export const owed = (total: number): Overdue => ({
  currency: 'CNY',
  total,
  principal: total,
  interest: 0,
  fee: 0,
  penalty: 0,
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

export const factsOf = (personId: PersonId, over: Partial<PersonFacts> = {}): LoanEvent => ({
  kind: 'person-facts',
  personId,
  facts: {
    personId,
    jurisdiction: 'CN',
    timeZone: 'Asia/Shanghai',
    language: 'zh-CN',
    segment: null,
    preference: [],
    digital: null,
    flags: [],
    reachable: ['sms'],
    erased: false,
    ...over,
  },
});

/** What a loan has said it wants of a person. */
export type WantedData = Readonly<{
  contactId: string;
  personId: PersonId;
  role: 'borrower';
  channels: readonly ContactAnswered['channel'][];
  purpose: ContactAnswered['purpose'];
  on: CalendarDate;
  at: string | null;
  lapsesOn: CalendarDate;
  step: string | null;
  episodeId: string | null;
  arm: ContactAnswered['arm'];
}>;

/** The gate's word on it. */
export const answerTo = (wanted: WantedData, over: Partial<ContactAnswered> = {}): ContactAnswered => ({
  kind: 'contact-answered',
  contactId: wanted.contactId,
  decisionId: `d-${wanted.contactId}`,
  personId: wanted.personId,
  role: wanted.role,
  channel: wanted.channels[0] ?? 'sms',
  purpose: wanted.purpose,
  collector: { kind: 'robot', id: null },
  outcome: 'allowed',
  rules: [],
  step: wanted.step,
  episodeId: wanted.episodeId,
  arm: wanted.arm,
  reservation: { id: `d-${wanted.contactId}`, validUntil: Number.MAX_SAFE_INTEGER },
  pointId: 'mobile-1',
  again: null,
  published: {},
  ...over,
});

const NOON_MS = 12 * 3_600_000;

/** One loan on its way through its days; what each event led to is kept by the event. */
export class LoanStory {
  state: LoanState | null = null;
  openDay = START;
  today: CalendarDate | null = null;
  knownUpTo: Readonly<Record<string, CalendarDate>> = {};
  readonly said: Record<string, readonly Said[]> = {};
  readonly writes: Record<string, readonly string[]> = {};
  refused: string | null = null;
  /** In the order in which it was said. */
  private readonly all: Said[] = [];
  private nth = 0;

  constructor(readonly policies: LoanPolicies = POLICIES) {}

  take(...events: readonly LoanEvent[]): this {
    for (const event of events) this.one((this.nth += 1).toString(), event);
    return this;
  }

  /** One event with the id of its cause; the day is the one that is open, unless the lane is behind. */
  one(id: string, event: LoanEvent): this {
    const today = this.today ?? this.openDay;
    const at = { now: Date.parse(today) + NOON_MS, openDay: this.openDay, knownUpTo: this.knownUpTo, today };
    const decision = decideLoan(this.state, { loanId: LOAN, id, event }, at, this.policies);
    this.refused = decision.kind === 'refused' ? decision.because : null;
    if (decision.kind === 'refused') return this;
    const { writes, ...rest } = decision.next;
    this.state = { ...rest, writes: [] };
    this.said[id] = [...(this.said[id] ?? []), ...decision.said];
    this.all.push(...decision.said);
    this.writes[id] = writes.map((write) => JSON.stringify(write));
    return this;
  }

  /** Closes days as the lane does: the loan is touched only where it has asked for it. */
  close(days = 1): this {
    for (let n = 0; n < days; n += 1) {
      const day = this.openDay;
      const { reviewOn } = this.state ?? { reviewOn: null };
      const isDue = reviewOn !== null && reviewOn <= day;
      if (isDue) {
        const behind = this.today;
        this.today ??= addDays(day, 1); // the close of a day comes when it is over
        this.one(`closed/${day}`, { kind: 'day-closed', day });
        this.today = behind;
      }
      this.openDay = addDays(day, 1);
    }
    return this;
  }

  /** Everything of one type that was said since the last look, in its order. */
  heard<D = Record<string, unknown>>(type: string): D[] {
    const all = this.all.filter((one) => one.type === type);
    const fresh = all.slice(this.looked[type] ?? 0);
    this.looked[type] = all.length;
    return fresh.map(({ data }) => data as D);
  }

  wanted(): WantedData[] {
    return this.heard<WantedData>('contact-wanted');
  }

  private readonly looked: Record<string, number> = {};
}

const WORDS = { id: 'first-overdue', version: 1, language: 'zh-CN', hash: 'h' } as const;

/** The gate allows what was wanted; a message goes out, a call is answered, a visit finds somebody. */
export function goesOut(story: LoanStory, wanted: WantedData): LoanStory {
  const [channel = 'sms'] = wanted.channels;
  const { contactId, personId, role } = wanted;
  const noticeId = id128(contactId, channel);
  const at = Date.parse(story.openDay) + NOON_MS;
  story.take(answerTo(wanted));
  const contact = {
    personId,
    role,
    decisionId: `d-${contactId}`,
    contactId,
    pointId: null,
    by: 'staff',
    agencyId: null,
    at,
  } as const;
  const meaning = { outcome: 'spoken', answered: true, conversation: true, invalidPoint: false };
  switch (channel) {
    case 'call':
      return story.take({
        kind: 'log-call',
        callId: `call-${contactId}`,
        direction: 'out',
        channel,
        reasonForDelinquency: null,
        recordingId: null,
        ...contact,
        ...meaning,
      });
    case 'visit':
      return story.take({
        kind: 'log-visit',
        visitId: `visit-${contactId}`,
        channel,
        arrival: { visitors: 2, checkedInAt: at },
        recorded: true,
        entryConsent: true,
        ...contact,
        ...meaning,
      });
    default: {
      const sent = { outcome: 'sent', provider: 'p', providerRef: 'r', reason: null, definite: false } as const;
      const claim = { noticeId, attemptId: 'a-1' };
      const proof = { proofHash: 'h', template: WORDS, at };
      return story.take({ kind: 'claim-notice', ...claim }, { kind: 'notice-outcome', ...claim, ...sent, ...proof });
    }
  }
}
