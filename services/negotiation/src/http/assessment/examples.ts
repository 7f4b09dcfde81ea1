const nothing = { dependants: [], expenses: [], debts: [], assets: [] };
const base = { region: 'cn-shanghai', asOf: '2026-03-10', currency: 'CNY' };
const payslip = { kind: 'payslip', sha256: 'a'.repeat(64), type: 'pdf', name: 'March.pdf' };

/** Households as they are stated, by the kind of difficulty that they show. */
export const STATEMENTS = {
  squeeze: {
    summary: 'Work lost for four months',
    value: {
      person: 'demo:P-1',
      statement: {
        ...base,
        dependants: [{ sharePermille: 500 }],
        incomes: [
          { kind: 'salary', monthly: '0.00', usual: '12000.00', regular: true, proof: payslip.sha256 },
          { kind: 'benefit', monthly: '2000.00', usual: '0.00', regular: true },
        ],
        expenses: [{ kind: 'housing', monthly: '2500.00', essential: true }],
        debts: [{ kind: 'mortgage', monthly: '1000.00', priority: true, bad: false }],
        assets: [{ kind: 'deposit', value: '3000.00', liquid: true, exempt: false }],
        shock: { kind: 'job-loss', expectedMonths: 4 },
      },
      proofs: [payslip],
    },
  },
  lasting: {
    summary: 'Less income for good',
    value: {
      person: 'demo:P-1',
      statement: {
        ...nothing,
        ...base,
        incomes: [{ kind: 'pension', monthly: '4100.00', regular: true }],
        shock: { kind: 'illness' },
      },
      proofs: [],
    },
  },
};
