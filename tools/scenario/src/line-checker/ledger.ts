import {
  type EventContract,
  loanChargePosted,
  loanPaymentPosted,
  loanPaymentReversed,
  loanScheduleReplaced,
} from '@mora/contracts';
import { type Currency, minorUnits } from '@mora/kernel';
import type { Trace } from '../negotiation-checker/trace.js';

export const COMPONENTS = ['principal', 'interest', 'fee', 'penalty'] as const;
export type Component = (typeof COMPONENTS)[number];
export type Sums = Record<Component, bigint>;

export type Payment = Readonly<{ id: string; minor: bigint; valueDate: string; bookedOn: string }>;
type Due = { readonly dueOn: string; readonly left: Sums };

/** Within one due money covers costs first, then interest, then principal. */
const ORDER: readonly Component[] = ['fee', 'interest', 'penalty', 'principal'];
const NOTHING: Sums = { principal: 0n, interest: 0n, fee: 0n, penalty: 0n };

/** What the ledger has said of one loan up to a place of the log, added up once more from the records alone. */
export class Ledger {
  readonly payments: readonly Payment[];
  /** Of the schedule that stands. */
  readonly lastDueOn: string | null;
  private readonly dues: readonly Due[];

  constructor(trace: Trace, place: number, on: string) {
    const said = <D>(contract: EventContract<D>): readonly D[] =>
      trace.before(contract, place).flatMap(({ businessDate, data }) => (businessDate <= on ? [data] : []));
    const back = new Set(said(loanPaymentReversed).map(({ originalTransactionId }) => originalTransactionId));
    this.payments = said(loanPaymentPosted)
      .filter(({ transactionId }) => !back.has(transactionId))
      .map(({ transactionId: id, amount, currency, valueDate, bookedOn }) => {
        return { id, minor: minorUnits(amount, currency), valueDate, bookedOn };
      });
    const schedule = said(loanScheduleReplaced).at(-1);
    const rows = schedule === undefined ? [] : schedule.instalments.map((row) => dueOf(row, schedule.currency));
    const charges = new Map(said(loanChargePosted).map((charge) => [charge.chargeId, charge]));
    this.lastDueOn = rows.reduce<string | null>(
      (last, { dueOn }) => (last === null || dueOn > last ? dueOn : last),
      null,
    );
    this.dues = [
      ...rows,
      ...[...charges.values()].map(({ dueOn, component, amount, currency }) => {
        return { dueOn, left: { ...NOTHING, [component]: minorUnits(amount, currency) } };
      }),
    ].toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
    this.cover(on);
  }

  /** Open of what fell due before the day. */
  dueBefore(on: string): Sums {
    return sumOf(this.dues.filter(({ dueOn }) => dueOn < on));
  }

  /** Open in all, due or not. */
  get total(): Sums {
    return sumOf(this.dues);
  }

  oldestUnpaid(on: string, whose: (left: Sums) => boolean = isOpen): string | null {
    return this.dues.find(({ dueOn, left }) => dueOn < on && whose(left))?.dueOn ?? null;
  }

  private cover(on: string): void {
    let rest = this.payments.reduce((sum, { minor, valueDate }) => sum + (valueDate <= on ? minor : 0n), 0n);
    for (const { left } of this.dues) {
      for (const component of ORDER) {
        const taken = rest < left[component] ? rest : left[component];
        left[component] -= taken;
        rest -= taken;
      }
    }
  }
}

type Row = Readonly<{ dueOn: string; principal: string; interest: string; fee?: string; penalty?: string }>;

const dueOf = ({ dueOn, principal, interest, fee = '0', penalty = '0' }: Row, currency: Currency): Due => ({
  dueOn,
  left: {
    principal: minorUnits(principal, currency),
    interest: minorUnits(interest, currency),
    fee: minorUnits(fee, currency),
    penalty: minorUnits(penalty, currency),
  },
});

const isOpen = (left: Sums): boolean => COMPONENTS.some((component) => left[component] > 0n);
const sumOf = (dues: readonly Due[]): Sums =>
  dues.reduce(
    (sum, { left }) => {
      for (const component of COMPONENTS) sum[component] += left[component];
      return sum;
    },
    { ...NOTHING },
  );

/** All components of a sum together. */
export const amountOf = (sums: Sums): bigint => COMPONENTS.reduce((all, component) => all + sums[component], 0n);
