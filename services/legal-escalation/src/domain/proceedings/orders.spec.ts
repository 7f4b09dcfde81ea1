import fc from 'fast-check';
import { dayOf, failed, LoanStory, NEGOTIATION } from '../loan/fixtures.js';
import { type DayPlan, first, merged, same, someDays } from '../loan/fixtures/streams.js';
import { isHeld } from '../loan/held.js';
import { fileOf, happens, judgmentOf, LAWYER, readyMatter, withMatter } from './fixtures.js';

const RUNS = 25;
type Said = (story: LoanStory) => unknown;

/** What people do on a day before its records come; the case is as the matter would have it. */
const PEOPLE: Readonly<Record<number, Said>> = {
  0: (story) => {
    story.one('failed-1', failed('r-1', 1, dayOf(-30)));
    story.one('failed-2', failed('r-2', 2, dayOf(0)));
  },
  2: (story) => {
    withMatter(story, readyMatter(story.openDay, 'payment-order'));
    story.one('file', fileOf(story, 'payment-order'));
  },
  3: (story) => inCourt(story, () => happens(story, 'accepted')),
  4: (story) => story.one('dispute', { kind: 'dispute-raised', disputeId: 'd-1', on: dayOf(4) }),
  5: (story) =>
    inCourt(story, () => {
      happens(happens(story, 'issued'), 'served');
      const hearing = { kind: 'hearing', proceedingId: 'p-1', hearingId: 'h-1', by: LAWYER } as const;
      story.one('hearing', { ...hearing, at: Date.parse(dayOf(6)), on: dayOf(6) });
    }),
  6: (story) => inCourt(story, () => happens(story, 'objected')),
};

/** Courts speak only of what is before them. */
const inCourt = (story: LoanStory, what: () => unknown): unknown =>
  story.parts.proceedings.proceedings.length > 0 ? what() : null;

/** A few days, and so many more until what nobody has declined has become a suit, which is mediated. */
function run(days: readonly DayPlan[], turns: readonly boolean[]) {
  const story = new LoanStory();
  days.forEach((day, n) => {
    const { loan, arrears } = n === 0 ? first : { loan: [], arrears: [] };
    const plan = { loan: [...loan, ...day.loan], arrears: [...arrears, ...day.arrears] };
    PEOPLE[n]?.(story);
    for (const { id, event } of merged(plan, turns)) story.one(id, event);
    story.close();
  });
  story.close(12);
  const suit = story.parts.proceedings.proceedings[1];
  if (suit !== undefined) {
    happens(story, 'docketed', story.openDay, suit.proceedingId);
    story.take(judgmentOf(story, 'mediated', { proceedingId: suit.proceedingId }));
  }
  return { state: story.state, said: story.said, writes: story.writes, types: story.types };
}

it('every order of the two spine streams gives the same proceedings, rows and announcements with the same ids', () => {
  const heard = new Set<string>();
  fc.assert(
    fc.property(someDays, fc.array(fc.boolean(), { minLength: 1, maxLength: 16 }), (days, turns) => {
      const { types, ...loanFirst } = run(days, [true]);
      for (const type of types) heard.add(type);
      for (const other of [[false], turns]) {
        const { types: _unordered, ...found } = run(days, other);
        same(nothingEmpty(found), nothingEmpty(loanFirst));
      }
    }),
    { numRuns: RUNS },
  );
  // It was about something.
  for (const type of [
    'filed',
    'outreach-hold-set',
    'hearing-set',
    'step-lapsed',
    'judgment-entered',
    'judgment-final',
  ]) {
    expect(heard).toContain(type);
  }
});

const nothingEmpty = <R extends { said: object; writes: object }>({ said, writes, ...rest }: R) => ({
  ...rest,
  said: filled(said),
  writes: filled(writes),
});
const filled = (all: object): object =>
  Object.fromEntries(Object.entries(all).filter(([, some]) => (some as readonly unknown[]).length > 0));

it('however late negotiation speaks: nothing is filed while it may still say something of yesterday, or under a hold', () => {
  const late = fc.record({ known: fc.integer({ min: -6, max: 0 }), round: fc.boolean(), plan: fc.boolean() });
  const filed = new Set<boolean>();
  fc.assert(
    fc.property(late, ({ known, round, plan }) => {
      const story = new LoanStory();
      for (const { id, event } of [...first.loan, ...first.arrears]) story.one(id, event);
      PEOPLE[0]?.(story);
      story.known(NEGOTIATION, dayOf(-1)).close();
      if (round) story.one('round', { kind: 'round-opened', roundId: 'r-3', on: dayOf(1) });
      if (plan) story.one('plan', { kind: 'plan', planId: 'pl-1', state: 'active', legal: null, on: dayOf(1) });
      story.known(NEGOTIATION, dayOf(known)).close().close();
      withMatter(story, readyMatter(story.openDay, 'ordinary')).take(fileOf(story, 'ordinary'));
      const isFiled = story.types.includes('filed');
      if (isFiled) expect([isHeld(story.parts, story.openDay), story.parts.elsewhere.notKnown]).toEqual([false, []]);
      expect(isFiled && (plan || (round && known < 0))).toBe(false);
      filed.add(isFiled);
    }),
    { numRuns: RUNS },
  );
  expect(filed).toEqual(new Set([true, false]));
});
