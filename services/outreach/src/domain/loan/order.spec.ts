import { isDeepStrictEqual } from 'node:util';
import { addDays } from '@mora/kernel';
import fc from 'fast-check';
import { id128 } from '../ids.js';
import {
  answerTo,
  dayOf,
  factsOf,
  LI,
  linked,
  LoanStory,
  owed,
  START,
  started,
  WANG,
  type WantedData,
} from './fixtures.js';
import type { LoanEvent } from './event.js';
import { STOPPING } from './still-wanted.js';
import { flagsOf } from './flags.js';

const DAYS = 8;
const RUNS = 150;

/** Compared quickly; only what differs is looked at closely. */
function same(found: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(found, expected)) expect(found).toEqual(expected);
}

type Named = Readonly<{ id: string; event: LoanEvent }>;
type DayPlan = Readonly<{ loan: readonly Named[]; arrears: readonly Named[] }>;

const aLoanEvent = (day: number): fc.Arbitrary<LoanEvent> => {
  const on = dayOf(day);
  const paymentId = fc.nat(5).map((n) => `p-${n}`);
  const payment = { kind: 'payment' as const, currency: 'CNY' as const, minor: 50_000, valueDate: on };
  const instalments = (n: number) => [{ dueOn: dayOf(day + n), minor: 120_000 }];
  return fc.oneof(
    { weight: 6, arbitrary: paymentId.map((id) => ({ paymentId: id, ...payment })) },
    { weight: 2, arbitrary: paymentId.map((id) => ({ kind: 'reversal' as const, paymentId: id, on })) },
    {
      weight: 2,
      arbitrary: fc.constantFrom(linked(WANG), linked(LI, { role: 'guarantor' }), linked(LI, { until: on })),
    },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom('active' as const, 'closed' as const)
        .map((status) => ({ kind: 'status' as const, status, effectiveOn: on })),
    },
    {
      weight: 1,
      arbitrary: fc.nat(2).map((n) => ({ kind: 'paused' as const, pauseId: 'w', from: on, until: addDays(on, n) })),
    },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom('upstream-held' as const, 'upstream-released' as const)
        .map((kind) => ({ kind, by: 'ledger' as const, reason: 'contract', since: on })),
    },
    {
      weight: 2,
      arbitrary: fc.nat(9).map((n) => {
        return { kind: 'schedule' as const, currency: 'CNY' as const, version: day, instalments: instalments(n) };
      }),
    },
  );
};

const anArrearsEvent = (day: number): fc.Arbitrary<LoanEvent> => {
  const asOf = dayOf(day);
  const episode = { episodeId: 'e-1', asOf, oldestUnpaidOn: addDays(asOf, -9), daysPastDue: 9, overdue: owed(90_000) };
  return fc.oneof(
    {
      weight: 4,
      arbitrary: fc.constantFrom(
        started(asOf),
        started(asOf, { episodeId: 'e-2', first: false, cutOver: true, daysPastDue: 40 }),
      ),
    },
    fc.constantFrom('M1', 'M2').map((to) => ({ kind: 'bucket' as const, table: 'm-table', to, ...episode })),
    fc.constant({ kind: 'class' as const, scheme: 'prc-five-tier', to: 'special-mention', ...episode }),
    fc.constantFrom('e-1', 'e-2').map((episodeId) => ({
      kind: 'cured' as const,
      episodeId,
      by: 'paid' as const,
      asOf,
      daysPastDueBefore: 9,
    })),
    fc.constantFrom('A', 'D').map((grade) => ({ kind: 'graded' as const, grade, asOf })),
    fc
      .constantFrom('upstream-held' as const, 'upstream-released' as const)
      .map((kind) => ({ kind, by: 'arrears' as const, reason: 'contract', since: asOf })),
  );
};

const named = (stream: string, day: number, events: readonly LoanEvent[]): readonly Named[] =>
  events.map((event, n) => ({ id: `${stream}/${day}/${n}`, event }));

