type Over = Readonly<Record<string, unknown>>;

/** Records of ledgers as specs write them down. */
const envelope = (source: string, id: string, kind: string, loan: string, on: string, over: Over) => ({
  specversion: '1.0',
  id,
  source,
  type: `ledger.${kind}.v1`,
  subject: loan,
  businessdate: on,
  ...over,
});

export const registered = (loan: string, on: string, over: Over = {}) => ({
  ...envelope('core', `${loan}:1`, 'loan-registered', loan, on, { sequence: 1, ...over }),
  data: { product: 'consumer-loan', currency: 'CNY' },
});

export const paid = (loan: string, sequence: number, on: string, amount: string, over: Over = {}) => ({
  ...envelope('core', `${loan}:${sequence}`, 'payment-posted', loan, on, { sequence }),
  data: { transactionId: `T-${loan}-${sequence}`, amount, currency: 'CNY', valueDate: on, ...over },
});

/** A schedule that books what Mora has asked for. */
export const rescheduled = (loan: string, sequence: number, on: string, requestId: string) => ({
  ...envelope('core', `${loan}:${sequence}`, 'schedule-replaced', loan, on, { sequence }),
  data: {
    version: sequence,
    currency: 'CNY',
    reason: 'rescheduled',
    request: { requestId },
    yearlyRate: '0.1080',
    instalments: [{ number: 1, dueOn: '2026-04-10', principal: '100.00', interest: '1.00' }],
  },
});

/** What a ledger answers to an ask of Mora. */
export const answered = (loan: string, sequence: number, on: string, requestId: string) => ({
  ...envelope('core', `${loan}:${sequence}`, 'request-answered', loan, on, { sequence }),
  data: { requestId, outcome: 'rejected', reason: 'product-locked' },
});

export const closed = (source: string, date: string, count: number, amount: string | null, over: Over = {}) => {
  const { subject: _none, ...about } = envelope(source, `close:${source}:${date}`, 'day-closed', '', date, {});
  const totals = amount === null ? [] : [{ currency: 'CNY', amount }];
  return { ...about, data: { date, count, totals, ...over } };
};
