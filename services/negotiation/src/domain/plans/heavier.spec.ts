import { addDays, addMonths } from '@mora/kernel';
import { differenceId } from './difference.js';
import { anOffer, FIRST_DUE, PlanStory, ROWS } from './fixtures.js';
import { endsTooLate, isHeavier } from './heavier.js';
import type { Instalment, Kind } from '../words.js';

type Change = (row: Instalment, n: number) => Instalment;
const rows = (change: Change): readonly Instalment[] => ROWS.map(change);
const later: Change = (row) => ({ ...row, dueOn: addDays(row.dueOn, 1) });
const earlier: Change = (row) => ({ ...row, dueOn: addDays(row.dueOn, -1) });
const aCent: Change = (row, n) => (n === 1 ? { ...row, principal: row.principal + 500 } : row);
const lessThenMore: Change = (row, n) => ({ ...row, principal: row.principal + (n === 0 ? -500 : n === 1 ? 500 : 0) });

// prettier-ignore
it.each<[string, readonly Instalment[], boolean]>([
  ['as agreed',                         ROWS,                 false],
  ['each a day later',                  rows(later),          false],
  ['each a day earlier',                rows(earlier),        true],
  ['more in one',                rows(aCent),          true],
  ['less, then more',     rows(lessThenMore),   true],
  ['without the last one',              ROWS.slice(0, -1),    false],
  ['one instalment more',               [...ROWS, { ...ROWS[2] as Instalment, number: 4, dueOn: addDays(FIRST_DUE, 99) }], true],
])('rows %s', (_what, booked, heavier) => expect(isHeavier(booked, ROWS)).toBe(heavier));

it("the ledger's own schedule is not taken where it is heavier than what was agreed", () => {
  const story = new PlanStory().offer();
  story.book(rows(aCent));
  const disclosureId = differenceId(story.plan);
  const { planId } = story.plan;
  story.on({ kind: 'acknowledge-difference', planId, disclosureId, by: 'borrower', via: 'portal' });
  expect(story.refused).toBe('heavier-than-agreed');
  story.on({ kind: 'settle-difference', planId, take: 'ledger', disclosureId, because: 'spec', by: 'w', tier: 'T4' });
  expect(story.refused).toBe('heavier-than-agreed');
  expect(story.plan.state).toBe('differs');
});

describe('rows that end later than was agreed', () => {
  /** The loan of the story had four instalments, the last of them due now: it may be extended by as many months. */
  const until = (months: number, days = 0) => {
    const last = ROWS.at(-1) as Instalment;
    return [...ROWS.slice(0, -1), { ...last, dueOn: addDays(addMonths(FIRST_DUE, months), days) }];
  };
  const plan = (kinds: readonly Kind[] = ['spread']) => new PlanStory().offer(anOffer({ kinds }));
  it.each<[string, readonly Instalment[], PlanStory, boolean]>([
    ['as agreed', ROWS, plan(), false],
    ['to the last day that the law lets', until(4), plan(), false],
    ['a day beyond', until(4, 1), plan(), true],
    ['of a kind whose length the law says', until(4), plan(['card-plan']), true],
    ['of such a kind, as agreed', ROWS, plan(['card-plan']), false],
  ])('%s', (_what, booked, story, late) => {
    expect(endsTooLate(booked, story.plan, { view: story.view, at: story.at })).toBe(late);
  });
});
