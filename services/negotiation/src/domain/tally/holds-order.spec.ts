import { addDays, type CalendarDate, daysBetween } from '@mora/kernel';
import fc from 'fast-check';
import type { LoanEvent } from '../loan/event.js';
import {
  awaitingPlan,
  dayOf,
  instalments,
  linked,
  longOverdue,
  LoanStory,
  paid,
  registered,
  scheduled,
  WANG,
} from '../loan/fixtures.js';
import { same } from '../loan/fixtures/streams.js';

const RUNS = 150;
const FIRST_DUE = 8;
const DAYS = 66;
/** So late may be what is heard, and all of it comes while the plan could still run on. */
const LATE = 30;
const ROWS = instalments(3, dayOf(FIRST_DUE), 1_000);

type Heard = Readonly<{ id: string; on: number; late: number; event: LoanEvent }>;

/** Each of them stops nobody from being late, and excuses what fails in its days. */
const KINDS = ['vulnerability', 'bank-delay'] as const;
/** Under these nobody is late either. */
const EXCUSING = [...KINDS, 'dispute', 'moratorium'] as const;

/** After the plan has come into force. */
const begins = fc.integer({ min: 3, max: 35 });

type Held = Readonly<{ kind: (typeof EXCUSING)[number]; from: number; days: number; late: number }>;

const held = (n: number, { kind, from, days, late }: Held): Heard => ({
  id: `hold-${n}`,
  on: from,
  late,
  event: {
    kind: 'hold',
    holdId: `h-${n}`,
    hold: kind,
    from: dayOf(from),
    until: dayOf(from + days),
    because: 'spec',
    by: 'wu',
  },
});

const byPeople = (n: number, kinds: readonly (typeof EXCUSING)[number][]): fc.Arbitrary<readonly Heard[]> =>
  fc
    .record({ kind: fc.constantFrom(...kinds), from: begins, days: fc.nat(30), late: fc.nat(LATE) })
    .map((one) => [held(n, one)]);

/** Outreach says when it begins, and when it is over. */
const vulnerable: fc.Arbitrary<readonly Heard[]> = fc
  .record({ from: begins, days: fc.nat(30), late: fc.tuple(fc.nat(LATE), fc.nat(LATE)) })
  .map(({ from, days, late }) => {
    const who = { personId: WANG, role: 'borrower' as const };
    const until = from + days;
    return [
      { id: 'care', on: from, late: late[0], event: { kind: 'vulnerable', legal: [], on: dayOf(from), ...who } },
      {
        id: 'no-care',
        on: until,
        // Its stream keeps its order.
        late: Math.max(late[1], from + late[0] - until),
        event: { kind: 'not-vulnerable', on: dayOf(until), ...who },
      },
    ];
  });

type Paid = Readonly<{ day: number; minor: number }>;
const money: fc.Arbitrary<Paid[]> = fc.array(
  fc.record({ day: fc.integer({ min: 4, max: 50 }), minor: fc.constantFrom(400, 1_000, 2_600) }),
  { maxLength: 3 },
);

/** A plan that is in force from the third day on, and is kept or not; what excuses is heard of as late as it says. */
function lived(heard: readonly Heard[], payments: readonly Paid[], isBehind: boolean): LoanStory {
  const story = new LoanStory();
  story.take(registered, linked(), scheduled(0, ROWS), longOverdue(dayOf(0))).close(2);
  const plan = awaitingPlan('q-1', ROWS, story.openDay);
  story.plan(plan).take(scheduled(1, ROWS, 'q-1'));
  // Either the schedule of the plan has cured the debt, or it stays behind and is negotiated anew once the plan breaks.
  if (!isBehind) story.take({ kind: 'cured', episodeId: 'e-1', by: 'rescheduled', asOf: story.openDay });
  for (let day = daysBetween(dayOf(0), story.openDay); day < DAYS; day += 1) {
    payments.forEach((one, n) => {
      if (one.day === day) story.one(`p-${n}`, paid(`p-${n}`, one.minor, dayOf(day)));
    });
    for (const { id, on, late, event } of heard) if (on + late === day) story.one(id, event);
    story.close();
  }
  return story;
}

const inTime = (heard: readonly Heard[]) => heard.map((one) => ({ ...one, late: 0 }));

