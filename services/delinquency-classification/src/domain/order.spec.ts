import { addDays, calendarDate as day } from '@mora/kernel';
import fc from 'fast-check';
import { loadPolicies, readPolicySet } from '../policies.js';
import {
  LoanStory,
  becomes,
  charged,
  paid,
  paused,
  registered,
  restructured,
  scheduled,
  snapshot,
  takenBack,
} from './fixtures.js';
import type { LoanFact } from './loan-event.js';
import { Policies } from './policies.js';
import type { Standing } from './standing.js';

const shipped = readPolicySet();
const everything = {
  tables: shipped.tables.map(({ id }) => id),
  schemes: shipped.schemes.map(({ id }) => id),
};
const withGrace = { ...shipped, products: shipped.products.map((p) => ({ ...p, graceDays: 3, goldenCases: [] })) };
const policySets = {
  'as shipped': loadPolicies(),
  'all tables and schemes at once': new Policies(shipped, everything),
  'three days of grace': new Policies(withGrace, everything),
  'ten of tolerance': new Policies({
    ...shipped,
    products: shipped.products.map((p) => ({ ...p, toleranceMinor: { CNY: 1000 } })),
  }),
  'the due date is day one': new Policies({
    ...shipped,
    products: shipped.products.map((p) => ({ ...p, dueDateIsDay: 1 as const, goldenCases: [] })),
  }),
};

const START = day('2026-01-01');
const dayOf = (lowest: number, highest: number) =>
  fc.integer({ min: lowest, max: highest }).map((n) => addDays(START, n));
const anAmount = fc.integer({ min: 1, max: 3000 });

const aSchedule = (version: number) =>
  fc.uniqueArray(dayOf(0, 150), { minLength: 1, maxLength: 6 }).map((due) =>
    scheduled(
      due.sort().map((on) => [on, 1000, { interest: 50, fee: 10 }] as const),
      { version },
    ),
  );
const aFact = (nth: number): fc.Arbitrary<LoanFact> =>
  fc.oneof(
    { weight: 5, arbitrary: fc.tuple(dayOf(0, 130), anAmount).map(([on, minor]) => paid(`p${nth}`, on, minor)) },
    { weight: 2, arbitrary: fc.nat(12).map((of) => takenBack(`p${of}`, addDays(START, 60))) },
    { weight: 2, arbitrary: fc.tuple(dayOf(0, 120), anAmount).map(([on, minor]) => charged(`c${nth}`, on, minor)) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(dayOf(0, 90), fc.option(fc.nat(30)))
        .map(([from, length]) => paused(`w${nth}`, from, length === null ? null : addDays(from, length))),
    },
    { weight: 1, arbitrary: dayOf(70, 100).map((on) => becomes('closed', on)) },
    { weight: 1, arbitrary: aSchedule(nth + 2) },
    {
      weight: 1,
      arbitrary: fc.tuple(dayOf(0, 60), dayOf(0, 60)).map(([on, due]) => snapshot(on, due, 700, { sequence: nth })),
    },
  );
const someFacts = fc.tuple(
  aSchedule(1),
  fc.array(fc.nat(), { minLength: 0, maxLength: 9 }).chain((list) => fc.tuple(...list.map((_, nth) => aFact(nth)))),
);

/** What a loan stands at. Which episodes were told of on the way depends on what was known when, and must. */
const stands = (standing: Standing | null) => ({
  facts: standing?.facts,
  judgement: standing?.judgement,
  asOf: standing?.asOf,
  nextTransitionOn: standing?.nextTransitionOn,
  delinquent: standing?.episodes.open !== null,
});

/** Up to two restructurings among the facts, each with a schedule of its own. */
const aRestructuring = (nth: number) =>
  fc
    .tuple(
      fc.uniqueArray(dayOf(20, 300), { minLength: 1, maxLength: 8 }),
      dayOf(0, 75),
      fc.constantFrom(null, 'normal', 'substandard', 'loss'),
    )
    .map(([due, bookedOn, classBefore]) =>
      restructured(
        `R${nth}`,
        bookedOn,
        due.sort().map((on) => [on, 1000] as const),
        { version: 90 + nth, classBefore, sequence: nth },
      ),
    );
