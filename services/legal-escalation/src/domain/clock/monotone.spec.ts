import fc from 'fast-check';
import { loadCalendars } from '@mora/calendars';
import { addDays, calendarDate, type CalendarDate, type LoanId, type PersonId } from '@mora/kernel';
import { loadLimitation } from '../../policies/limitation.js';
import { SHIPPED } from '../../policies/shipped.js';
import type { ActKind } from '../words.js';
import { clocksOf, type ClockInput } from './clocks.js';
import type { LimitationRules } from './rules.js';
import type { Act, Clock, Obstruction } from './types.js';

const BOOK = loadCalendars();
const RULES = loadLimitation(SHIPPED);
const START = calendarDate('2021-03-10');
const TODAY = calendarDate('2045-01-01');
const PROOF = { kind: 'paper', id: 'p', sha256: null };

const day = fc.integer({ min: -400, max: 7_500 }).map((days) => addDays(START, days));
const kinds = [...new Set(RULES.flatMap(({ restart }) => Object.keys(restart) as ActKind[]))];
const act: fc.Arbitrary<Act> = fc
  .record({
    actId: fc.uuid(),
    kind: fc.constantFrom(...kinds),
    on: day,
    length: fc.option(fc.oneof(fc.integer({ min: 0, max: 900 }), fc.constant('open' as const)), { nil: null, freq: 4 }),
    against: fc.constantFrom('debtor' as const, 'guarantor' as const, 'all' as const),
  })
  .map(({ length, on, ...one }) => ({
    ...one,
    on,
    until: typeof length === 'number' ? addDays(on, length) : length,
    claims: 'all',
    proof: PROOF,
    from: 'staff',
  }));
const obstacle: fc.Arbitrary<Obstruction> = fc
  .record({ obstacleId: fc.uuid(), from: day, days: fc.integer({ min: 0, max: 700 }) })
  .map(({ obstacleId, from, days }) => ({
    obstacleId,
    kind: 'force-majeure',
    from,
    until: addDays(from, days),
    proof: PROOF,
  }));

function inputOf(acts: readonly Act[], obstacles: readonly Obstruction[], hasTitle: boolean): ClockInput {
  const owed = { principal: 100, interest: 10, fee: 0, penalty: 0 };
  const row = { number: 1, dueOn: START, ...owed };
  return {
    loanId: 'demo:L-1' as LoanId,
    schedule: { version: 1, bookedOn: START, instalments: [row] },
    debt: { rows: [row], charges: [], due: owed, total: owed, oldestUnpaidOn: START, lastDueOn: START },
    acceleratedOn: addDays(START, 90),
    acts,
    obstacles,
    guarantees: (['general', 'joint'] as const).map((kind) => {
      return { guarantorId: `g-${kind}` as PersonId, kind, months: null };
    }),
    titles: hasTitle ? [{ judgmentId: 'j-1', lastPerformBy: addDays(START, 400) }] : [],
  };
}

const endOf = ({ expiresOn }: Clock): string => expiresOn ?? 'never';
const clocks = (rules: LimitationRules, input: ClockInput, on: CalendarDate = TODAY) =>
  clocksOf(input, rules, BOOK, on);

describe.each(RULES.map((rules) => [rules.id, rules] as const))('%s', (_id, rules) => {
  it('one more act never lets a period end earlier', () => {
    fc.assert(
      fc.property(
        fc.array(act, { maxLength: 7 }),
        act,
        fc.array(obstacle, { maxLength: 3 }),
        fc.boolean(),
        (acts, more, obstacles, hasTitle) => {
          const before = clocks(rules, inputOf(acts, obstacles, hasTitle));
          const after = clocks(rules, inputOf([...acts, more], obstacles, hasTitle));
          expect(after.map(({ clockId }) => clockId)).toEqual(before.map(({ clockId }) => clockId));
          for (const [at, clock] of after.entries()) expect(endOf(clock) >= endOf(before[at]!)).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('in whatever order acts become known, the periods are the same', () => {
    const some = fc.uniqueArray(act, { maxLength: 7, selector: ({ actId }) => actId });
    fc.assert(
      fc.property(some, fc.array(obstacle, { maxLength: 2 }), (acts, obstacles) => {
        const one = clocks(rules, inputOf(acts, obstacles, true));
        expect(clocks(rules, inputOf(acts.toReversed(), obstacles.toReversed(), true))).toEqual(one);
      }),
    );
  });

  it('an act of a day to come changes nothing yet', () => {
    fc.assert(
      fc.property(act, (one) => {
        const on = addDays(one.on, -1);
        expect(clocks(rules, inputOf([one], [], false), on)).toEqual(clocks(rules, inputOf([], [], false), on));
      }),
    );
  });
});
