import { loanPaymentPosted } from '@mora/contracts';
import { calendarDate } from '@mora/kernel';
import { receivedOf, takenBefore } from './taken.js';

const said = (transactionId: string, type: string = loanPaymentPosted.type) => ({
  type,
  loan: 'demo:L-1',
  businessDate: '2026-03-01',
  data: { transactionId, amount: '120.50', currency: 'CNY' },
});
const TAKEN = {
  loan: 'demo:L-1',
  on: calendarDate('2026-02-28'),
  requestId: 'e-1',
  minor: 12_050n,
  currency: 'CNY',
} as const;

it('what a court took before a start is known again by its payment, which was booked the day after', () => {
  expect(takenBefore(said('court-e-1'))).toEqual(TAKEN);
});

it.each([
  ['what a borrower paid', said('pay-1')],
  ['what is no payment', said('court-e-1', 'mora.loan.charge-posted.v1')],
])('%s is not', (_what, record) => {
  expect(takenBefore(record)).toBeNull();
});

it('the bank hears of it by its own number of the loan', () => {
  const { on, requestId, minor } = TAKEN;
  expect(receivedOf(TAKEN)).toEqual({
    loan: 'L-1',
    on,
    kind: 'received',
    data: { requestId, minor },
  });
});
