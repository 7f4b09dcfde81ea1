import type { Consumer, ConsumerCrashEvent, EachBatchPayload, Kafka } from 'kafkajs';
import { waitAtMost, withDeadline } from '../deadline.js';
import { ConsumerGaveUp, HandlerTimedOut } from '../errors.js';
import { keyOf } from '../partition-key.js';
import type { BrokerConsumer, ConsumerHandlers, TopicPartition } from '../port.js';
import { connectable, patient } from './client.js';
import { Hints } from './hints.js';
import type { KafkajsSettings } from './options.js';
import { onceKnown } from './once-known.js';
import { OutOfRangeWatch } from './out-of-range.js';
import { recordsOf } from './records.js';

/** A broker that does not answer must not hold up the end of the process. */
export const GOODBYE_MS = 3_000;

/** More than one member will ever be given: no partition waits for the handler of another. */
const CONCURRENT_PARTITIONS = 256;

/** One life of a member: made at `start`, over at `stop` or at the first thing that cannot be mended. */
type Member = {
  readonly consumer: Consumer;
  readonly hints: Hints;
  readonly handlers: ConsumerHandlers;
  readonly underWay: Set<Promise<unknown>>;
  assigned: readonly TopicPartition[];
  /** False until the first deal, and while kafkajs restarts: then it takes neither pauses nor positions. */
  inGroup: boolean;
  /** Counts the deals of the group: a position reached under one deal means nothing under the next. */
  deal: number;
  restarts: number;
  over: boolean;
};

export class KafkajsConsumer implements BrokerConsumer {
  #member: Member | null = null;
  readonly #paused = new Set<string>();
  #lastTurn = performance.now();

  constructor(
    private readonly group: string,
    private readonly settings: KafkajsSettings,
  ) {}

