import { addDays, type CalendarDate } from '@mora/kernel';
import type { Dice } from './dice.js';
import { amount, CURRENCY, recordText } from './ledger-record.js';

type Due = Readonly<{ on: CalendarDate; minor: number }>;
type Payment = { readonly id: string; readonly minor: number; readonly valueDate: CalendarDate; reversed: boolean };

/** A record that the ledger books, and what it adds to the control total of its day. */
export type Booked = Readonly<{ text: string; sequence: number; minor: number }>;

const INSTALMENT = { principal: 100_000, interest: 5_000 };
const STEP_DAYS = 10;

/** One loan in the books of the bank. Its sums are the bank's own; nothing of Mora adds them up. */
export class LoanAccount {
  private readonly dues: Due[] = [];
  private readonly payments: Payment[] = [];
  private sequence = 0;

  constructor(
    readonly id: string,
    private readonly dice: Dice,
  ) {}

  /** The loan comes with its schedule, some of which may be late already. */
  open(on: CalendarDate): Booked[] {
    const first = addDays(on, -this.dice.between(0, 45));
    const instalments = Array.from({ length: 12 }, (_, n) => ({ number: n + 1, dueOn: addDays(first, n * STEP_DAYS) }));
    this.dues.push(
      ...instalments.map(({ dueOn }) => ({ on: dueOn, minor: INSTALMENT.principal + INSTALMENT.interest })),
    );
    const [principal, interest] = [amount(INSTALMENT.principal), amount(INSTALMENT.interest)];
    return [
      this.book('loan-registered', on, 0, { product: 'consumer-loan', currency: CURRENCY }),
      this.book('schedule-replaced', on, 0, {
        version: 1,
        currency: CURRENCY,
        reason: 'contract',
        instalments: instalments.map((one) => ({ ...one, principal, interest })),
      }),
    ];
  }

  /** Anything that may happen to a loan on a day. */
  next(on: CalendarDate): Booked {
    const luck = this.dice.next();
    if (luck < 0.08) return this.reverse(on) ?? this.pay(on);
    return luck < 0.16 ? this.charge(on) : this.pay(on);
  }

  /** All that is owed and late at the close of the day, so that it is in time when it is paid. */
  payAll(on: CalendarDate): Booked {
    return this.post(on, Math.max(1, this.overdueAt(on)), on);
  }

  /** What was paid and not taken back, of value dates up to the day; in minor units. */
  paidBy(day: CalendarDate): number {
    return sum(this.payments.filter(({ reversed, valueDate }) => !reversed && valueDate <= day));
  }

  /** What fell due before the day and is not covered; in minor units. */
  overdueAt(day: CalendarDate): number {
    return Math.max(0, sum(this.dues.filter(({ on }) => on < day)) - this.paidBy(day));
  }

  private pay(on: CalendarDate): Booked {
    const minor = this.dice.happens(0.06) ? Math.max(1, this.overdueAt(on)) : this.dice.between(1_000, 40_000);
    return this.post(on, minor, this.dice.happens(0.15) ? addDays(on, -this.dice.between(1, 12)) : on);
  }

  private post(on: CalendarDate, minor: number, valueDate: CalendarDate): Booked {
    const id = `T-${this.id}-${this.sequence + 1}`;
    this.payments.push({ id, minor, valueDate, reversed: false });
    const data = { transactionId: id, amount: amount(minor), currency: CURRENCY, valueDate };
    return this.book('payment-posted', on, minor, data);
  }

  private reverse(on: CalendarDate): Booked | null {
    const standing = this.payments.filter(({ reversed }) => !reversed);
    if (standing.length === 0) return null;
    const payment = this.dice.pick(standing);
    payment.reversed = true;
    return this.book('payment-reversed', on, payment.minor, {
      transactionId: `R-${payment.id}`,
      originalTransactionId: payment.id,
      amount: amount(payment.minor),
      currency: CURRENCY,
      valueDate: payment.valueDate,
    });
  }

  private charge(on: CalendarDate): Booked {
    const minor = this.dice.between(500, 3_000);
    const dueOn = addDays(on, this.dice.between(-2, 3));
    this.dues.push({ on: dueOn, minor });
    const component = this.dice.pick(['fee', 'penalty'] as const);
    const data = { chargeId: `C-${this.sequence + 1}`, component, amount: amount(minor), currency: CURRENCY, dueOn };
    return this.book('charge-posted', on, minor, data);
  }

  private book(kind: string, on: CalendarDate, minor: number, data: object): Booked {
    this.sequence += 1;
    const about = { id: `${this.id}:${this.sequence}`, loan: this.id, on, sequence: this.sequence };
    return { text: recordText(kind, about, data), sequence: this.sequence, minor };
  }
}

const sum = (all: readonly Readonly<{ minor: number }>[]): number => all.reduce((total, { minor }) => total + minor, 0);
