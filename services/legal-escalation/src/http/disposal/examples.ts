/** Bodies as the page of the API shows them. */
export const PACKAGE = {
  consumer: {
    value: {
      batch: '2026-q3',
      currency: 'CNY',
      products: ['consumer-loan'],
      fromDays: 180,
      belowDays: 720,
      closesOn: '2026-09-30',
    },
  },
};
export const LEAVE = { complains: { value: { loanId: 'demo:L-1', because: 'customer-complains' } } };
export const BID = { first: { value: { buyerId: 'buyer-1', price: '1200000.00' } } };
export const AWARD = {
  highest: { value: { bidId: '9c1f…' } },
  other: { value: { bidId: '77ab…', because: 'higher-bid-withdrawn' } },
};
export const BUYER = {
  qualified: { value: { buyerId: 'buyer-1', licence: 'asset-manager', qualifiedUntil: '2026-12-31' } },
};
export const WRITE_OFF = { found: { value: { because: 'nothing-found' } } };
export const COLLATERAL = {
  house: { value: { collateralId: 'deed-17', kind: 'mortgage', value: '500000.00', on: '2026-09-01' } },
};
export const REALISED = { sold: { value: { kind: 'mortgage', amount: '480000.00', on: '2027-03-01' } } };
export const SETTLE = { grace: { value: { graceDays: 30, because: 'debtor-asks' } } };
export const GIVE_UP = { silence: { value: { because: 'no-answer' } } };
export const RESUME = { broken: { value: { because: 'settlement-broken' } } };
