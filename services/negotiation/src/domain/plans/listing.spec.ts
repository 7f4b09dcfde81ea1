import { dayOf, POLICIES } from '../loan/fixtures.js';
import { aPlan, ROWS } from './fixtures.js';
import { listingFor } from './listing.js';
import type { Plan } from './types.js';

const { forbearance } = POLICIES.menu;
const agreed = (over: Partial<Plan> = {}): Plan => ({
  ...aPlan(),
  kinds: ['tw-agreed'],
  activeFrom: dayOf(0),
  ...over,
});
const paid = ROWS.map(({ dueOn }) => ({ dueOn, paidOn: dueOn }));
const unpaid = ROWS.map(({ dueOn }) => ({ dueOn, paidOn: null }));

it('whether a loan of Taiwan is listed stands with its plan', () => {
  expect(listingFor(agreed(), paid, dayOf(365), forbearance)).toMatchObject({ listed: false });
  expect(listingFor(agreed(), unpaid, dayOf(365), forbearance)).toMatchObject({ listed: true, since: dayOf(0) });
});

it.each([
  ['another kind', { kinds: ['spread'] as const }],
  ['never in force', { activeFrom: null }],
  // Its payments are kept no longer: that all of it is unpaid would be wrong.
  ['ended so long ago that only what was agreed is known', { state: 'completed', endedOn: dayOf(70), rows: [] }],
] as const)('of a plan nobody can say: %s', (_what, over) => {
  expect(listingFor(agreed(over), unpaid, dayOf(365), forbearance)).toBeNull();
});
