import { DELINQUENCY_STREAM, LOAN_STREAM } from '@mora/contracts';
import type { Broker, BrokerConsumer } from '@mora/runtime';
import type { ServiceName } from './world.js';

/** Those that read what others say beside the days of their own: whoever closes a day first is the machine's luck. */
export const MAY_CLOSE_LAST = ['outreach', 'negotiation', 'legal-escalation'] as const satisfies readonly ServiceName[];
export type MayCloseLast = (typeof MAY_CLOSE_LAST)[number];

const SPINE: readonly string[] = [LOAN_STREAM, DELINQUENCY_STREAM];

/** A service that hears of each evening, and closes its day, when all others have done so and have said all they say of it. */
export class ClosesLast {
  private waits: Promise<void> | null = null;
  private goOn: () => void = () => undefined;

  constructor(readonly name: MayCloseLast) {}

  /** From now on it hears nothing of its spine. */
  hold(): void {
    this.waits = new Promise((resolve) => {
      this.goOn = resolve;
    });
  }

  release(): void {
    this.goOn();
    this.waits = null;
  }

  /** The same broker, by which this service hears later. */
  over(broker: Broker): Broker {
    return {
      kind: broker.kind,
      admin: () => broker.admin(),
      producer: () => broker.producer(),
      consumer: (group) => (group === this.name ? this.consumer(broker.consumer(group)) : broker.consumer(group)),
      close: () => broker.close(),
    };
  }

  private consumer(consumer: BrokerConsumer): BrokerConsumer {
    return {
      start: (topics, handlers) =>
        consumer.start(topics, {
          ...handlers,
          onRecords: async (batch) => {
            if (SPINE.includes(batch.topic)) await this.waits;
            return handlers.onRecords(batch);
          },
        }),
      pause: (at) => consumer.pause(at),
      resume: (at) => consumer.resume(at),
      seek: (at, offset) => consumer.seek(at, offset),
      stop: () => consumer.stop(),
      idleMs: () => consumer.idleMs(),
    };
  }
}
