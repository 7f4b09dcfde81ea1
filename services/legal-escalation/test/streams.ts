import {
  dayClosed,
  DELINQUENCY_STREAM,
  delinquencyStarted,
  type EventContract,
  LOAN_STREAM,
  loanPartyLinked,
  loanPaymentPosted,
  loanRegistered,
  loanScheduleReplaced,
} from '@mora/contracts';
import { addDays, addMonths, type CalendarDate, calendarDate } from '@mora/kernel';
import { type Broker, type OutgoingRecord, partitionOf } from '@mora/runtime';

export const PARTITIONS = 4;
export const TENANT = 'demo';
/** What closes the days of the lane: its spine. Outreach and negotiation close none unless they are told to. */
const CLOSING = [LOAN_STREAM, DELINQUENCY_STREAM];

let minted = 0;

type Row = Readonly<{ number: number; dueOn: CalendarDate; principal: string; interest: string }>;

/** Twelve thousand in twelve months at a hundredth a month: a thousand of principal in each row. */
export const contractRows = (firstDueOn: CalendarDate): readonly Row[] =>
  Array.from({ length: 12 }, (_, n) => ({
    number: n + 1,
    dueOn: addMonths(firstDueOn, n),
    principal: '1000.00',
    interest: `${120 - 10 * n}.00`,
  }));

/** The records of the other services, on the bus as their outboxes lay them there. */
export class Upstream {
  constructor(private readonly broker: Broker) {}

  async publish<D>(contract: EventContract<D>, loan: string, day: string, data: unknown): Promise<void> {
    minted += 1;
    const value = Buffer.from(JSON.stringify(contract.check(data)));
    const headers = { ...headersOf(`upstream-${minted}`, contract.type, day), ce_subject: loan };
    const [topic = ''] = contract.streams;
    await this.send(topic, [{ partition: partitionOf(loan, PARTITIONS), key: loan, headers, value }]);
  }

  /** The mark of a day, in every partition of what closes days. */
  async close(day: string): Promise<void> {
    const value = Buffer.from(JSON.stringify(dayClosed.check({ date: day, calendar: 'none' })));
    for (const topic of CLOSING) {
      const marks = Array.from({ length: PARTITIONS }, (_, partition) => {
        const headers = headersOf(`${topic}/${partition}/${day}`, dayClosed.type, day);
        return { partition, key: null, headers, value };
      });
      await this.send(topic, marks);
    }
  }

  /** A loan, who owes it, its schedule, and that the first instalment is overdue on `day`. */
  async overdue(loan: string, party: string, day: CalendarDate, daysPastDue: number): Promise<void> {
    const firstDueOn = addDays(day, -daysPastDue);
    const disbursedOn = addMonths(firstDueOn, -1);
    const terms = { product: 'consumer-loan', currency: 'CNY', principal: '12000.00', disbursedOn };
    await this.publish(loanRegistered, loan, day, { ...booked(day), ...terms });
    await this.publish(loanPartyLinked, loan, day, {
      ...booked(day),
      partyId: party,
      role: 'borrower',
      from: disbursedOn,
    });
    await this.schedule(loan, day, { version: 1, yearlyRate: '0.12', instalments: contractRows(firstDueOn) });
    await this.behind(loan, day, `e-${loan}`, daysPastDue);
  }

  /** An episode begins: so many days behind, with one instalment of the contract. */
  behind(loan: string, day: CalendarDate, episodeId: string, daysPastDue: number): Promise<void> {
    const parts = { principal: '1000.00', interest: '120.00', fee: '0.00', penalty: '0.00' };
    return this.publish(delinquencyStarted, loan, day, {
      episodeId,
      first: true,
      cutOver: false,
      asOf: day,
      oldestUnpaidOn: addDays(day, -daysPastDue),
      daysPastDue,
      overdue: { currency: 'CNY', total: '1120.00', ...parts },
      policy: { id: 'm-table', version: 1, rule: 'started' },
    });
  }

  schedule(loan: string, day: string, data: object): Promise<void> {
    return this.publish(loanScheduleReplaced, loan, day, { ...booked(day), currency: 'CNY', ...data });
  }

  paid(loan: string, day: string, amount: string): Promise<void> {
    const payment = { transactionId: `t-${(minted += 1)}`, amount, currency: 'CNY', valueDate: day };
    return this.publish(loanPaymentPosted, loan, day, { ...booked(day), ...payment });
  }

  private async send(topic: string, records: readonly OutgoingRecord[]): Promise<void> {
    const producer = this.broker.producer();
    await producer.connect();
    await producer.send([{ topic, records }]);
    await producer.close();
  }
}

const booked = (day: string) => ({ source: 'core', bookedOn: calendarDate(day), sequence: (minted += 1) });

const headersOf = (id: string, type: string, day: string) => ({
  ce_specversion: '1.0',
  ce_id: id,
  ce_type: type,
  ce_source: '/mora/upstream',
  ce_time: `${day}T12:00:00.000Z`,
  ce_tenant: TENANT,
  ce_businessdate: day,
  ce_causationid: id,
  ce_correlationid: id,
});
