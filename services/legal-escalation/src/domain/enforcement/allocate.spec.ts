import fc from 'fast-check';
import { allocateRecovery } from './allocate.js';

it.each([
  [0, [0, 0, 0, 0]],
  [1, [1, 0, 0, 0]],
  [50, [50, 0, 0, 0]],
  [51, [50, 1, 0, 0]],
  [1_050, [50, 1_000, 0, 0]],
  [1_051, [50, 1_000, 1, 0]],
  [1_225, [50, 1_000, 175, 0]],
  [1_226, [50, 1_000, 175, 1]],
])('%i: costs, judgment, doubled interest, and what goes back', (minor, expected) => {
  const { costs, judgment, doubled, surplus } = allocateRecovery(minor, { costs: 50, judgment: 1_000, doubled: 175 });
  expect([costs, judgment, doubled, surplus]).toEqual(expected);
});

it('no cent is lost or made, and none goes to a later place before the earlier is covered', () => {
  const amount = fc.nat(1_000_000_000);
  fc.assert(
    fc.property(amount, amount, amount, amount, (minor, costs, judgment, doubled) => {
      const used = allocateRecovery(minor, { costs, judgment, doubled });
      expect(used.costs + used.judgment + used.doubled + used.surplus).toBe(minor);
      if (used.judgment > 0) expect(used.costs).toBe(costs);
      if (used.doubled > 0) expect(used.judgment).toBe(judgment);
      if (used.surplus > 0) expect(used.doubled).toBe(doubled);
    }),
  );
});
