/** Bodies as the page of the API shows them. */
const paper = (kind: string, id: string) => ({ kind, id });

export const ENFORCE = {
  judgment: { value: { judgmentId: 'b7d0…', court: 'demo-basic', region: 'demo', householdSize: 2 } },
};

export const CLUE = {
  deposit: { value: { asset: 'deposit', value: '12000.00' } },
  wage: { value: { asset: 'wage', value: '0.00', monthly: '5000.00' } },
  'only home': { value: { asset: 'real-estate', value: '900000.00', onlyHome: true } },
  exempt: { value: { asset: 'movable', value: '300.00', exempt: 'household-goods' } },
};

export const MEASURE = {
  freeze: { value: { clueId: '5d0e…', kind: 'freeze', value: '10000.00' } },
  wage: { value: { clueId: '77ab…', kind: 'withhold', value: '2000.00' } },
  'harder than needed': { value: { clueId: '9c1f…', kind: 'seal', value: '80000.00', overrides: 'account-contested' } },
};

export const PERSONAL_MEASURE = {
  'a limit on spending': {
    value: { kind: 'consumption-limit', noticeUntil: '2026-10-20', proof: paper('enforcement-notice', 'R-9') },
  },
  'the list of defaulters': {
    value: {
      kind: 'defaulter-list',
      ground: 'settlement-broken',
      noticeUntil: '2026-10-20',
      proof: paper('enforcement-notice', 'R-9'),
    },
  },
};

export const OUTCOME = {
  'in force': { value: { outcome: 'in-force', on: '2026-10-12', proof: paper('court-ruling', 'R-1') } },
  'waits behind another': {
    value: { outcome: 'in-force', on: '2026-10-12', rank: 2, proof: paper('court-ruling', 'R-2') },
  },
  sold: { value: { outcome: 'realised', on: '2027-01-20', proof: paper('court-ruling', 'R-3') } },
};

export const RENEW = { renewed: { value: { on: '2027-10-01', proof: paper('court-ruling', 'R-4') } } };

export const RECOVERY = {
  received: { value: { on: '2026-11-02', amount: '5000.00', costs: '50.00' } },
  booked: { value: { on: '2026-11-02', amount: '5000.00', paymentId: 'T-99' } },
  corrected: { value: { on: '2026-11-02', amount: '4990.00', paymentId: 'T-99', recoveryId: '5d0e…' } },
};

export const END = {
  'for now': { value: { how: 'this-round', on: '2027-03-01', proof: paper('court-ruling', 'R-5') } },
  'for good': { value: { how: 'final', on: '2027-03-01', proof: paper('court-ruling', 'R-6') } },
};

export const STAY = {
  death: { value: { because: 'death', on: '2026-12-01', proof: paper('court-ruling', 'R-7') } },
};

export const UNSTAY = { resumed: { value: { on: '2027-02-01', proof: paper('court-ruling', 'R-8') } } };

const COURT_PAPER = { on: '2026-11-09', proof: paper('court-ruling', 'R-9') };
export const NOTICE = { noticed: { value: { on: '2026-11-06', proof: paper('enforcement-notice', 'N-1') } } };
export const OBJECTION = { outsider: { value: { side: 'outsider', ...COURT_PAPER } } };
export const DECIDED = { dismissed: { value: { outcome: 'dismissed', ...COURT_PAPER } } };
export const FOUGHT = { sued: { value: COURT_PAPER } };
