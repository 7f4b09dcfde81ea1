import {
  dayClosed,
  type EventContract,
  LEGAL_STREAM,
  legalNoticeRequested,
  legalOutreachHoldLifted,
  legalOutreachHoldSet,
  NEGOTIATION_STREAM,
  negotiationPlanActivated,
  negotiationPlanBroken,
  negotiationPlanCompleted,
} from '@mora/contracts';
import { addDays, type CalendarDate } from '@mora/kernel';
import type { Behaviour } from '@mora/ledger-simulator';
import { type OutgoingRecord, partitionOf } from '@mora/runtime';
import type { Overdue } from './overdue.js';
import { TENANT } from './tenant.js';
import type { World } from './world.js';

type Open = Readonly<{ id: string; loan: string; endsOn: CalendarDate }>;

/** Of a thousand overdue loans on a day. */
const PLANS = 5;
const HOLDS = 2;
const REQUESTS = 3;

/**
 * Stands for negotiation and legal escalation, which this bank does not run yet: agrees on plans that end kept or broken,
 * sets holds and lifts them, and asks for notices, by their contracts and on their streams, which it closes every day.
 */
export class Elsewhere {
  private plans: readonly Open[] = [];
  private holds: readonly Open[] = [];

  constructor(
    private readonly world: World,
    private readonly behaviour: Behaviour,
  ) {}

  /** Plans begin, are kept or broken. */
  async negotiate(overdue: readonly Overdue[], on: CalendarDate): Promise<void> {
    await this.endPlans(on);
    for (const { loan } of overdue) {
      if (!this.happens('plan', loan, on, PLANS) || this.plans.some((plan) => plan.loan === loan)) continue;
      const plan = this.opened('plan', loan, on, 5, 25);
      this.plans = [...this.plans, plan];
      await this.publish(negotiationPlanActivated, loan, on, { planId: plan.id, activeFrom: on });
    }
  }

  /** Holds are set and lifted, and notices asked for. */
  async goToLaw(overdue: readonly Overdue[], on: CalendarDate): Promise<void> {
    await this.liftHolds(on);
    for (const { loan } of overdue) {
      if (this.happens('hold', loan, on, HOLDS) && !this.holds.some((hold) => hold.loan === loan)) {
        const hold = this.opened('hold', loan, on, 3, 15);
        this.holds = [...this.holds, hold];
        await this.publish(legalOutreachHoldSet, loan, on, { holdId: hold.id, reason: 'claim-filed' });
      }
      if (this.happens('notice', loan, on, REQUESTS)) await this.askForNotice(loan, on);
    }
  }

  /** Says in every partition that nothing more will be said of the day. */
  async closeDay(on: CalendarDate): Promise<void> {
    const data = dayClosed.check({ date: on, calendar: 'none' });
    for (const topic of [NEGOTIATION_STREAM, LEGAL_STREAM]) {
      const partitions = await this.partitionsOf(topic);
      const marks = Array.from({ length: partitions }, (_, partition) => {
        return this.record(`${topic}/${partition}/${on}`, dayClosed.type, on, { partition, key: null, data });
      });
      await this.send(topic, marks);
    }
  }

  private async endPlans(on: CalendarDate): Promise<void> {
    for (const { id: planId, loan } of this.plans.filter(({ endsOn }) => endsOn <= on)) {
      const isKept = this.happens('plan-kept', loan, on, 500);
      await this.publish(isKept ? negotiationPlanCompleted : negotiationPlanBroken, loan, on, { planId, on });
    }
    this.plans = this.plans.filter(({ endsOn }) => endsOn > on);
  }

  private async liftHolds(on: CalendarDate): Promise<void> {
    for (const { id: holdId, loan } of this.holds.filter(({ endsOn }) => endsOn <= on)) {
      await this.publish(legalOutreachHoldLifted, loan, on, { holdId });
    }
    this.holds = this.holds.filter(({ endsOn }) => endsOn > on);
  }

  private async askForNotice(loan: string, on: CalendarDate): Promise<void> {
    await this.publish(legalNoticeRequested, loan, on, {
      requestId: `demand/${loan}/${on}`,
      purpose: 'statutory-notice',
      template: 'statutory-generic',
      facts: { reference: `D-${on}`, subject: 'Demand', deadline: addDays(on, 30) },
      role: 'borrower',
      channels: ['email', 'letter'],
      notBefore: on,
      deadline: addDays(on, 10),
      proof: 'sent',
    });
  }

  private happens(what: string, loan: string, on: CalendarDate, ofThousand: number): boolean {
    return this.behaviour.happens(what, loan, on, ofThousand);
  }

  private opened(what: string, loan: string, on: CalendarDate, least: number, most: number): Open {
    const days = this.behaviour.lasts(what, loan, on, least, most);
    return { id: `${what}/${loan}/${on}`, loan, endsOn: addDays(on, days) };
  }

  private async publish<D>(contract: EventContract<D>, loan: string, on: CalendarDate, said: D): Promise<void> {
    const [topic = ''] = contract.streams;
    const data = contract.check(said);
    const partition = partitionOf(loan, await this.partitionsOf(topic));
    const id = `${contract.type}/${loan}/${on}`;
    await this.send(topic, [this.record(id, contract.type, on, { partition, key: loan, data })]);
  }

  private record(
    id: string,
    type: string,
    on: CalendarDate,
    { partition, key, data }: Readonly<{ partition: number; key: string | null; data: unknown }>,
  ): OutgoingRecord {
    const headers = {
      ce_specversion: '1.0',
      ce_id: id,
      ce_type: type,
      ce_source: '/mora/scenario',
      ce_time: new Date(this.world.clock.now()).toISOString(),
      ce_tenant: TENANT,
      ce_businessdate: on,
      ce_causationid: id,
      ce_correlationid: id,
      ...(key !== null && { ce_subject: key }),
    };
    return { partition, key, headers, value: Buffer.from(JSON.stringify(data)) };
  }

  private async partitionsOf(topic: string): Promise<number> {
    return (await (await this.world.broker.admin()).watermarks(topic)).length;
  }

  private async send(topic: string, records: readonly OutgoingRecord[]): Promise<void> {
    const producer = this.world.broker.producer();
    await producer.connect();
    await producer.send([{ topic, records }]);
    await producer.close();
  }
}
