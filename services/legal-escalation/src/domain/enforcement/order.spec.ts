import fc from 'fast-check';
import type { LoanEvent } from '../loan/event.js';
import { dayOf, type LoanStory } from '../loan/fixtures.js';
import { type DayPlan, merged, same, someDays } from '../loan/fixtures/streams.js';
import { answerOf, clueOf, ENFORCER, enforcingStory, measureOf, PROOF, recoveryOf } from './fixtures.js';

const RUNS = 25;

/** What people and courts say of an enforcement, each at a fixed point of a day. */
const BETWEEN: readonly Readonly<{ day: number; id: string; event: (story: LoanStory) => LoanEvent }>[] = [
  { day: 0, id: 'clue', event: () => clueOf('deposit', 1_200_000) },
  { day: 0, id: 'measure', event: () => measureOf('deposit', 'freeze', 900_000) },
  { day: 1, id: 'in-force', event: ({ openDay }) => answerOf('m-deposit-freeze', openDay) },
  { day: 2, id: 'recovery', event: ({ openDay }) => recoveryOf('rec-1', 50_000, openDay) },
  { day: 3, id: 'again', event: ({ openDay }) => recoveryOf('rec-2', 20_000, openDay, { costs: 300 }) },
  { day: 4, id: 'settle', event: () => ({ kind: 'settle', graceDays: null, because: 'asked', by: ENFORCER }) },
  {
    day: 5,
    id: 'end',
    event: ({ openDay: on }) => {
      return { kind: 'end-round', enforcementId: 'e-1', how: 'this-round', on, proof: PROOF, by: ENFORCER };
    },
  },
  {
    day: 6,
    id: 'propose',
    event: () => ({ kind: 'propose-write-off', proposalId: 'w-1', because: 'nothing-found', by: 'l-1' }),
  },
  {
    day: 7,
    id: 'agree',
    event: () => ({ kind: 'approve-write-off', requestId: 'q-1', because: 'agreed', by: 's-1' }),
  },
];

function run(days: readonly DayPlan[], turns: readonly boolean[]) {
  const story = enforcingStory();
  const states: unknown[] = [];
  days.forEach((day, n) => {
    for (const { day: on, id, event } of BETWEEN) if (on === n) story.one(id, event(story));
    for (const { id, event } of merged(day, turns)) story.one(id, event);
    story.close();
    states.push(story.state);
  });
  const kept = (all: Record<string, readonly unknown[]>) =>
    Object.fromEntries(Object.entries(all).filter(([, some]) => some.length > 0));
  return { states, said: kept(story.said), writes: kept(story.writes), types: story.types };
}

it('in every order of the two spine streams an enforcement, its money and its end are the same', () => {
  expect(enforcingStory().openDay).toBe(dayOf(1));
  const heard = new Set<string>();
  fc.assert(
    fc.property(someDays, fc.array(fc.boolean(), { minLength: 1, maxLength: 16 }), (days, turns) => {
      const { types, ...loanFirst } = run(days, [true]);
      for (const type of types) heard.add(type);
      for (const other of [[false], turns]) {
        const { types: _unordered, ...found } = run(days, other);
        same(found, loanFirst);
      }
    }),
    { numRuns: RUNS },
  );
  for (const type of ['enforcement-applied', 'measure-in-force', 'recovered', 'execution-ended', 'settlement-asked']) {
    expect(heard).toContain(type);
  }
});
