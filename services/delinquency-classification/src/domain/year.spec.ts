import { addDays, calendarDate as day } from '@mora/kernel';
import { loadPolicies } from '../policies.js';
import { LoanStory, paused, registered, scheduled } from './fixtures.js';

const policies = loadPolicies();
const one = scheduled([['2026-03-08', 100_000]]);

it.each([
  ['a single instalment that nobody pays', [one]],
  ['three instalments', [scheduled([['2026-03-08', 1], ['2026-04-08', 1], ['2026-05-08', 1]])]], // prettier-ignore
  ['with a pause in it', [one, paused('w', '2026-03-20', '2026-04-03')]],
  ['with a pause that has no end', [one, paused('w', '2026-05-01', null)]],
] as const)('over a year and a half: %s', (_name, facts) => {
  const begin = () => new LoanStory(policies, day('2026-03-01')).take(registered('2026-03-01'), ...facts);
  const [daily, asked] = [begin(), begin()];
  expect(asked.roll(addDays(day('2026-03-01'), 540)).told).toEqual(daily.close(addDays(day('2026-03-01'), 540)).told);
});

it('a loan that nobody pays is touched on the days of its moves, and on no other', () => {
  const loan = new LoanStory(policies, day('2026-03-01')).take(registered('2026-03-01'), one);
  const touched: string[] = [];
  while (loan.openDay < '2028-03-01') {
    const today = loan.openDay;
    if (loan.standing?.nextTransitionOn === today) touched.push(today);
    loan.roll(today);
  }
  expect(touched).toEqual([
    '2026-03-09', // M1, special mention
    '2026-04-08', // M2
    '2026-05-08', // M3
    '2026-06-07', // M4, substandard
    '2026-07-07', // M5
    '2026-08-06', // M6
    '2026-09-05', // M7+
    '2026-12-04', // doubtful
    '2027-03-04', // loss
  ]);
});
