import { addDays } from '@mora/kernel';
import type { LoanStory } from '../loan/fixtures.js';
import { readyMatter, withMatter } from '../proceedings/fixtures.js';
import { ENFORCER, enforcingStory, openWork, PROOF, roundIn } from './fixtures.js';
import type { ObjectionRow } from './rows.js';

const OF = { enforcementId: 'e-1', by: ENFORCER, proof: PROOF };
/** The rounds of these stories begin on a Tuesday of March, and no term of theirs ends on a day off. */
const raised = (side: 'party' | 'outsider' = 'outsider'): LoanStory => {
  const story = enforcingStory();
  return story.take({ kind: 'objection', objectionId: 'x-1', side, on: story.openDay, ...OF });
};
const decided = (outcome: 'upheld' | 'dismissed', side: 'party' | 'outsider' = 'outsider'): LoanStory => {
  const story = raised(side);
  return story.take({ kind: 'objection-decided', objectionId: 'x-1', outcome, on: story.openDay, ...OF });
};
const fought = (story: LoanStory, on = story.openDay): LoanStory =>
  story.take({ kind: 'objection-fought', objectionId: 'x-1', on, ...OF });
const objectionIn = (story: LoanStory) => roundIn(story).objections?.[0];
/** Closes days until the one behind a term is closed. */
const until = (story: LoanStory, days: number): LoanStory => story.close(days + 1);

it('the notice to perform is waited for ten days, and its absence said once', () => {
  const story = until(enforcingStory(), 10);
  expect(openWork(story)).not.toContain('notice-late');
  expect(openWork(story.close())).toContain('notice-late');
  const said = Object.values(story.close(3).writes).flat();
  expect(said.filter((line) => line.includes('"notice-late"'))).toHaveLength(1);
  story.take({ kind: 'court-notice', on: story.openDay, ...OF });
  expect(openWork(story)).not.toContain('notice-late');
});

it('one that was given in time is not missed', () => {
  const story = enforcingStory();
  story.take({ kind: 'court-notice', on: story.openDay, ...OF }).close(20);
  expect(openWork(story)).not.toContain('notice-late');
});

it('the court decides on an objection in 15 days, or somebody looks', () => {
  const story = until(raised(), 15);
  expect(openWork(story)).not.toContain('objection-late');
  expect(openWork(story.close())).toContain('objection-late');
  story.take({ kind: 'objection-decided', objectionId: 'x-1', outcome: 'dismissed', on: story.openDay, ...OF });
  expect(openWork(story)).not.toContain('objection-late');
  expect(openWork(story)).not.toContain('fight-objection');
});

it.each([
  ['party', 10],
  ['outsider', 15],
] as const)('what a %s has won the bank fights in %i days, or a supervisor hears of it', (side, days) => {
  const story = decided('upheld', side);
  expect([openWork(story), objectionIn(story)?.due.on]).toEqual([
    expect.arrayContaining(['fight-objection']),
    addDays(story.openDay, days),
  ]);
  until(story, days);
  expect([objectionIn(story)?.state, openWork(story).includes('objection-lapsed')]).toEqual(['decided', false]);
  story.close();
  expect([objectionIn(story)?.state, openWork(story)]).toEqual(['over', expect.arrayContaining(['objection-lapsed'])]);
  expect(openWork(story)).not.toContain('fight-objection');
  expect(fought(story).refused).toBe('too-late');
});

it('on the last day it is fought in time, also where that is told later', () => {
  const story = decided('upheld', 'party');
  const last = addDays(story.openDay, 10);
  story.close(13);
  expect(fought(story, last).refused).toBeNull();
  expect(objectionIn(story)?.state).toBe('fought');
  expect(openWork(story)).not.toContain('objection-lapsed');
});

it('one that was dismissed stands without anybody of the bank', () => {
  const story = decided('dismissed').close(17);
  expect(objectionIn(story)?.state).toBe('over');
  expect(openWork(story).filter((kind) => kind.includes('objection'))).toEqual([]);
});

