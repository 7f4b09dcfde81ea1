import { LEDGER_REQUESTS_STREAM, LOAN_STREAM, NEGOTIATION_STREAM } from '@mora/contracts';
import { inOrder } from './told-log.js';

const record = (type: string, businessDate: string, loan = 'demo:L-1') => ({ type, loan, businessDate, data: null });
const typesOf = (partitions: Parameters<typeof inOrder>[0]) => inOrder(partitions).map(({ type }) => type);

it('of a day the ledger speaks first, then the negotiation, then what is asked of the ledger', () => {
  const partitions = new Map([
    [`${LEDGER_REQUESTS_STREAM}/0`, [record('asked', '2026-03-02')]],
    [`${NEGOTIATION_STREAM}/1`, [record('accepted', '2026-03-02'), record('active', '2026-03-03')]],
    [`${LOAN_STREAM}/0`, [record('paid', '2026-03-02'), record('booked', '2026-03-03')]],
  ]);
  expect(typesOf(partitions)).toEqual(['paid', 'accepted', 'asked', 'booked', 'active']);
});

it('what names an earlier day late stays where it was said', () => {
  const partitions = new Map([
    [`${NEGOTIATION_STREAM}/0`, [record('broken', '2026-03-05'), record('failed', '2026-03-03')]],
    [`${LOAN_STREAM}/0`, [record('paid', '2026-03-04')]],
  ]);
  expect(typesOf(partitions)).toEqual(['paid', 'broken', 'failed']);
});
