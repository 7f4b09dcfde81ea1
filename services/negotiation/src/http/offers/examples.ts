import type { TermsDto } from './sheets.dto.js';

const TERMS: readonly TermsDto[] = [
  { kind: 'extension', months: 6 },
  { kind: 'reduced-instalment', instalments: 36 },
  { kind: 'arrears-plan', months: 12 },
  { kind: 'spread', instalments: 22 },
  {
    kind: 'split',
    amounts: [
      { dueOn: '2026-03-20', amount: '1200.00' },
      { dueOn: '2026-04-20', amount: '1253.00' },
    ],
  },
  { kind: 'grace', months: 3, interest: 'spread' },
  { kind: 'interest-only', months: 6, then: 'longer' },
  { kind: 'partial-principal', months: 3, permille: 500 },
  { kind: 'rate-cut', rate: '0.0600', months: 12 },
  { kind: 'capitalise', components: ['interest'], agreedInWriting: true },
  { kind: 're-age', instalments: 60 },
  { kind: 'settlement', pay: '15000.00', parts: 3, everyMonths: 1 },
  { kind: 'card-plan', instalments: 60, rate: '0.1080' },
  { kind: 'hardship-fund', fund: '2400.00', purpose: 'serious-illness', instalments: 12, proofDays: 30 },
  { kind: 'tw-agreed', instalments: 60, rate: '0.0500' },
  { kind: 'tw-debt-clearance', instalments: 72, rate: '0.0500' },
];

/** One body for every kind of plan. */
export const SHEETS = Object.fromEntries(
  TERMS.map((terms) => [terms.kind, { value: { sheet: { terms: [terms], beside: terms.kind === 'split' } } }]),
);