/** What has failed, and how much of it counts. */
const tallyOf = ({ parts: { tally } }: LoanStory) => ({
  failed: tally.closings
    .filter(({ what }) => what === 'failed')
    .map(({ id, reason, episodeId }) => [id, reason, episodeId]),
  consecutive: tally.consecutive,
});

/** What somebody counts who has read all that was said. */
function readOf(story: LoanStory): readonly string[] {
  const plans = new Set<string>();
  for (const { type, data } of Object.values(story.said).flat()) {
    const { planId } = data as { planId?: string | null };
    if (planId === undefined || planId === null) continue;
    if (type === 'failed') plans.add(planId);
    if (type === 'failure-taken-back') plans.delete(planId);
  }
  return [...plans];
}

const bankDelay = (from: number, days: number, late: number): [Heard[], []] => [
  [held(1, { kind: 'bank-delay', from, days, late })],
  [],
];

/** Each way in which a plan fails or is excused, so that every run is about all of them. */
const EXCUSED_ALONE: [[Heard[], []], Paid[], boolean][] = [
  [bankDelay(9, 18, 1), [], true],
  [bankDelay(4, 12, 3), [{ day: 23, minor: 1_000 }], true],
  [
    bankDelay(14, 29, 30),
    [
      { day: 42, minor: 1_000 },
      { day: 44, minor: 400 },
    ],
    false,
  ],
  [bankDelay(7, 28, 8), [], true],
];

/** Broken, then paid, and opened again only behind the day of that money. */
const PAID_ONCE_BROKEN: [[Heard[], Heard[]], Paid[]] = [
  [
    [held(1, { kind: 'dispute', from: 26, days: 9, late: 16 })],
    [held(2, { kind: 'vulnerability', from: 3, days: 22, late: 0 })],
  ],
  [
    { day: 4, minor: 400 },
    { day: 41, minor: 2_600 },
  ],
];

function compare(heard: readonly Heard[], payments: readonly Paid[], isBehind: boolean): LoanStory {
  const found = lived(heard, payments, isBehind);
  const reference = lived(inTime(heard), payments, isBehind);
  same(tallyOf(found), tallyOf(reference));
  same(readOf(found), readOf(reference));
  return found;
}

describe('N-21: a hold counts the same whenever it is heard of, also after the plan has broken', () => {
  it('under what excuses failures alone, also with a negotiation that was opened behind the break', () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(
        fc.tuple(byPeople(1, KINDS), fc.oneof(vulnerable, fc.constant([]))),
        money,
        fc.boolean(),
        (heard, payments, isBehind) => {
          const story = compare(heard.flat(), payments, isBehind);
          const count = (what: string): unknown => seen.set(what, (seen.get(what) ?? 0) + 1);
          for (const [, reason] of tallyOf(story).failed) count(String(reason));
          for (const { because } of story.heard<{ because: string }>('failure-taken-back')) count(because);
        },
      ),
      { numRuns: RUNS, examples: EXCUSED_ALONE },
    );
    // It was about something.
    for (const what of ['plan-broken', 'first-instalment-missed', 'excused', 'first-mended']) {
      expect(seen.get(what)).toBeGreaterThan(0);
    }
  });

  it('under what stops the days of the plan too, as long as it can run on', () => {
    fc.assert(
      fc.property(fc.tuple(byPeople(1, EXCUSING), byPeople(2, EXCUSING)), money, (heard, payments) => {
        compare(heard.flat(), payments, false);
      }),
      { numRuns: RUNS, examples: [PAID_ONCE_BROKEN] },
    );
  });

  it('after its last day nobody waits for it any more', () => {
    const { reopenDays } = new LoanStory().policies.plans;
    const brokenOn = FIRST_DUE + 31;
    const at = (day: number): number => {
      const on: CalendarDate = dayOf(FIRST_DUE);
      const event: LoanEvent = { kind: 'vulnerable', legal: [], on, personId: WANG, role: 'borrower' };
      const story = lived([], [], false);
      while (story.openDay < dayOf(day)) story.close();
      return story.one('care', event).close(2).parts.tally.consecutive;
    };
    expect(addDays(dayOf(0), brokenOn)).toBe(dayOf(brokenOn));
    expect(at(brokenOn + reopenDays)).toBe(0);
    expect(at(brokenOn + reopenDays + 1)).toBe(1);
  });
});
