import { isDeepStrictEqual } from 'node:util';
import { addDays } from '@mora/kernel';
import fc from 'fast-check';
import type { LoanEvent } from '../loan/event.js';
import { dayOf, linked, LoanStory, owed, started, WANG } from '../loan/fixtures.js';

type Named = Readonly<{ id: string; event: LoanEvent }>;
type DayPlan = Readonly<{ loan: readonly Named[]; arrears: readonly Named[] }>;
const DAYS = 6;
const RUNS = 80;

const named = (stream: string, day: number, events: readonly LoanEvent[]): readonly Named[] =>
  events.map((event, n) => ({ id: `${stream}/${day}/${n}`, event }));

const paymentOf = (day: number): fc.Arbitrary<LoanEvent> =>
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 9 }), fc.nat(2)).map(([id, cents, ago]) => ({
        kind: 'payment' as const,
        paymentId: `p-${id}`,
        currency: 'CNY' as const,
        minor: cents * 1_000,
        valueDate: addDays(dayOf(day), -ago),
      })),
    },
    {
      weight: 2,
      arbitrary: fc.nat(3).map((id) => ({ kind: 'reversal' as const, paymentId: `p-${id}`, on: dayOf(day) })),
    },
  );

const arrearsOf = (day: number): fc.Arbitrary<LoanEvent> => {
  const asOf = dayOf(day);
  const said = { episodeId: 'e-1', asOf, oldestUnpaidOn: asOf, daysPastDue: 9, overdue: owed(90_000) };
  const ends = fc.constantFrom('paid' as const, 'rescheduled' as const, 'written-off' as const, 'corrected' as const);
  return fc.oneof(
    ends.map((by) => ({ kind: 'cured' as const, episodeId: 'e-1', by, asOf, daysPastDueBefore: 9 })),
    fc.constant(started(asOf)),
    fc.constantFrom('M1', 'M3').map((to) => ({ kind: 'bucket' as const, table: 'm-table', to, ...said })),
    fc.constantFrom('A', 'D').map((grade) => ({ kind: 'graded' as const, grade, asOf })),
  );
};

const aDay = (day: number): fc.Arbitrary<DayPlan> =>
  fc
    .tuple(fc.array(paymentOf(day), { maxLength: 4 }), fc.array(arrearsOf(day), { maxLength: 3 }))
    .map(([loan, arrears]) => ({ loan: named('loan', day, loan), arrears: named('arrears', day, arrears) }));

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

const who = { personId: WANG, role: 'borrower' as const };
const standing = { standing: 'good' as const, announcedOn: dayOf(0), listed: true, certified: true };

/** What people do, each morning before the bank's day is told. */
const MORNINGS: readonly (readonly LoanEvent[])[] = [
  [
    { kind: 'registered', product: 'consumer-loan', currency: 'CNY', cutOver: false },
    linked(WANG),
    started(dayOf(0)),
    {
      kind: 'promise-made',
      promiseId: 'p1',
      ...who,
      currency: 'CNY',
      parts: [
        { dueOn: dayOf(1), minor: 9_000 },
        { dueOn: dayOf(3), minor: 5_000 },
      ],
      method: 'transfer',
      via: 'staff',
    },
    { kind: 'takeover', caseId: 'c1', responsible: 'li', because: 'asked' },
    {
      kind: 'place',
      placementId: 'pl1',
      agencyId: 'a1',
      objections: [],
      standing,
      announcedOn: dayOf(0),
      firm: null,
      until: dayOf(4),
      by: 'li',
    },
  ],
  [{ kind: 'say', sayId: 's1', ...who, via: 'word', saying: { says: 'question', topic: 'interest' } }],
  [
    {
      kind: 'say',
      sayId: 's2',
      ...who,
      via: 'word',
      saying: { says: 'complaint', about: 'bank', agencyId: null, topic: 'tone' },
    },
  ],
  [{ kind: 'close-say', sayId: 's2', outcome: 'settled', verificationSentOn: null, by: 'li' }],
  [{ kind: 'close-say', sayId: 's1', outcome: 'answered', verificationSentOn: null, by: 'li' }],
  [],
];

/** The same placement, of which the borrower is still to be told. */
const untold = (event: LoanEvent): LoanEvent =>
  event.kind === 'place' ? { ...event, announcedOn: null, firm: { name: 'F', phone: '1' }, until: null } : event;

function run(days: readonly DayPlan[], turns: readonly boolean[], waits = false) {
  const story = new LoanStory();
  const states: unknown[] = [];
  days.forEach((plan, n) => {
    for (const { id, event } of named('morning', n, MORNINGS[n] ?? [])) story.one(id, waits ? untold(event) : event);
    for (const { id, event } of merged(plan, turns)) story.one(id, event);
    story.close();
    states.push(story.state);
  });
  const notEmpty = (all: Readonly<Record<string, readonly unknown[]>>) =>
    Object.fromEntries(Object.entries(all).filter(([, one]) => one.length > 0));
  return { states, said: notEmpty(story.said), writes: notEmpty(story.writes) };
}

it('promises, cases, placements and surveys end alike in every order of the two spine streams', () => {
  const seen = new Set<string>();
  const days = fc.tuple(...Array.from({ length: DAYS }, (_, day) => aDay(day)));
  fc.assert(
    fc.property(days, fc.array(fc.boolean(), { minLength: 1, maxLength: 12 }), fc.boolean(), (plan, turns, waits) => {
      const loanFirst = run(plan, [true], waits);
      for (const { type } of Object.values(loanFirst.said).flat() as { type: string }[]) seen.add(type);
      for (const other of [run(plan, [false], waits), run(plan, turns, waits)]) {
        if (!isDeepStrictEqual(other, loanFirst)) expect(other).toEqual(loanFirst);
      }
    }),
    { numRuns: RUNS },
  );
  // It was about something.
  const all = [
    'promise-kept',
    'promise-broken',
    'promise-reopened',
    'promise-withdrawn',
    'agency-recalled',
    'placement-waiting',
    'placement-dropped',
    'case-assigned',
  ];
  expect(all.filter((type) => !seen.has(type))).toEqual([]);
});

it('the lane looks at a loan on the days on which something of it is over, and on no other', () => {
  const story = new LoanStory().take(...(MORNINGS[0] ?? []));
  const ended = (type: string) =>
    story.heard<{ judgedOn?: string; because: string }>(type).map((one) => one.judgedOn ?? one.because);
  story.close(2); // Monday and Tuesday
  expect(ended('promise-broken')).toEqual([]);
  story.close(1); // the first part was due on Tuesday, with a working day of grace
  expect(ended('promise-broken')).toEqual([dayOf(2)]);
  story.close(1);
  expect([ended('agency-recalled'), ended('promise-broken')]).toEqual([[], []]);
  story.close(1); // the second part was due on Thursday; the placement ends on Friday too
  expect([ended('agency-recalled'), ended('promise-broken')]).toEqual([['term-over'], [dayOf(4)]]);
  story.close(30);
  expect([ended('agency-recalled'), ended('promise-broken')]).toEqual([[], []]);
});
