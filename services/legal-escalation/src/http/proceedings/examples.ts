/** Bodies as the page of the API shows them. */
const paper = (kind: string, id: string) => ({ kind, id });

export const FILE = {
  suit: {
    value: { kind: 'ordinary', court: 'demo-basic', sheetId: '9c1f…', bundleId: '77ab…', clockId: '4b1f…' },
  },
  'payment order': {
    value: {
      kind: 'payment-order',
      court: 'demo-basic',
      sheetId: '9c1f…',
      bundleId: '77ab…',
      clockId: '4b1f…',
      domestic: true,
      reachable: true,
    },
  },
  preservation: {
    value: { kind: 'preservation', court: 'demo-basic', sheetId: '9c1f…', bundleId: '77ab…', clockId: '4b1f…' },
  },
  guarantor: {
    value: {
      kind: 'ordinary',
      court: 'demo-basic',
      sheetId: '9c1f…',
      bundleId: '77ab…',
      clockId: '4b1f…',
      against: 'guarantor',
    },
  },
};

export const STEP = {
  docketed: { value: { outcome: 'docketed', on: '2026-07-02', proof: paper('court-notice', 'D-1') } },
  'fee paid': { value: { outcome: 'paid', on: '2026-07-06', proof: paper('fee-receipt', 'F-1') } },
  'served by publication': {
    value: { outcome: 'published', on: '2026-07-09', proof: paper('service-receipt', 'S-1') },
  },
  objected: { value: { outcome: 'objected', on: '2026-07-20', proof: paper('court-notice', 'O-1') } },
};

export const JUDGMENT = {
  judged: {
    value: {
      on: '2026-09-10',
      amount: '49693.13',
      general: '0.00',
      costs: '521.17',
      parts: [{ amount: '49693.13', performBy: '2026-09-30' }],
      proof: paper('judgment', 'J-1'),
    },
  },
  withInterest: {
    value: {
      on: '2026-09-10',
      amount: '49693.13',
      general: '0.00',
      interest: { rate: '0.0435', dayCount: 'ACT_365F', principal: '45000.00', from: '2026-08-01' },
      costs: '521.17',
      parts: [{ amount: '49693.13', performBy: '2026-09-30' }],
      proof: paper('judgment', 'J-2'),
    },
  },
  mediated: {
    value: {
      outcome: 'mediated',
      on: '2026-08-03',
      amount: '45000.00',
      general: '0.00',
      costs: '260.59',
      parts: [
        { amount: '20000.00', performBy: '2026-09-01' },
        { amount: '25000.00', performBy: '2026-10-01' },
      ],
      proof: paper('court-record', 'M-1'),
    },
  },
};

export const WITHDRAW = {
  paid: { value: { on: '2026-08-03', because: 'debtor-pays', proof: paper('court-ruling', 'W-1') } },
};

export const HEARING = {
  first: { value: { at: '2026-09-02T01:30:00Z' } },
  moved: { value: { at: '2026-09-16T01:30:00Z', hearingId: '5d0e…' } },
};

export const HEARING_OUTCOME = { held: { value: { outcome: 'held' } }, adjourned: { value: { outcome: 'adjourned' } } };
