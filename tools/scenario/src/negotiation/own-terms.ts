import { amountText } from '@mora/kernel';
import type { Told } from './household.js';

/** Terms that somebody of the bank makes by hand, as the door takes them. */
export type Sheet = Readonly<{ terms: readonly (Readonly<{ kind: string }> & Readonly<Record<string, unknown>>)[] }>;

export const kindsIn = ({ terms }: Sheet): string => terms.map(({ kind }) => kind).join(' + ');

type Loan = Readonly<{
  product: string;
  overdue: bigint;
  /** Instalments that have not fallen due. */
  left: number;
  count: number;
}>;

const LENGTHS = [24, 36, 48, 60, 84];
const FUNDS: Readonly<Record<string, string>> = { illness: 'serious-illness', disaster: 'natural-disaster' };

/** What is tried by hand for a loan, a group after the other, first what it alone may have; the door judges it. */
export function ownTerms(loan: Loan, told: Told, verdict: string): readonly (readonly Sheet[])[] {
  const { overdue } = loan;
  const { currency, liquid } = told;
  const purpose = FUNDS[told.shock];
  const text = (minor: bigint): string => amountText(minor, currency);
  const fund = { kind: 'hardship-fund', fund: text(overdue), purpose, instalments: 36, proofDays: 30 };
  const settlement = { kind: 'settlement', pay: text(liquid), parts: 2, everyMonths: 1 };
  return [
    ...(currency === 'TWD' ? inTaiwan(loan) : inChina(loan)),
    ...(overdue > 0n && purpose !== undefined ? [[of(fund)]] : []),
    ...(liquid > 0n && verdict !== 'not-in-difficulty' ? [[of(settlement)]] : []),
    [
      of({ kind: 'rate-cut', rate: '0.0400', months: 12 }),
      of({ kind: 'rate-cut', rate: '0.0400' }, { kind: 'extension', months: 3 }),
    ],
    verdict === 'short-term'
      ? [
          of({ kind: 'interest-only', months: 6, then: 'longer' }),
          of({ kind: 'partial-principal', months: 3, permille: 500 }),
        ]
      : [of({ kind: 'extension', months: 3 })],
  ];
}

const of = (...terms: Sheet['terms']): Sheet => ({ terms });

/** A loan of up to a year within five years; a longer one within twice of what is left of it. */
function inTaiwan({ product, left, count }: Loan): readonly (readonly Sheet[])[] {
  const kind = product === 'credit-card' ? 'tw-debt-clearance' : 'tw-agreed';
  const rate = kind === 'tw-agreed' ? '0.0800' : '0.0600';
  const tried = kind === 'tw-agreed' && count > 12 ? [left + Math.floor(left / 2), left * 2] : LENGTHS;
  return [tried.filter((n) => n >= 1 && n <= 60).map((instalments) => of({ kind, instalments, rate }))];
}

/** What moves the last day may do so by no more than an extension: for the loan's own length, or half of it. */
function inChina({ product, left, count }: Loan): readonly (readonly Sheet[])[] {
  if (product === 'credit-card') {
    return [LENGTHS.filter((n) => n <= 60).map((n) => of({ kind: 'card-plan', instalments: n, rate: '0.0900' }))];
  }
  const interest = { kind: 'capitalise', components: ['interest'], agreedInWriting: true };
  const most = left + (count <= 12 ? count : Math.floor(count / 2));
  const lengths = [Math.ceil((left + most) / 2), most].filter((n) => n > left);
  return [
    lengths.map((instalments) => of({ kind: 're-age', instalments })),
    lengths.map((instalments) => of(interest, { kind: 'reduced-instalment', instalments })),
  ];
}
