/** Bodies as the page of the API shows them. */
const HASH = 'ab'.repeat(32);

export const OPEN = { 'by hand': { value: { because: 'supervisor-asks' } } };
export const ASSIGN = { lawyer: { value: { lawyer: 'l-1' } } };
export const CHECK = {
  contract: { value: { item: 'contract', state: 'yes', proof: { kind: 'contract', id: 'C-1' } } },
  'no collateral': { value: { item: 'collateral', state: 'na' } },
};
export const PAPER_KEPT = { contract: { value: { kind: 'contract', id: 'C-1', sha256: HASH } } };
export const EVALUATE = {
  suit: {
    value: {
      strategy: 'ordinary',
      expectedRecovery: '50000.00',
      expectedCost: '3000.00',
      lessHarmful: ['settlement: refused twice', 'payment-order: objection expected'],
      because: 'assets-known',
    },
  },
  'payment order': {
    value: {
      strategy: 'payment-order',
      expectedRecovery: '50000.00',
      expectedCost: '800.00',
      lessHarmful: ['settlement: refused twice'],
      because: 'undisputed',
    },
  },
  wait: {
    value: {
      strategy: 'wait',
      expectedRecovery: '0.00',
      expectedCost: '0.00',
      lessHarmful: [],
      because: 'in-hospital',
    },
  },
};
export const DECIDE = { seen: { value: { because: 'seen' } } };
export const CLOSE = { withdrawn: { value: { outcome: 'withdrawn', because: 'debtor-pays' } } };
export const CLAIM = { overdue: { value: {} }, 'all of it': { value: { accelerated: true } } };
