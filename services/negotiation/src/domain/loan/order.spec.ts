import fc from 'fast-check';
import { ASSESSED, FIGURES, hidden, OfferStory, propose } from '../offers/fixtures.js';
import type { LoanEvent } from './event.js';
import { awaitingPlan, dayOf, LoanStory } from './fixtures.js';
import { type DayPlan, DAYS, first, merged, type Named, ROWS, same, someDays } from './fixtures/streams.js';

const RUNS = 150;

function run(days: readonly DayPlan[], turns: readonly boolean[]) {
  const story = new LoanStory();
  const states: unknown[] = [];
  days.forEach((day, n) => {
    const { loan, arrears } = n === 0 ? first : { loan: [], arrears: [] };
    const plan = { loan: [...loan, ...day.loan], arrears: [...arrears, ...day.arrears] };
    if (n === 1)
      story.one('assign', { kind: 'assign', credit: 'chen', service: 'wang', responsible: null, by: 'boss' });
    if (n === 2) story.plan(awaitingPlan('q-1', ROWS, story.openDay));
    if (n === 4) story.one('hold', { kind: 'dispute-raised', disputeId: 'd-1', about: 'amount', on: dayOf(4) });
    if (n === 6) story.one('lift', { kind: 'dispute-closed', disputeId: 'd-1', outcome: 'rejected', on: dayOf(6) });
    for (const { id, event } of merged(plan, turns)) story.one(id, event);
    story.close();
    states.push(story.state);
  });
  const kept = (all: Record<string, readonly unknown[]>) =>
    Object.fromEntries(Object.entries(all).filter(([, some]) => some.length > 0));
  return { states, said: kept(story.said), writes: kept(story.writes), types: story.types };
}

it('every order of the two spine streams gives the same states, rows and announcements with the same ids', () => {
  const heard = new Set<string>();
  fc.assert(
    fc.property(someDays, fc.array(fc.boolean(), { minLength: 1, maxLength: 16 }), (days, turns) => {
      const { types, ...loanFirst } = run(days, [true]);
      for (const type of types) heard.add(type);
      const compare = (other: readonly boolean[]): void => {
        const { types: _unordered, ...found } = run(days, other);
        same(found, loanFirst);
      };
      compare([false]);
      compare(turns);
    }),
    { numRuns: RUNS },
  );
  // It was about something.
  for (const type of ['opened', 'closed', 'hold-set', 'hold-lifted', 'plan-activated', 'plan-not-booked']) {
    expect(heard).toContain(type);
  }
});

