import { Trace } from '../negotiation-checker/trace.js';
import { teller } from './fixtures/words.js';
import { heldBy } from './holds.js';

const said = teller('demo:L-000009');
const who = (role: string) => ({ personId: 'demo:P-9', role });
const dispute = { disputeId: 'd-1', ...who('borrower'), kind: 'amount', written: false };
const care = (role = 'borrower', legal: readonly string[] = []) => ({ ...who(role), effects: ['stop'], legal });
const hold = (kind: string, until: string | null = null) => {
  return { roundId: 'r-1', episodeId: null, holdId: 'h-1', kind, until };
};
const closed = { ...dispute, outcome: 'rejected', verificationSentOn: null };
const active = { planId: 'p-1', activeFrom: '2025-06-03' };
const ended = { planId: 'p-1', on: '2025-06-08' };

const raised = said('outreach.dispute-raised', '2025-06-03', dispute);
const flagged = said('outreach.vulnerability-flagged', '2025-06-03', care());
const activated = said('negotiation.plan-activated', '2025-06-02', active);

it.each([
  ['a dispute, from its day', [raised], ['2025-06-02', '2025-06-03']],
  [
    'a dispute that has ended, up to the day before',
    [raised, said('outreach.dispute-closed', '2025-06-08', closed)],
    ['2025-06-08', '2025-06-07'],
  ],
  ['care for who owes', [flagged], ['2025-06-02', '2025-06-03']],
  [
    'the death of who owes too',
    [said('outreach.vulnerability-flagged', '2025-06-03', care('co-borrower', ['deceased']))],
    ['2025-06-02', '2025-06-03'],
  ],
  [
    'care that is needed no more',
    [flagged, said('outreach.vulnerability-cleared', '2025-06-08', care())],
    ['2025-06-08', '2025-06-07'],
  ],
  ['a moratorium', [said('negotiation.hold-set', '2025-06-03', hold('moratorium'))], ['2025-06-02', '2025-06-03']],
  [
    'one with an end, on that day too',
    [said('negotiation.hold-set', '2025-06-03', hold('moratorium', '2025-06-05'))],
    ['2025-06-06', '2025-06-05'],
  ],
  ['a plan, from the day on which it binds', [activated], ['2025-06-02', '2025-06-03']],
  [
    'a broken plan, up to the day before',
    [activated, said('negotiation.plan-broken', '2025-06-08', ended)],
    ['2025-06-08', '2025-06-07'],
  ],
  [
    'one that was kept',
    [activated, said('negotiation.plan-completed', '2025-06-08', ended)],
    ['2025-06-08', '2025-06-07'],
  ],
  [
    'one that is over without either',
    [activated, said('negotiation.plan-ended', '2025-06-08', { ...ended, because: 'fund-unproven' })],
    ['2025-06-08', '2025-06-07'],
  ],
])('%s', (_what, records, [free = '', held = '']) => {
  const trace = new Trace('demo:L-000009', records);
  expect(heldBy(trace, records.length, free)).toEqual([]);
  expect(heldBy(trace, records.length, held)).toHaveLength(1);
});

it('a plan that stands again holds again, and what is said behind a place does not count at it', () => {
  const again = {
    planId: 'p-1',
    instalment: null,
    dueOn: null,
    unpaid: '1.00',
    currency: 'CNY',
    because: 'taken-back',
  };
  const records = [
    activated,
    said('negotiation.plan-broken', '2025-06-08', ended),
    said('negotiation.plan-reopened', '2025-06-10', again),
  ];
  const trace = new Trace('demo:L-000009', records);
  expect(heldBy(trace, 3, '2025-06-10')).toEqual(['plan']);
  expect(heldBy(trace, 2, '2025-06-10')).toEqual([]);
});

it.each([
  ['care for who only vouches for the debt', said('outreach.vulnerability-flagged', '2025-06-03', care('guarantor'))],
  ['a hold of terms of negotiation only', said('negotiation.hold-set', '2025-06-03', hold('bank-delay'))],
])('%s stops nothing', (_what, record) => {
  expect(heldBy(new Trace('demo:L-000009', [record]), 1, '2025-06-10')).toEqual([]);
});

it.each([
  ['what negotiation sets on that very day', said('negotiation.hold-set', '2025-06-03', hold('moratorium')), []],
  ['what it has set the day before', said('negotiation.hold-set', '2025-06-02', hold('moratorium')), ['moratorium']],
  ['what outreach says on that day', raised, ['dispute']],
])('at the end of a day %s counts as it was heard', (_what, record, kinds) => {
  expect(heldBy(new Trace('demo:L-000009', [record]), 1, '2025-06-03', true)).toEqual(kinds);
});
