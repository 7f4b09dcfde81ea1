import { addDays } from '@mora/kernel';
import { differenceId } from './asked.js';
import { FIRST_DUE, PlanStory, ROWS } from './fixtures.js';
import { isHeavier } from './heavier.js';
import type { Instalment } from '../words.js';

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
  story.on({ kind: 'settle-difference', planId, take: 'ledger', disclosureId, because: 'spec', by: 'w' });
  expect(story.refused).toBe('heavier-than-agreed');
  expect(story.plan.state).toBe('differs');
});
