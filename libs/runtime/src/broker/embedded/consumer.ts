import { setTimeout as sleep } from 'node:timers/promises';
import { waitAtMost, withDeadline } from '../deadline.js';
import { HandlerTimedOut, OffsetOutOfRange } from '../errors.js';
import { keyOf } from '../partition-key.js';
import type { BrokerConsumer, ConsumerHandlers, TopicIdentity, TopicPartition } from '../port.js';
import type { EmbeddedSettings } from './options.js';
import { type Head, headsOf, leaveHints, type Placed, type Position, positionsOf, readRecords } from './read.js';
import type { Wakeup } from './wakeup.js';

const RETRY_MS = 500;
const FEW = 100;

/** One partition as this reader stands to it. */
type Reading = {
  readonly topic: string;
  readonly topicId: string;
  readonly partition: number;
  readonly log: TopicIdentity;
  next: bigint;
  high: bigint;
  paused: boolean;
  /** Counts the seeks: what a handler answers after one is no longer where to go on. */
  seeks: number;
  /** The run that hands records over, while there is one. */
  busy: Promise<void> | null;
  hinted: bigint;
};

/** A group of one: this member has all partitions of its topics. */
export class EmbeddedConsumer implements BrokerConsumer {
  readonly #readings = new Map<string, Reading>();
  readonly #timers: NodeJS.Timeout[] = [];
  #handlers: ConsumerHandlers | null = null;
  #over = true;
  #lastTurn = performance.now();
  #looking: Promise<void> = Promise.resolve();
  #unsubscribe: () => void = () => undefined;

  constructor(
    private readonly group: string,
    private readonly settings: EmbeddedSettings,
    private readonly wakeup: Wakeup,
    private readonly tables: () => Promise<void>,
  ) {}

