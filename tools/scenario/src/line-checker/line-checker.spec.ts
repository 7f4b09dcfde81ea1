import { BOOK, LOG } from './fixtures/index.js';
import { blindSpots, MUTATIONS } from './mutations/index.js';
import { readRules } from './rules-read.js';
import { judgeLaw } from './verdict.js';

const rules = readRules();

it('finds nothing in a log of loans that go their way', () => {
  expect(judgeLaw(LOG, rules, BOOK)).toEqual({ loans: 4, findings: [] });
});

it('sees each of the wrongs that could be done to it', () => {
  expect(blindSpots(LOG, rules, BOOK)).toEqual({ tried: MUTATIONS.length, unseen: [] });
  expect(new Set(MUTATIONS.map(({ name }) => name)).size).toBe(MUTATIONS.length);
});

it('sees them where a case was weighed once more behind its suit', () => {
  const again = LOG.filter(({ type }) => AGAIN.includes(type)).map((record) => ({
    ...record,
    businessDate: '2026-12-31',
  }));
  const { tried, unseen } = blindSpots([...LOG, ...again.map(withOtherId)], rules, BOOK);
  expect(unseen).toEqual([]);
  expect(tried).toBe(MUTATIONS.length);
});

const AGAIN = ['mora.legal.case-evaluated.v1', 'mora.legal.strategy-approved.v1'];
const withOtherId = (record: (typeof LOG)[number]) => ({
  ...record,
  data: { ...(record.data as object), evaluationId: 'again' },
});

it.each([
  ['a payment of the ledger that the law has not heard', 'mora.loan.payment-posted.v1', 'claim'],
  ['a schedule that nobody has told', 'mora.loan.schedule-replaced.v1', 'clock'],
  ['a claim that nobody has computed', 'mora.legal.claim-computed.v1', 'fee'],
  ['a statement that nobody has made', 'mora.negotiation.limitation-interrupted.v1', 'acts'],
  ['an answer of the ledger', 'mora.loan.request-answered.v1', 'asks'],
  ['what became of a notice', 'mora.outreach.request-answered.v1', 'asks'],
  ['the ask for a transfer', 'mora.ledger-request.transfer.v1', 'sold'],
  ['an exception', 'mora.legal.exception-approved.v1', 'filed'],
  ['a proposal', 'mora.legal.write-off-proposed.v1', 'written-off'],
])('misses %s', (_what, type, check) => {
  const { findings } = judgeLaw(
    LOG.filter((record) => record.type !== type),
    rules,
    BOOK,
  );
  expect(findings.map((finding) => finding.check)).toContain(check);
});