const aDay = (day: number): fc.Arbitrary<DayPlan> =>
  fc
    .tuple(fc.array(aLoanEvent(day), { maxLength: 4 }), fc.array(anArrearsEvent(day), { maxLength: 4 }))
    .map(([loan, arrears]) => ({ loan: named('loan', day, loan), arrears: named('arrears', day, arrears) }));

const someDays = fc.tuple(...Array.from({ length: DAYS }, (_, day) => aDay(day)));

/** A merge that keeps the order of each stream; the bits say whose turn it is. */
function merged({ loan, arrears }: DayPlan, turns: readonly boolean[]): readonly Named[] {
  const [a, b] = [[...loan], [...arrears]];
  const out: Named[] = [];
  for (let n = 0; a.length + b.length > 0; n += 1) {
    const from = b.length === 0 || (a.length > 0 && turns[n % turns.length] === true) ? a : b;
    out.push(from.shift() as Named);
  }
  return out;
}

/** The gate says yes or no by the id, and some of it never leaves: two runs that want the same are answered the same. */
const answers = (all: readonly WantedData[]): readonly Named[] =>
  all.flatMap((wanted): Named[] => {
    const { contactId } = wanted;
    const third = Number.parseInt(contactId.slice(0, 2), 16) % 3;
    const no = { outcome: 'refused' as const, rules: ['P-CN-1'], reservation: null };
    const answer = { id: `gate/${contactId}`, event: answerTo(wanted, third > 0 ? {} : no) };
    const key = `notice/${id128(contactId, wanted.channels[0] ?? 'sms')}`;
    const lapse: LoanEvent = { kind: 'timer', timer: 'notice-lapse', key, dueAt: 0 };
    return third === 2 ? [answer, { id: `lapse/${contactId}`, event: lapse }] : [answer];
  });

const openingWords: readonly Named[] = [
  { id: 'registered', event: { kind: 'registered', product: 'consumer-loan', currency: 'CNY', cutOver: false } },
  { id: 'linked', event: linked(WANG) },
];

/** Given when it may be refused for want of a debt; then it is so in every order. */
const promise: LoanEvent = {
  kind: 'promise-made',
  promiseId: 'pr-1',
  personId: WANG,
  role: 'borrower',
  currency: 'CNY',
  parts: [{ dueOn: dayOf(4), minor: 60_000 }],
  method: 'transfer',
  via: 'staff',
};

function run(days: readonly DayPlan[], turns: readonly boolean[]) {
  const story = new LoanStory();
  const states: unknown[] = [];
  days.forEach((day, n) => {
    const plan = n === 0 ? { ...day, loan: [...openingWords, ...day.loan] } : day;
    if (n === 2) story.one('facts', factsOf(WANG));
    for (const { id, event } of answers(story.wanted())) story.one(id, event);
    if (n === 3) story.one('promise', promise);
    if (n === 5) story.one('said', { kind: 'plan', planId: 'pl-1', state: 'active', on: dayOf(5) });
    if (n === 6) story.one('over', { kind: 'plan', planId: 'pl-1', state: 'broken', on: dayOf(6) });
    for (const { id, event } of merged(plan, turns)) story.one(id, event);
    story.close();
    states.push(story.state);
  });
  const said = Object.fromEntries(Object.entries(story.said).filter(([, all]) => all.length > 0));
  const writes = Object.fromEntries(Object.entries(story.writes).filter(([, all]) => all.length > 0));
  return { states, said, writes };
}

it('every order of the two spine streams gives the same states, rows and announcements with the same ids', () => {
  let wanted = 0;
  fc.assert(
    fc.property(someDays, fc.array(fc.boolean(), { minLength: 1, maxLength: 16 }), (days, turns) => {
      const loanFirst = run(days, [true]);
      wanted += Object.values(loanFirst.said)
        .flat()
        .filter(({ type }) => type === 'contact-wanted').length;
      same(run(days, [false]), loanFirst);
      same(run(days, turns), loanFirst);
    }),
    { numRuns: RUNS },
  );
  expect(wanted).toBeGreaterThan(RUNS / 2); // it was about something
});