it('is told with its last days, and so is what comes of it', () => {
  const story = raised();
  const on = story.openDay;
  const of = { caseId: 'case-1', enforcementId: 'e-1', objectionId: 'x-1' };
  const due = (days: number) => ({ dueOn: addDays(story.openDay, days), provisional: false });
  expect(story.heard('objection-raised')).toEqual([{ ...of, side: 'outsider', on, ...due(15) }]);
  const decision = { objectionId: 'x-1', outcome: 'upheld' as const, on };
  story.take({ kind: 'objection-decided', ...decision, ...OF });
  expect(story.heard('objection-decided')).toEqual([{ ...of, side: 'outsider', outcome: 'upheld', on, ...due(15) }]);
  story.close(15);
  expect(story.heard('objection-ended')).toEqual([]);
  // It stands behind its last day; that it was fought on that day, and is told later, takes this back.
  const last = story.openDay;
  story.close(2);
  expect(story.heard('objection-ended')).toEqual([{ ...of, outcome: 'upheld', how: 'stands', on: addDays(last, 1) }]);
  expect(fought(story, last).heard('objection-ended')).toEqual([{ ...of, outcome: 'upheld', how: 'fought', on: last }]);
  expect([fought(story, last).refused, story.heard('objection-ended')]).toEqual(['objection-fought', []]);
});

it('is in the calendar of whoever has the case, as it stands', () => {
  const rows = (story: LoanStory) =>
    Object.values(story.writes)
      .flat()
      .map((text) => JSON.parse(text) as { table: string; row: ObjectionRow })
      .flatMap(({ table, row: { lawyer, objection } }) =>
        table === 'objection' ? [[lawyer, objection.state, objection.due.on]] : [],
      );
  const story = raised();
  const on = addDays(story.openDay, 15);
  expect(rows(story)).toEqual([['l-1', 'raised', on]]);
  story.take({ kind: 'assign', lawyer: 'l-9', by: 's-1' });
  expect(rows(story).slice(1)).toEqual([['l-9', 'raised', on]]);
  story.take({ kind: 'objection-decided', objectionId: 'x-1', outcome: 'dismissed', on: story.openDay, ...OF });
  expect(rows(story).slice(2)).toEqual([['l-9', 'decided', on]]);
  expect(rows(story.close(17)).slice(3)).toEqual([['l-9', 'over', on]]);
  // Another case of the loan is another lawyer's.
  const other = withMatter(raised(), readyMatter(story.openDay, 'ordinary', { caseId: 'case-2' }));
  expect(rows(other.take({ kind: 'assign', lawyer: 'l-9', by: 's-1' }))).toHaveLength(1);
});

it.each<[string, (story: LoanStory) => LoanStory, string]>([
  [
    'of no such round',
    (story) => story.take({ kind: 'court-notice', on: story.openDay, ...OF, enforcementId: 'e-9' }),
    'no-such-enforcement',
  ],
  [
    'of tomorrow',
    (story) => story.take({ kind: 'court-notice', on: addDays(story.openDay, 1), ...OF }),
    'in-the-future',
  ],
  [
    'before it began',
    (story) => story.take({ kind: 'court-notice', on: addDays(story.openDay, -1), ...OF }),
    'before-it-began',
  ],
  [
    'twice',
    (story) => story.take({ kind: 'objection', objectionId: 'x-1', side: 'party', on: story.openDay, ...OF }),
    'objection-exists',
  ],
  [
    'on another',
    (story) =>
      story.take({ kind: 'objection-decided', objectionId: 'x-2', outcome: 'upheld', on: story.openDay, ...OF }),
    'no-such-objection',
  ],
  ['before its decision', (story) => fought(story), 'not-decided'],
])('what is said %s is refused', (_what, say, because) => {
  expect(say(raised()).refused).toBe(because);
});

it('is decided once', () => {
  const story = decided('upheld');
  story.take({ kind: 'objection-decided', objectionId: 'x-1', outcome: 'dismissed', on: story.openDay, ...OF });
  expect(story.refused).toBe('objection-decided');
});
