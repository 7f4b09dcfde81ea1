import { addDays } from '@mora/kernel';
import { loadPolicies } from './load.js';

it('all policies are in force from one day on, the first of the youngest of them, and not before', () => {
  const policies = loadPolicies();
  expect(policies.since).toBe('2021-01-01');
  expect(Object.values(policies.on(policies.since)).every((one) => one !== undefined)).toBe(true);
  expect(() => policies.on(addDays(policies.since, -1))).toThrow('nothing is in force on 2020-12-31');
});