  async start(topics: readonly string[], handlers: ConsumerHandlers): Promise<void> {
    await this.tables();
    const positions = await positionsOf(this.settings.pool, this.group, topics);
    const missing = topics.find((topic) => !positions.some((at) => at.topic === topic));
    if (missing !== undefined) throw new Error(`there is no topic ${missing}`);
    this.#unsubscribe = this.wakeup.on(this.group, (head) => this.#grown(head));
    this.#handlers = handlers;
    this.#over = false;
    for (const at of positions) this.#readings.set(keyOf(at), reading(at));
    handlers.onAssigned(positions.map(({ topic, partition }) => ({ topic, partition })));
    this.#timers.push(
      setInterval(() => this.#look(), this.settings.pollMs),
      setInterval(() => void this.#leaveHints(), this.settings.hintMs),
    );
    this.#look();
  }

  pause(at: TopicPartition): void {
    const of = this.#readings.get(keyOf(at));
    if (of !== undefined) of.paused = true;
  }

  resume(at: TopicPartition): void {
    const of = this.#readings.get(keyOf(at));
    if (of === undefined) return;
    of.paused = false;
    this.#readOn(of);
  }

  seek(at: TopicPartition, offset: bigint): void {
    const of = this.#readings.get(keyOf(at));
    if (of === undefined) return;
    of.seeks += 1;
    of.next = offset;
    this.#look();
  }

  async stop(): Promise<void> {
    if (this.#over) return;
    this.#end();
    const busy = [...this.#readings.values()].map((of) => of.busy);
    await waitAtMost(Promise.allSettled([this.#looking, ...busy]), this.settings.stopMs);
    await this.#leaveHints();
    this.#readings.clear();
  }

  idleMs(): number {
    return performance.now() - this.#lastTurn;
  }

  /** Looks once at all partitions. A look that is asked for during a look comes after it. */
  #look(): void {
    this.#looking = this.#looking.then(() => this.#lookOnce());
  }

  async #lookOnce(): Promise<void> {
    if (this.#over) return;
    this.#lastTurn = performance.now();
    const readings = [...this.#readings.values()];
    try {
      const heads = await headsOf(this.settings.pool, [...new Set(readings.map((of) => of.topicId))]);
      const byKey = new Map(heads.map((head) => [`${head.topicId} ${head.partition}`, head]));
      for (const of of readings) this.#seen(of, byKey.get(`${of.topicId} ${of.partition}`));
    } catch (error) {
      this.#weather(error); // the next poll is the next attempt
    }
  }

  #seen(of: Reading, head: Head | undefined): void {
    if (head === undefined) return this.#breakOff(new OffsetOutOfRange(of, 'the topic was removed'));
    if (head.high > of.high) of.high = head.high; // a wake-up may know more than a look that began before it
    this.#readOn(of);
  }

  #grown(head: Readonly<{ topicId: string; partition: number; high: bigint }>): void {
    for (const of of this.#readings.values()) {
      if (of.topicId !== head.topicId || of.partition !== head.partition || of.high >= head.high) continue;
      of.high = head.high;
      this.#readOn(of);
    }
  }

  /** Hands over what is there, unless somebody is at it already. */
  #readOn(of: Reading): void {
    if (this.#over || of.busy !== null || of.paused || of.next === of.high) return;
    of.busy = this.#run(of).finally(() => {
      of.busy = null;
      this.#readOn(of); // it may have been resumed just as the run came to its end
    });
  }

  async #run(of: Reading): Promise<void> {
    while (!this.#over && !of.paused && of.next !== of.high) {
      try {
        if (!(await this.#handOver(of))) return;
      } catch (error) {
        this.#weather(error);
        await sleep(RETRY_MS);
      }
    }
  }

  /** False where there is no point in going on at once: the member is at its end, or the log was not as remembered. */
  async #handOver(of: Reading): Promise<boolean> {
    const { next, seeks } = of;
    const records = await readRecords(this.settings.pool, of, this.settings.chunk);
    if (this.#over || of.paused || of.seeks !== seeks) return true;
    if (records[0]?.offset !== next) return this.#checkRange(of);
    const { topic, partition, log } = of; // records are read by the topic's id, so that they are of no other log
    const highWatermark = of.high;
    const reached = await this.#handled({ topic, partition, records, highWatermark, log });
    if (reached === null) return false;
    if (of.seeks === seeks) of.next = reached;
    if (records.length < FEW) await sleep(this.settings.breathMs);
    return true;
  }

  /** Offsets are dense: a first record that is not the one asked for means that the log does not hold it. */
  async #checkRange(of: Reading): Promise<boolean> {
    const { topicId, partition, next } = of;
    const heads = await headsOf(this.settings.pool, [topicId]);
    const head = heads.find((one) => one.partition === partition);
    if (head !== undefined && head.low <= next && next <= head.high) {
      of.high = head.high;
      return next !== head.high;
    }
    const held = head === undefined ? 'the topic was removed' : `${next} is not within ${head.low} and ${head.high}`;
    this.#breakOff(new OffsetOutOfRange({ topic: of.topic, partition }, held));
    return false;
  }

  async #handled(batch: Parameters<ConsumerHandlers['onRecords']>[0]): Promise<bigint | null> {
    const { handlerDeadlineMs } = this.settings;
    const handlers = this.#handlers;
    if (handlers === null) return null;
    try {
      const late = () => new HandlerTimedOut(batch, handlerDeadlineMs);
      return await withDeadline(handlers.onRecords(batch), handlerDeadlineMs, late);
    } catch (error) {
      this.#breakOff(error instanceof Error ? error : new Error(String(error)));
      return null;
    }
  }

  async #leaveHints(): Promise<void> {
    const moved = [...this.#readings.values()].filter((of) => of.next !== of.hinted);
    if (moved.length === 0) return;
    const reached: Position[] = moved.map(({ topic, topicId, partition, next }) => ({
      topic,
      topicId,
      partition,
      next,
    }));
    try {
      await leaveHints(this.settings.pool, this.group, reached);
      moved.forEach((of, nth) => (of.hinted = reached[nth]?.next ?? of.hinted));
    } catch (error) {
      this.#weather(error); // only a hint
    }
  }

  #weather(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    this.settings.log('warn', 'the embedded log cannot be reached', { group: this.group, error: message });
  }

  #breakOff(error: Error): void {
    if (this.#over) return;
    this.#end();
    this.#handlers?.onCrash(error);
  }

  #end(): void {
    this.#over = true;
    this.#unsubscribe();
    for (const timer of this.#timers.splice(0)) clearInterval(timer);
  }
}

const reading = ({ topic, topicId, partition, next, clusterId, partitions }: Placed): Reading => ({
  topic,
  topicId,
  partition,
  log: { clusterId, topicId, partitions },
  next,
  high: next,
  paused: false,
  seeks: 0,
  busy: null,
  hinted: next,
});