describe('with an offer that is made, approved, disclosed and taken', () => {
  /** What people do in the mornings, whatever the day before has brought. */
  function act(story: OfferStory, day: number): void {
    const [offer] = story.offers;
    if (day === 0) story.take(propose());
    if (day === 1 && offer !== undefined) story.approve().disclose();
    if (day === 2 && offer?.disclosureId !== null && offer !== undefined) story.acknowledge().accept();
  }

  const sumOf = (all: readonly Readonly<{ minor: number }>[]): number => all.reduce((sum, { minor }) => sum + minor, 0);
  const ENDING: ReadonlySet<LoanEvent['kind']> = new Set(['cured', 'arrears-started', 'upstream-held', 'reversal']);
  /** Before anything is agreed the negotiation is let live. */
  const calm = (records: readonly Named[], day: number): readonly Named[] =>
    day > 3 ? records : records.filter(({ event }) => !ENDING.has(event.kind));

  /** On some days the ledger books what it was asked for in the morning. */
  function booked(story: OfferStory, day: number): readonly Named[] {
    const plan = story.parts.plans.plans.at(-1);
    const { schedule, payments, currency } = story.parts.ledger;
    if (plan?.request?.state !== 'open' || schedule === null || currency === null) return [];
    const received = sumOf(payments) - sumOf(plan.payments);
    const before = { number: 0, dueOn: dayOf(-30), principal: received, interest: 0, fee: 0, penalty: 0 };
    const event: LoanEvent = {
      kind: 'schedule',
      currency,
      version: schedule.version + 1,
      instalments: [before, ...plan.rows],
      yearlyRate: null,
      request: { requestId: plan.request.requestId, restructure: plan.restructure },
    };
    return [{ id: `booked/${day}`, event }];
  }

  function lived(days: readonly DayPlan[], booksOn: number, turns: readonly boolean[]) {
    const story = new OfferStory();
    const states: unknown[] = [];
    days.forEach((day, n) => {
      act(story, n);
      const books = n === booksOn ? booked(story, n) : [];
      const own = day.loan.filter(({ event }) => event.kind !== 'schedule' && event.kind !== 'status');
      const plan = { loan: [...books, ...calm(own, n)], arrears: calm(day.arrears, n) };
      for (const { id, event } of merged(plan, turns)) story.one(id, event);
      story.close();
      states.push(story.state);
    });
    return { states, said: story.said, writes: story.writes, types: story.types };
  }

  it('every order of the two spine streams gives the same plans, asks and announcements with the same ids', () => {
    const heard = new Set<string>();
    const turns = fc.array(fc.boolean(), { minLength: 1, maxLength: 16 });
    fc.assert(
      fc.property(someDays, fc.integer({ min: 3, max: DAYS }), turns, (days, booksOn, order) => {
        const { types, ...loanFirst } = lived(days, booksOn, [true]);
        for (const type of types) heard.add(type);
        for (const other of [[false], order]) {
          const { types: _unordered, ...found } = lived(days, booksOn, other);
          same(found, loanFirst);
        }
      }),
      { numRuns: 60 },
    );
    for (const type of ['offer-made', 'offer-accepted', 'reschedule', 'plan-activated', 'instalment-kept']) {
      expect(heard).toContain(type);
    }
  });
});

describe('with a borrower of whom it is declared that no product can be afforded', () => {
  const nothing = { figures: hidden({ ...FIGURES, stressed: 0, capacity: 0, liquid: 0 }), assessmentId: ASSESSED };
  const DECLARE: LoanEvent = { kind: 'declare-unaffordable', words: hidden('nothing is left'), ...nothing, by: 'chen' };

  /** Somebody declares it on the first morning, and on another one somebody else approves it. */
  function lived(days: readonly DayPlan[], approvedOn: number, turns: readonly boolean[]) {
    const story = new OfferStory(undefined, 'long-term');
    const states: unknown[] = [];
    days.forEach((day, n) => {
      const judge = {
        declarationId: story.parts.offers.declared?.declarationId ?? 'none',
        by: 'wu',
        tier: 'T2',
      } as const;
      const approve: LoanEvent = { kind: 'approve-unaffordable', because: 'nothing-left', ...nothing, ...judge };
      if (n === 0) story.one('declare', DECLARE);
      if (n === approvedOn) story.one('approve', approve);
      for (const { id, event } of merged(day, turns)) story.one(id, event);
      story.close();
      states.push(story.state);
    });
    return { states, said: story.said, writes: story.writes };
  }

  it('every order of the two spine streams gives the same states, rows and announcements with the same ids', () => {
    const ends = new Set<string>();
    const turns = fc.array(fc.boolean(), { minLength: 1, maxLength: 16 });
    fc.assert(
      fc.property(someDays, fc.integer({ min: 1, max: 3 }), turns, (days, approvedOn, order) => {
        const loanFirst = lived(days, approvedOn, [true]);
        for (const { type, data } of Object.values(loanFirst.said).flat())
          if (type === 'failed') ends.add((data as { reason: string }).reason);
        for (const other of [[false], order]) same(lived(days, approvedOn, other), loanFirst);
      }),
      { numRuns: 20 },
    );
    expect(ends).toContain('unaffordable');
  });
});
