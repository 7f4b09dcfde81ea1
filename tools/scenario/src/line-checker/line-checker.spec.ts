import { LOG } from './fixtures.js';
import { blindSpots, MUTATIONS } from './mutations.js';
import { yearsFrom } from './period.js';
import { readRules } from './rules-read.js';
import { judgeLaw } from './verdict.js';

const rules = readRules();

it('finds nothing in a log of a loan that goes its way', () => {
  expect(judgeLaw(LOG, rules)).toEqual({ loans: 1, findings: [] });
});

it('sees each of the wrongs that could be done to it', () => {
  expect(blindSpots(LOG, rules)).toEqual({ tried: MUTATIONS.length, unseen: [] });
  expect(MUTATIONS.length).toBeGreaterThanOrEqual(12);
});

it.each([
  ['a payment of the ledger that the law has not heard', 'mora.loan.payment-posted.v1', 'claim'],
  ['a schedule that nobody has told', 'mora.loan.schedule-replaced.v1', 'clock'],
  ['a claim that nobody has computed', 'mora.legal.claim-computed.v1', 'fee'],
  ['a statement that nobody has made', 'mora.negotiation.limitation-interrupted.v1', 'acts'],
])('misses %s', (_what, type, check) => {
  const { findings } = judgeLaw(
    LOG.filter((record) => record.type !== type),
    rules,
  );
  expect(findings.map((finding) => finding.check)).toContain(check);
});

it.each([
  ['to the same-numbered day where no calendar is announced', '2025-02-28', 3, '2028-02-28'],
  ['from a leap day to the last of February', '2024-02-29', 5, '2029-02-28'],
  ['from a Saturday to the Monday after', '2023-03-07', 3, '2026-03-09'],
  ['a Saturday that is worked stays', '2023-02-28', 3, '2026-02-28'],
  ['over the National Day holiday', '2022-10-03', 3, '2025-10-09'],
])('a period ends %s', (_how, from, years, end) => {
  expect(yearsFrom(from, years, rules.limitation.CN, rules)).toBe(end);
});