/** The ledger's no to one of them, before or behind its yes. */
const aNo = fc.tuple(fc.nat(1), dayOf(0, 75)).map(([nth, bookedOn]): LoanFact => ({
  ...registered(START),
  kind: 'request-answered',
  restructured: {
    ...{ requestId: `R${nth}`, forms: [], firstDueOn: bookedOn, classBefore: null },
    ...{ takenBack: true, bookedOn, sequence: 9 },
  },
}));
const withRestructurings = fc
  .tuple(someFacts, fc.array(fc.constant(0), { minLength: 1, maxLength: 2 }))
  .chain(([[schedule, rest], some]) =>
    fc.tuple(
      fc.constant([schedule, ...rest]),
      fc.tuple(...some.map((_, nth) => aRestructuring(nth))),
      fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: aNo.map((no) => [no]) }),
    ),
  )
  .map(([facts, eased, no]) => [...facts, ...eased, ...no]);
/** The ledger's no is heard before the day of the schedule that was made for it: that schedule stays, and counts from then. */
const REFUSED_BEFORE_ITS_DAY: LoanFact[] = [
  scheduled([['2026-05-30', 1000]], { version: 1 }),
  snapshot(day('2026-02-19'), day('2026-01-02'), 700),
  restructured('R0', START, [['2026-01-21', 1000]], { version: 90, sequence: 0 }),
  restructured('R1', day('2026-03-03'), [['2026-01-21', 1000]], { version: 91, sequence: 1 }),
  {
    ...registered(START),
    kind: 'request-answered',
    restructured: {
      ...{ requestId: 'R1', forms: [], firstDueOn: day('2026-03-03'), classBefore: null },
      ...{ takenBack: true, bookedOn: day('2026-03-03'), sequence: 9 },
    },
  },
];
const watchedFrom = ({ standing }: LoanStory) => standing?.watch?.now;

const begin = (policies: Policies, facts: readonly LoanFact[] = []) =>
  new LoanStory(policies, addDays(START, 60)).take(registered(START), ...facts);

describe.each(Object.entries(policySets))('%s', (_name, policies) => {
  it('any order of arrival of the same facts gives the same standing, at once and a year on', () => {
    fc.assert(
      fc.property(
        someFacts.chain(([schedule, rest]) =>
          fc.tuple(
            fc.constant([schedule, ...rest]),
            fc.shuffledSubarray([schedule, ...rest], { minLength: rest.length + 1 }),
          ),
        ),
        ([facts, shuffled]) => {
          const [one, other] = [begin(policies, facts), begin(policies, shuffled)];
          expect(stands(other.standing)).toEqual(stands(one.standing));
          const later = addDays(START, 420);
          expect(stands(other.roll(later).standing)).toEqual(stands(one.roll(later).standing));
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('a fact that comes twice changes nothing', () => {
    fc.assert(
      fc.property(someFacts, ([schedule, rest]) => {
        const loan = begin(policies, [schedule, ...rest]);
        const before = loan.standing;
        expect(loan.take(registered(START), schedule, ...rest).standing).toBe(before);
      }),
      { numRuns: 1_000 },
    );
  });

  it('touching a loan on the days it asks for tells the same as touching it daily', () => {
    fc.assert(
      fc.property(someFacts, ([schedule, rest]) => {
        const facts = [schedule, ...rest];
        const [daily, asked] = [begin(policies, facts), begin(policies, facts)];
        const later = addDays(START, 60 + 400);
        expect(asked.roll(later).told).toEqual(daily.close(later).told);
        expect(asked.standing?.judgement).toEqual(daily.standing?.judgement);
      }),
      { numRuns: 60 },
    );
  });

  it('any order of arrival gives a restructured loan the same watch, at once and two years on', () => {
    fc.assert(
      fc.property(
        withRestructurings.chain((facts) =>
          fc.tuple(fc.constant(facts), fc.shuffledSubarray(facts, { minLength: facts.length })),
        ),
        ([facts, shuffled]) => {
          const [one, other] = [begin(policies, facts), begin(policies, shuffled)];
          const later = addDays(START, 60 + 730);
          for (const upTo of [START, addDays(START, 60), later]) {
            one.roll(upTo);
            other.roll(upTo);
            expect(stands(other.standing)).toEqual(stands(one.standing));
            expect(watchedFrom(other)).toEqual(watchedFrom(one));
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('touching a watched loan on the days it asks for tells the same as touching it daily', () => {
    fc.assert(
      fc.property(withRestructurings, (facts) => {
        const [daily, asked] = [begin(policies, facts), begin(policies, facts)];
        const later = addDays(START, 60 + 800);
        expect(asked.roll(later).told).toEqual(daily.close(later).told);
        expect(asked.standing?.judgement).toEqual(daily.standing?.judgement);
      }),
      { numRuns: 40, examples: [[REFUSED_BEFORE_ITS_DAY]] },
    );
  });
});
