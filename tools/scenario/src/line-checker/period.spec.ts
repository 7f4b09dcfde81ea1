import { LIMITATION } from './law.js';
import { yearsFrom } from './period.js';
import { readRules } from './rules-read.js';

const rules = readRules();

it.each([
  ['to the same-numbered day where no calendar is announced', '2025-02-28', 3, '2028-02-28'],
  ['from a leap day to the last of February', '2024-02-29', 5, '2029-02-28'],
  ['from a Saturday to the Monday after', '2023-03-07', 3, '2026-03-09'],
  ['a Saturday that is worked stays', '2023-02-28', 3, '2026-02-28'],
  ['over the National Day holiday', '2022-10-03', 3, '2025-10-09'],
])('a period ends %s', (_how, from, years, end) => {
  expect(yearsFrom(from, years, LIMITATION.CN, rules)).toBe(end);
});
