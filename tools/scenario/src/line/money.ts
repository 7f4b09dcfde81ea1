import {
  legalAssetSold,
  legalSettlementDefaulted,
  legalSettlementPerformed,
  legalSettlementRecorded,
  loanPaymentPosted,
  loanPaymentReversed,
} from '@mora/contracts';
import { amountText, type Currency, minorUnits } from '@mora/kernel';
import type { LogRecord } from '../checker/log.js';
import type { Stage } from './stage.js';

/** Where a loan stood whose money came in. */
export const SOURCES = [
  'before it was overdue',
  'before contact',
  'after contact',
  'after a promise',
  'in negotiation',
  'by plan',
  'in a legal case',
  'by settlement',
  'by court',
  'by sale',
  'behind a write-off',
] as const;
type Source = (typeof SOURCES)[number];

const BY_STAGE: Readonly<Partial<Record<Stage, Source>>> = {
  current: 'before it was overdue',
  cured: 'before it was overdue',
  contacted: 'after contact',
  promised: 'after a promise',
  negotiating: 'in negotiation',
  'on-plan': 'by plan',
  settled: 'by plan',
  'in-legal': 'in a legal case',
  'in-court': 'in a legal case',
  judged: 'in a legal case',
  enforcing: 'in a legal case',
  'written-off': 'behind a write-off',
};
/** By its number a payment is known that a court has passed on. */
export const BY_COURT = 'court-';

type Payment = Readonly<{ source: Source; currency: Currency; minor: bigint }>;
/** What ends a settlement, one way or the other. */
const OVER: readonly string[] = [legalSettlementDefaulted.type, legalSettlementPerformed.type];
type Sold = Readonly<{ requestId: string; price: string; currency: Currency }>;
type Posted = Readonly<{ transactionId: string; amount: string; currency: Currency; cutOver?: unknown }>;

/** Money that has come in, by how far its loan had come before it did; what goes back is taken off where it was. */
export class Money {
  private readonly payments = new Map<string, Payment>();
  /** Loans of which a court case rests while the debtor keeps what was agreed. */
  private readonly settling = new Set<string>();

  hear({ type, loan, data }: LogRecord, stage: () => Stage): void {
    if (type === legalSettlementRecorded.type) this.settling.add(loan);
    if (OVER.includes(type)) this.settling.delete(loan);
    if (type === legalAssetSold.type) {
      const { requestId, price, currency } = data as Sold;
      this.payments.set(`${loan}/${requestId}`, { source: 'by sale', currency, minor: minorUnits(price, currency) });
    }
    if (type === loanPaymentPosted.type) {
      const { transactionId, amount, currency, cutOver } = data as Posted;
      if (cutOver !== undefined) return;
      const source = this.sourceOf(loan, transactionId, stage);
      this.payments.set(`${loan}/${transactionId}`, { source, currency, minor: minorUnits(amount, currency) });
    }
    if (type === loanPaymentReversed.type) {
      const { originalTransactionId } = data as Readonly<{ originalTransactionId: string }>;
      this.payments.delete(`${loan}/${originalTransactionId}`);
    }
  }

  private sourceOf(loan: string, transactionId: string, stage: () => Stage): Source {
    if (transactionId.startsWith(BY_COURT)) return 'by court';
    return this.settling.has(loan) ? 'by settlement' : (BY_STAGE[stage()] ?? 'before contact');
  }

  /** One line a source and currency. */
  lines(): readonly string[] {
    const sums = new Map<string, bigint>();
    for (const { source, currency, minor } of this.payments.values()) {
      const key = `${source}|${currency}`;
      sums.set(key, (sums.get(key) ?? 0n) + minor);
    }
    return SOURCES.flatMap((source) =>
      (['CNY', 'TWD'] as const).flatMap((currency) => {
        const minor = sums.get(`${source}|${currency}`);
        return minor === undefined
          ? []
          : [`  ${source.padEnd(24)} ${amountText(minor, currency).padStart(18)} ${currency}`];
      }),
    );
  }
}
