import type { BrokerRecord } from '@mora/runtime';

export const SOURCE = 'bench-core';
export const TENANT = 'bench';
/** The day that stays open while the clock is running. */
export const OPEN_DAY = '2026-03-02';

const INSTALMENTS = 36;
const CURRENCY = 'CNY';

/** One record of the ledger, as it stands on its topic: CloudEvents in structured JSON. */
export type LedgerMessage = Readonly<{ loan: string; value: Buffer }>;

export type LoanKind = Readonly<{
  /** Owes its first instalment since last month, so that a payment cures it. */
  late: boolean;
}>;

/** Registration and schedule of a loan. */
export function opening(loan: string, { late }: LoanKind): readonly LedgerMessage[] {
  return [
    message(loan, 1, 'loan-registered', { product: 'instalment-loan', currency: CURRENCY, principal: '34200.00' }),
    message(loan, 2, 'schedule-replaced', {
      version: 1,
      currency: CURRENCY,
      reason: 'contract',
      instalments: Array.from({ length: INSTALMENTS }, (_, n) => ({
        number: n + 1,
        dueOn: dueOn(late ? 1 : 2, n),
        principal: '950.00',
        interest: '53.00',
      })),
    }),
  ];
}

/** The nth payment of a loan, from 0: one whole instalment with the ledger's own portions. */
export const payment = (loan: string, nth: number): LedgerMessage =>
  message(loan, 3 + nth, 'payment-posted', {
    bookingDate: OPEN_DAY,
    bookingId: `B-${loan}-${nth}`,
    transactionId: `T-${loan}-${nth}`,
    amount: '1003.00',
    currency: CURRENCY,
    valueDate: OPEN_DAY,
    portions: { principal: '950.00', interest: '53.00' },
  });

/** One loan in ten is late. */
export const oneInTen = (n: number): LoanKind => ({ late: n % 10 === 0 });

/** Loans of one part of the benchmarks, told from those of the others by a letter. */
export const loanName = (part: string, n: number): string => `${part}${String(n).padStart(8, '0')}`;

const message = (loan: string, sequence: number, kind: string, data: object): LedgerMessage => ({
  loan,
  value: Buffer.from(
    JSON.stringify({
      specversion: '1.0',
      id: `${SOURCE}:${loan}:${sequence}`,
      source: SOURCE,
      type: `ledger.${kind}.v1`,
      subject: loan,
      tenant: TENANT,
      businessdate: OPEN_DAY,
      sequence,
      datacontenttype: 'application/json',
      data,
    }),
  ),
});

/** The 10th of the month so many months after January 2026. */
function dueOn(month: number, further: number): string {
  const months = month + further;
  return `${2026 + Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}-10`;
}

/** A message as the broker hands it over. */
export const asRecord = ({ loan, value }: LedgerMessage, offset: number): BrokerRecord => ({
  offset: BigInt(offset),
  key: Buffer.from(loan),
  headers: { 'content-type': 'application/cloudevents+json' },
  value,
});

/** Numbers 0 to n - 1 in an order that has nothing to do with anything, the same one every time. */
export function shuffled(n: number): number[] {
  const all = Array.from({ length: n }, (_, i) => i);
  let seed = 20260302;
  for (let i = n - 1; i > 0; i -= 1) {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    const j = Math.floor((seed / 2 ** 32) * (i + 1));
    [all[i], all[j]] = [all[j] as number, all[i] as number];
  }
  return all;
}
