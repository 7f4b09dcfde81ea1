import {
  dayClosed,
  type EventContract,
  LEGAL_STREAM,
  DELINQUENCY_STREAM,
  delinquencyCured,
  delinquencyStarted,
  LOAN_STREAM,
  loanPartyLinked,
  loanPaymentPosted,
  loanPaymentReversed,
  loanRegistered,
} from '@mora/contracts';
import { addDays, calendarDate, type CalendarDate } from '@mora/kernel';
import { type Broker, type OutgoingRecord, partitionOf } from '@mora/runtime';

export const PARTITIONS = 4;
const TENANT = 'demo';
/** What speaks of every loan, and closes its days. */
const CLOSING = [LOAN_STREAM, DELINQUENCY_STREAM, LEGAL_STREAM];

let minted = 0;

/** The records of the other services, on the bus as their outboxes lay them there. */
export class Upstream {
  constructor(private readonly broker: Broker) {}

  async publish<D>(contract: EventContract<D>, loan: string, day: string, data: unknown): Promise<void> {
    minted += 1;
    const value = Buffer.from(JSON.stringify(contract.check(data)));
    const headers = { ...headersOf(`upstream-${minted}`, contract.type, day), ce_subject: loan };
    const record = { partition: partitionOf(loan, PARTITIONS), key: loan, headers, value };
    const [topic = ''] = contract.streams;
    await this.send(topic, [record]);
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

  /** A loan, who owes it, and that it is overdue by four days: one more makes the second message due. */
  async overdue(loan: string, party: string, day: string): Promise<void> {
    await this.publish(loanRegistered, loan, day, { ...booked(day), product: 'consumer-loan', currency: 'CNY' });
    await this.linked(loan, party, 'borrower', day);
    await this.behind(loan, day, 4);
  }

  async linked(loan: string, party: string, role: 'borrower' | 'contact', day: string): Promise<void> {
    await this.publish(loanPartyLinked, loan, day, { ...booked(day), partyId: party, role, from: day });
  }

  /** Overdue since so many days; more than a few have passed in another system. */
  async behind(loan: string, day: string, daysPastDue: number): Promise<void> {
    await this.publish(delinquencyStarted, loan, day, {
      episodeId: `e-${loan}`,
      first: true,
      cutOver: daysPastDue > 4,
      asOf: day,
      oldestUnpaidOn: addDays(calendarDate(day), -daysPastDue),
      daysPastDue,
      overdue: {
        currency: 'CNY',
        total: '1200.00',
        principal: '1200.00',
        interest: '0.00',
        fee: '0.00',
        penalty: '0.00',
      },
      policy: { id: 'm-table', version: 1, rule: 'started' },
    });
  }

  async paid(loan: string, day: string, amount: string): Promise<void> {
    const payment = { transactionId: `t-${loan}-${day}`, amount, currency: 'CNY', valueDate: day };
    await this.publish(loanPaymentPosted, loan, day, { ...booked(day), ...payment });
  }

  async takenBack(loan: string, day: string, paidOn: string, amount: string): Promise<void> {
    const reversal = { transactionId: `r-${loan}-${day}`, originalTransactionId: `t-${loan}-${paidOn}` };
    const money = { amount, currency: 'CNY', valueDate: paidOn };
    await this.publish(loanPaymentReversed, loan, day, { ...booked(day), ...reversal, ...money });
  }

  async cured(loan: string, day: string, startedOn: string): Promise<void> {
    const policy = { id: 'm-table', version: 1, rule: 'cured' };
    const data = { episodeId: `e-${loan}`, by: 'paid', asOf: day, startedOn, daysPastDueBefore: 5, policy };
    await this.publish(delinquencyCured, loan, day, data);
  }

  private async send(topic: string, records: readonly OutgoingRecord[]): Promise<void> {
    const producer = this.broker.producer();
    await producer.connect();
    await producer.send([{ topic, records }]);
    await producer.close();
  }
}

const booked = (day: string) => ({
  source: 'core',
  ledgerEventId: `l-${(minted += 1)}`,
  bookedOn: day as CalendarDate,
  sequence: minted,
});

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