  async start(topics: readonly string[], handlers: ConsumerHandlers): Promise<void> {
    const watch = new OutOfRangeWatch();
    const kafka = connectable(this.settings, patient(this.settings.outageRetries), watch.listener);
    watch.prove(kafka);
    const member = this.#newMember(kafka, handlers);
    watch.onReset = (error) => this.#breakOff(member, error);
    this.#member = member;
    this.#listen(member);
    await member.consumer.connect();
    await onceKnown(() => member.consumer.subscribe({ topics: [...topics], fromBeginning: true }));
    await member.consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false, // else a batch left half-done would count as done
      partitionsConsumedConcurrently: CONCURRENT_PARTITIONS,
      eachBatch: (payload) => this.#tracked(member, this.#take(member, payload)),
    });
  }

  pause(at: TopicPartition): void {
    this.#paused.add(keyOf(at));
    if (this.#member?.inGroup) pauseAll(this.#member.consumer, [at]);
  }

  resume(at: TopicPartition): void {
    this.#paused.delete(keyOf(at));
    if (this.#member?.inGroup) this.#member.consumer.resume([{ topic: at.topic, partitions: [at.partition] }]);
  }

  seek({ topic, partition }: TopicPartition, offset: bigint): void {
    if (this.#member?.inGroup) this.#member.consumer.seek({ topic, partition, offset: offset.toString() });
  }

  async stop(): Promise<void> {
    const member = this.#member;
    if (member === null) return;
    this.#end(member);
    await waitAtMost(Promise.allSettled(member.underWay), this.settings.stopMs);
    await waitAtMost(member.hints.leave(), GOODBYE_MS);
    await waitAtMost(member.consumer.disconnect(), GOODBYE_MS);
    this.#member = null;
  }

  idleMs(): number {
    return performance.now() - this.#lastTurn;
  }

  #newMember(kafka: Kafka, handlers: ConsumerHandlers): Member {
    const { sessionTimeoutMs, heartbeatMs, maxWaitMs, maxBytesPerPartition, hintMs, outageRetries, log } =
      this.settings;
    const consumer = kafka.consumer({
      groupId: this.group,
      allowAutoTopicCreation: false,
      sessionTimeout: sessionTimeoutMs,
      heartbeatInterval: heartbeatMs,
      maxWaitTimeInMs: maxWaitMs,
      maxBytesPerPartition,
      retry: { ...patient(outageRetries), restartOnFailure: () => Promise.resolve(this.#mayRestart(member)) },
    });
    const member: Member = {
      consumer,
      hints: new Hints(consumer, hintMs, log),
      handlers,
      underWay: new Set(),
      assigned: [],
      inGroup: false,
      deal: 0,
      restarts: 0,
      over: false,
    };
    return member;
  }

  #listen(member: Member): void {
    const { consumer } = member;
    const { GROUP_JOIN, STOP, CRASH, CONNECT, FETCH_START, HEARTBEAT } = consumer.events;
    for (const turn of [CONNECT, FETCH_START, HEARTBEAT] as const) consumer.on(turn, () => this.#turned());
    consumer.on(HEARTBEAT, () => void (member.restarts = 0));
    consumer.on(STOP, () => void (member.inGroup = false));
    consumer.on(GROUP_JOIN, ({ payload }) => this.#dealt(member, payload.memberAssignment));
    consumer.on(CRASH, ({ payload }) => this.#crashed(member, payload));
  }

  #dealt(member: Member, assignment: Readonly<Record<string, readonly number[]>>): void {
    if (member.over) return;
    member.deal += 1;
    member.hints.forget();
    member.assigned = Object.entries(assignment).flatMap(([topic, partitions]) =>
      partitions.map((partition) => ({ topic, partition })),
    );
    member.inGroup = true;
    this.#turned();
    // After a restart of its own, kafkajs no longer knows what was paused.
    const held = member.assigned.filter((at) => this.#paused.has(keyOf(at)));
    pauseAll(member.consumer, held);
    member.handlers.onAssigned(member.assigned);
  }

  #crashed(member: Member, { error, restart }: ConsumerCrashEvent['payload']): void {
    if (!restart) this.#breakOff(member, new ConsumerGaveUp(error.message, { cause: error }));
  }

  #mayRestart(member: Member): boolean {
    member.restarts += 1;
    return !member.over && member.restarts <= this.settings.maxRestarts;
  }

  async #take(member: Member, payload: EachBatchPayload): Promise<void> {
    const { batch } = payload;
    if (member.over || payload.isStale() || this.#paused.has(keyOf(batch))) return;
    const deal = member.deal;
    const next = await this.#handled(member, payload);
    if (next === null || member.deal !== deal || payload.isStale()) return;
    if (next !== BigInt(batch.messages[0]?.offset ?? next)) payload.resolveOffset((next - 1n).toString());
    member.restarts = 0;
    member.hints.reached(batch, next);
  }

  /** The offset to go on from; null where the member has come to its end over it. */
  async #handled(member: Member, payload: EachBatchPayload): Promise<bigint | null> {
    const { topic, partition } = payload.batch;
    const { handlerDeadlineMs } = this.settings;
    const heart = this.#beat(payload);
    try {
      const late = () => new HandlerTimedOut({ topic, partition }, handlerDeadlineMs);
      return await withDeadline(member.handlers.onRecords(recordsOf(payload.batch)), handlerDeadlineMs, late);
    } catch (error) {
      this.#breakOff(member, error instanceof Error ? error : new Error(String(error)));
      return null;
    } finally {
      clearInterval(heart);
    }
  }

  /** kafkajs sends heartbeats only between batches, and would lose its membership over a long handler. */
  #beat(payload: EachBatchPayload): NodeJS.Timeout {
    const { heartbeatMs, sessionTimeoutMs } = this.settings;
    return setInterval(
      () => {
        this.#turned();
        payload.heartbeat().catch(() => undefined); // kafkajs meets the same answer after the batch, and joins again
      },
      Math.min(heartbeatMs, sessionTimeoutMs / 3),
    );
  }

  #breakOff(member: Member, error: Error): void {
    if (member.over) return;
    this.#end(member);
    member.handlers.onCrash(error);
    member.consumer.disconnect().catch((failed: Error) => {
      this.settings.log('warn', 'a broken member could not say good-bye', { error: failed.message });
    });
  }

  /** From here on nothing is handed over; what kafkajs may still fetch is dropped, and never counts as read. */
  #end(member: Member): void {
    member.over = true;
    member.hints.end();
    if (member.inGroup) pauseAll(member.consumer, member.assigned);
  }

  async #tracked(member: Member, work: Promise<void>): Promise<void> {
    member.underWay.add(work);
    await work.finally(() => member.underWay.delete(work));
  }

  #turned(): void {
    this.#lastTurn = performance.now();
  }
}

const pauseAll = (consumer: Consumer, all: readonly TopicPartition[]): void =>
  consumer.pause(all.map(({ topic, partition }) => ({ topic, partitions: [partition] })));
