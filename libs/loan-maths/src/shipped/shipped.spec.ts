import { loadLoanPolicies } from './index.js';

it('every policy that is shipped holds its golden cases', () => {
  const { lpr, caps, orders, delayRates } = loadLoanPolicies();
  expect([lpr.id, ...caps.map(({ id }) => id), ...orders.map(({ id }) => id), delayRates.id]).toEqual([
    'cn-lpr',
    'cn-caps',
    'tw-caps',
    'cn-allocation',
    'tw-allocation',
    'cn-delay-interest',
  ]);
});
