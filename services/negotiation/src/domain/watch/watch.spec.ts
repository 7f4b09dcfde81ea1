import { addDays, addMonths, calendarDate, type CalendarDate } from '@mora/kernel';
import { aPlan } from '../plans/fixtures.js';
import { dayOf, LOAN, LoanStory, POLICIES, registered, started } from '../loan/fixtures.js';
import type { LoanEvent } from '../loan/event.js';
import type { Inner, LoanView } from '../loan/part.js';
import { arrearsPart } from '../loan/parts/arrears.js';
import type { LoanState } from '../loan/state.js';
import type { Plan } from '../plans/types.js';
import type { Outcome } from '../words.js';
import { watchPart } from './part.js';

/** The watch over one loan that was helped on the first day. */
class Watching {
  part = watchPart.start;
  day = dayOf(0);
  said: string[] = [];
  next: string | undefined;
  private parts: LoanState['parts'] = new LoanStory().take(registered).parts;

  private get view(): LoanView {
    return { loanId: LOAN, parts: this.parts, policies: POLICIES, eventId: 'e' };
  }

  private get at() {
    return { now: 0, openDay: this.day, knownUpTo: {}, today: this.day, endOf: () => 0 };
  }

  hear(inner: Inner): this {
    return this.took(watchPart.hear?.(this.part, inner, this.view, this.at) ?? { part: this.part });
  }

  on(event: LoanEvent): this {
    const arrears = arrearsPart.on(this.parts.arrears, event, this.view, this.at).part;
    this.parts = { ...this.parts, arrears };
    return this.took(watchPart.on(this.part, event, this.view, this.at));
  }

  closed(roundId: string, outcome: Outcome): this {
    const round = { open: null, closed: [{ roundId, episodeId: 'e-1', outcome, on: this.day }] };
    this.parts = { ...this.parts, round };
    return this.hear({ kind: 'round-over', roundId, outcome, on: this.day, legal: null });
  }

  with(plan: Plan): this {
    this.parts = { ...this.parts, plans: { plans: [plan] } };
    return this;
  }

  ended(): this {
    this.parts = { ...this.parts, ledger: { ...this.parts.ledger, status: 'closed' } };
    return this;
  }

  close(day = this.day): this {
    this.day = day;
    return this.on({ kind: 'day-closed', day });
  }

  private took(step: ReturnType<typeof watchPart.on>): this {
    this.part = step.part;
    this.said.push(
      ...(step.said ?? []).map(({ type, data }) => {
        const { level, because } = data as { level?: number; because?: string };
        return `${type} ${level ?? because}`;
      }),
    );
    this.next = step.reviewOn;
    return this;
  }
}

const cured = (asOf: CalendarDate): LoanEvent => ({ kind: 'cured', episodeId: 'e-1', by: 'paid', asOf });
const active = () => new Watching().hear({ kind: 'plan-active', plan: { ...aPlan(), activeFrom: dayOf(0) } });
/** An episode that begins after the plan, and is a day late at its first close. */
const behind = (watching: Watching, on: number) => watching.on(started(dayOf(on), { daysPastDue: 1 }));

it('a plan in force is watched for a year, to the day', () => {
  const watching = active();
  const year = addMonths(dayOf(0), 12);
  expect(watching.next).toBe(year);
  expect(watching.close(addDays(year, -1)).said).toEqual([]);
  expect(watching.close(year).said).toEqual(['watch-ended a-year']);
  expect(watching.part.watches).toEqual([]);
});

it.each([
  [29, []],
  [30, ['re-defaulted 30']],
  [89, ['re-defaulted 30']],
  [90, ['re-defaulted 30', 're-defaulted 90']],
])('%s days past due within it', (days, said) => {
  const watching = behind(active(), 40);
  expect(watching.close(dayOf(40)).next).toBe(dayOf(69));
  // The level that is passed unseen is said with the next one.
  expect(watching.close(dayOf(39 + days)).said).toEqual(said);
  expect(watching.close(dayOf(39 + days)).said).toEqual(said);
});