describe('informing records', () => {
  const plan = (state: 'active' | 'broken'): Named => ({
    id: `plan-${state}`,
    event: { kind: 'plan', planId: 'pl-1', state, on: dayOf(3) },
  });
  const hold = (set: boolean): Named => ({
    id: `hold-${set}`,
    event: { kind: 'hold', holdId: 'h-1', set, reason: 'suit', on: dayOf(3) },
  });
  const STREAMS: readonly (readonly Named[])[] = [
    [plan('active'), plan('broken')],
    [hold(true), hold(false)],
    [
      { id: 'facts-1', event: factsOf(WANG) },
      { id: 'facts-2', event: factsOf(WANG, { flags: ['vulnerable'] }) },
    ],
  ];
  /** Where each informing record stands: before which of the slots of the days. */
  const SLOTS = 10;
  const positions = fc.tuple(
    ...STREAMS.map((stream) =>
      fc
        .array(fc.nat(SLOTS - 1), { minLength: stream.length, maxLength: stream.length })
        .map((at) => at.toSorted((a, b) => a - b)),
    ),
  );

  const inSlot = (places: readonly (readonly number[])[], slot: number): readonly Named[] =>
    STREAMS.flatMap((stream, s) => stream.filter((_, n) => places[s]?.[n] === slot));

  function tell(places: readonly (readonly number[])[], behind: readonly boolean[]) {
    const story = new LoanStory();
    story.take(...openingWords.map(({ event }) => event), started(START)).close();
    for (let slot = 0; slot < SLOTS; slot += 1) {
      for (const { id, event } of inSlot(places, slot)) story.one(id, event);
      for (const wanted of story.wanted()) {
        story.today = behind[slot] === true ? addDays(story.openDay, 1) : null;
        story.one(`gate/${wanted.contactId}`, answerTo(wanted));
        claimAll(story);
        story.today = null;
      }
      if (slot % 2 === 1) {
        story.knownUpTo = { 'mora.negotiation.v1': story.openDay, 'mora.legal.v1': story.openDay };
        story.close();
      }
    }
    return story.close(3);
  }

  /** Every notice that is planned is claimed at once; what may not leave must not be called used. */
  function claimAll(story: LoanStory): void {
    const before = story.state;
    if (before === null) return;
    const bars = flagsOf(before.parts, before.slices).filter((flag) => STOPPING.includes(flag));
    const mayLeave = bars.length === 0 && (story.today ?? story.openDay) <= story.openDay && !before.stopped;
    for (const { noticeId, state } of Object.values(before.parts.notices.notices)) {
      if (state !== 'planned') continue;
      story.heard('contact-reported');
      story.one(`claim/${noticeId}`, { kind: 'claim-notice', noticeId, attemptId: 'a-1' });
      const used = story.heard<{ outcome: string }>('contact-reported').filter(({ outcome }) => outcome === 'used');
      if (!mayLeave) expect(used).toEqual([]);
    }
  }

  it('in any order never lead to an irreversible step before its conditions, and to the same end', () => {
    const [first] = fc.sample(positions, 1);
    const ends = (story: LoanStory) => ({
      ledger: story.state?.parts.ledger,
      arrears: story.state?.parts.arrears,
      plans: story.state?.parts.elsewhere.plans,
      holds: story.state?.parts.elsewhere.holds,
      facts: story.state?.parts.parties,
      flags: story.state === null ? [] : flagsOf(story.state.parts, story.state.slices),
    });
    const reference = ends(tell(first as never, [false]));
    fc.assert(
      fc.property(positions, fc.array(fc.boolean(), { minLength: SLOTS, maxLength: SLOTS }), (places, behind) => {
        same(ends(tell(places, behind)), reference);
      }),
      { numRuns: RUNS },
    );
  });
});
