import { type CalendarDate, calendarDate } from '@mora/kernel';
import { Dice } from './dice.js';
import { amount, closeText, CURRENCY, type Delivery, recordText, TENANT } from './ledger-record.js';
import { type Booked, LoanAccount } from './loan-account.js';
import type { Load } from './options.js';

/** What must become of a record. */
export type Fate = 'taken' | 'set-aside';

/** One distinct record that was sent, however often it was. */
export type Sent = Readonly<{
  text: string;
  fate: Fate;
  /** Of a record that is taken: where it must turn up on the loan stream. */
  loan: string;
  sequence: number;
}>;

export type Day = Readonly<{ date: CalendarDate; deliveries: readonly Delivery[]; duplicates: number }>;

export const FIRST_DAY = calendarDate('2026-03-02');
const HTTP_SHARE = 0.1;
const DUPLICATES = 0.02;
const SWAPPED = 0.01;
const PLANTED = 0.001;

/** A bank whose days can be asked for one after the other; it knows what it sent and what its loans stand at. */
export class Bank {
  readonly sent: Sent[] = [];
  readonly loans: readonly LoanAccount[];
  private readonly dice: Dice;
  private readonly perLoanAndDay: number;
  private planted = 0;
  private counted = { records: 0, minor: 0 };

  constructor(seed: number, load: Load) {
    this.dice = new Dice(seed);
    this.loans = Array.from({ length: load.loans }, (_, n) => new LoanAccount(loanName(n), new Dice(seed + n + 1)));
    this.perLoanAndDay = (load.events - 2 * load.loans) / (load.loans * load.days);
  }

  /** All that the bank's ledger sends of a day, in the order in which it sends it; its close comes last. */
  day(date: CalendarDate): Day {
    const booked = this.loans.flatMap((loan) =>
      this.recordsOf(loan, date).map((record) => ({ loan: loan.id, record })),
    );
    const good = this.interleaved(booked).map(({ loan, record }) => this.sendGood(loan, record));
    const bad = Array.from({ length: Math.ceil(booked.length * PLANTED) * 3 }, () => this.sendBad(date));
    const again = this.dice.shuffled(good).slice(0, Math.ceil(good.length * DUPLICATES));
    const deliveries = [...this.withRepetitions(this.withScattered(good, bad), again), this.close(date)];
    return { date, deliveries, duplicates: again.length };
  }

  /** A record of one loan, to be sent and accounted for. */
  sendGood(loan: string, { text, sequence, minor }: Booked): Delivery {
    this.sent.push({ text, fate: 'taken', loan: `${TENANT}:${loan}`, sequence });
    this.count(minor);
    return { door: doorOf(loan), key: loan, text };
  }

  /** A payment of a loan that nobody registered. It waits at the intake, and so it is one that was sent of this day. */
  sendUnknown(date: CalendarDate, loan: string, sequence: number): Delivery {
    const minor = 100 + sequence;
    const data = { transactionId: `T-${sequence}`, amount: amount(minor), currency: CURRENCY, valueDate: date };
    const text = recordText('payment-posted', { id: `${loan}:${sequence}`, loan, on: date, sequence }, data);
    this.count(minor);
    return this.plant({ door: 'kafka', key: loan, text });
  }

  /** Says that this was all of the day. */
  close(date: CalendarDate): Delivery {
    const { records, minor } = this.counted;
    this.counted = { records: 0, minor: 0 };
    return { door: 'kafka', key: null, text: closeText(date, records, minor) };
  }

  private count(minor: number): void {
    this.counted = { records: this.counted.records + 1, minor: this.counted.minor + minor };
  }

  private recordsOf(loan: LoanAccount, date: CalendarDate): Booked[] {
    const whole = Math.floor(this.perLoanAndDay * 2 * this.dice.next() + 0.55);
    const opening = date === FIRST_DAY ? loan.open(date) : [];
    return [...opening, ...Array.from({ length: whole }, () => loan.next(date))];
  }

  /** Loans in any order, the records of each in its own; now and then two neighbours of one loan change places. */
  private interleaved<T extends Readonly<{ loan: string }>>(all: readonly T[]): T[] {
    const queues = new Map<string, T[]>();
    for (const one of all) queues.set(one.loan, [...(queues.get(one.loan) ?? []), one]);
    for (const queue of queues.values()) {
      for (let n = 1; n < queue.length; n += 1) {
        if (this.dice.happens(SWAPPED)) [queue[n - 1], queue[n]] = [queue[n] as T, queue[n - 1] as T];
      }
    }
    return this.dice.shuffled(all.map(({ loan }) => loan)).map((loan) => queues.get(loan)?.shift() as T);
  }

  /** A record that must not be taken: of a loan that nobody registered, broken, or a known id with another body. */
  private sendBad(date: CalendarDate): Delivery {
    this.planted += 1;
    const loan = `unknown-${this.planted}`;
    if (this.planted % 3 === 0) return this.plant(this.conflicting(date));
    if (this.planted % 3 === 1) return this.sendUnknown(date, loan, 1);
    const text = recordText('payment-posted', { id: `${loan}:1`, loan, on: date, sequence: 1 }, {}).slice(0, -20);
    return this.plant({ door: this.dice.happens(0.2) ? 'http' : 'kafka', key: null, text });
  }

  private plant(delivery: Delivery): Delivery {
    this.sent.push({ text: delivery.text, fate: 'set-aside', loan: '', sequence: 0 });
    return delivery;
  }

  private conflicting(date: CalendarDate): Delivery {
    const before = this.dice.pick(this.sent.filter(({ fate, sequence }) => fate === 'taken' && sequence > 2));
    const { id, subject, sequence } = JSON.parse(before.text) as { id: string; subject: string; sequence: number };
    const data = { transactionId: id, amount: amount(99_000_000 + this.planted), currency: CURRENCY, valueDate: date };
    const text = recordText('payment-posted', { id, loan: subject, on: date, sequence }, data);
    return { door: doorOf(subject), key: subject, text };
  }

  /** The bad ones anywhere, but a conflicting record only after the one whose id it takes. */
  private withScattered(good: readonly Delivery[], bad: readonly Delivery[]): Delivery[] {
    const all = [...good];
    for (const one of bad) {
      const taken = one.key === null ? -1 : all.findIndex(({ text }) => idOf(text) === idOf(one.text));
      all.splice(this.dice.between(taken + 1, all.length), 0, one);
    }
    return all;
  }

  private withRepetitions(all: readonly Delivery[], again: readonly Delivery[]): Delivery[] {
    const repeated = new Set(again);
    const due = new Map<number, Delivery[]>();
    const out: Delivery[] = [];
    all.forEach((one, n) => {
      out.push(one, ...(due.get(n) ?? []));
      if (!repeated.has(one)) return;
      const at = Math.min(all.length - 1, n + this.dice.between(1, 400));
      if (at === n) out.push(one);
      else due.set(at, [...(due.get(at) ?? []), one]);
    });
    return out;
  }
}

const loanName = (n: number): string => `L-${String(n + 1).padStart(5, '0')}`;

/** Always the same door for a loan: what overtakes on two ways is the business of the sequence, and of other specs. */
export const doorOf = (loan: string): 'kafka' | 'http' =>
  Number(loan.slice(2)) % (1 / HTTP_SHARE) === 0 ? 'http' : 'kafka';

const idOf = (text: string): string | null => /"id":"([^"]*)"/.exec(text)?.[1] ?? null;