/** A plan that has cured nothing, and how it ended. */
const settled = (endedOn: CalendarDate | null): Watching =>
  active()
    .on(started(dayOf(0), { daysPastDue: 61 }))
    .with({ ...aPlan(), state: endedOn === null ? 'active' : 'broken', activeFrom: dayOf(0), endedOn });

it.each([
  ['kept', null, 200, []],
  ['29 days after it broke', 20, 49, []],
  ['30 days after it broke', 20, 50, ['re-defaulted 30']],
  ['89 days after it broke', 20, 109, ['re-defaulted 30']],
  ['90 days after it broke', 20, 110, ['re-defaulted 30', 're-defaulted 90']],
] as const)('where the help has cured nothing the days count from the end of the plan: %s', (_, ended, day, said) => {
  const watching = settled(ended === null ? null : dayOf(ended));
  expect(watching.close(dayOf(day)).said).toEqual(said);
  expect(watching.close(dayOf(day)).said).toEqual(said);
});

it('is looked at once more on its last day, before the watch ends', () => {
  const year = addMonths(dayOf(0), 12);
  const watching = active().on(started(addDays(year, -29), { daysPastDue: 1 }));
  expect(watching.close(addDays(year, -1)).said).toEqual([]);
  expect(watching.close(year).said).toEqual(['re-defaulted 30', 'watch-ended a-year']);
});

it('one default is told once, however many watches there are: by the last', () => {
  const watching = active().hear({ kind: 'plan-active', plan: { ...aPlan(), planId: 'p-2', activeFrom: dayOf(9) } });
  behind(watching, 40).close(dayOf(69)).close(dayOf(130));
  expect(watching.said).toEqual(['re-defaulted 30', 're-defaulted 90']);
  expect(watching.part.watches.map(({ levels }) => levels)).toEqual([[], [30, 90]]);
});

it('a plan that breaks is looked at from the next close on', () => {
  const plan = { ...aPlan(), activeFrom: dayOf(0) };
  expect(active().hear({ kind: 'plan-over', plan, how: 'broken' }).next).toBe(dayOf(1));
});

it('what was overdue before it was helped is not so again', () => {
  const watching = active();
  watching.on(started(dayOf(0), { daysPastDue: 61 }));
  expect(watching.close(dayOf(60)).said).toEqual([]);
});

it('a debt that was paid behind a negotiation is watched from that day on, once', () => {
  const watching = new Watching().on(started(dayOf(0))).closed('r-1', 'expired');
  watching
    .on(cured(dayOf(5)))
    .close(dayOf(5))
    .close(dayOf(6));
  expect(watching.part.watches).toEqual([
    { planId: null, roundId: 'r-1', since: dayOf(5), until: addMonths(dayOf(5), 12), levels: [] },
  ]);
  watching.close(addMonths(dayOf(5), 12)).close(addMonths(dayOf(6), 12));
  expect(watching.said).toEqual(['watch-ended a-year']);
  expect(
    new Watching()
      .on(started(dayOf(0)))
      .on(cured(dayOf(5)))
      .close(dayOf(5)).part.watches,
  ).toEqual([]);
});

it('ends with the loan', () => {
  expect(active().ended().close(dayOf(3)).said).toEqual(['watch-ended ended']);
});

describe('whether it should have been granted is asked once a loan', () => {
  const broken = (kinds: readonly ['grace'] | readonly ['spread'], after: string) => {
    const watching = new Watching();
    watching.day = calendarDate(after);
    const plan = { ...aPlan(), kinds, activeFrom: dayOf(0) };
    return watching.hear({ kind: 'plan-over', plan, how: 'broken' });
  };
  const year = addMonths(dayOf(0), 12);

  it('where a grace was given and the plan breaks within a year', () => {
    expect(broken(['grace'], addDays(year, -1)).said).toEqual(['origination-review-requested grace-failed']);
    expect(broken(['grace'], year).said).toEqual([]);
    expect(broken(['spread'], dayOf(40)).said).toEqual([]);
  });

  it('where nothing was affordable', () => {
    const watching = new Watching().closed('r-1', 'unaffordable').closed('r-2', 'unaffordable');
    expect(watching.said).toEqual(['origination-review-requested unaffordable-from-start']);
    expect(new Watching().closed('r-1', 'expired').said).toEqual([]);
  });
});
