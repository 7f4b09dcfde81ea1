import type { CalendarDate } from '@mora/kernel';
import { loadPolicies } from './load.js';

it('the shipped policies are in force on every day of the year in which Mora starts', () => {
  const policies = loadPolicies();
  for (const day of ['2026-01-01', '2026-11-25', '2027-12-31'] as CalendarDate[]) {
    const found = policies.on(day);
    expect(Object.values(found).every((one) => one !== undefined)).toBe(true);
    expect(policies.on(day)).toBe(found);
  }
});

it('no policy is in force before its date', () => {
  const policies = loadPolicies();
  expect(policies.since).toBe('2026-01-01');
  expect(() => policies.on('2025-12-31' as CalendarDate)).toThrow('nothing is in force on 2025-12-31');
});
