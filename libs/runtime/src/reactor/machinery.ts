import type { INestApplication } from '@nestjs/common';
import { openBroker } from '../broker/open-broker.js';
import type { Broker, BrokerAdmin, BrokerConsumer } from '../broker/port.js';
import { ensureLanes } from '../lanes/lane-row.js';
import { OutboxRelay } from '../outbox/relay.js';
import { inTransaction } from '../postgres.js';
import { OperationsController } from '../parking/operations.controller.js';
import { Operations } from '../parking/operations.js';
import { isDoor } from '../parking/release.js';
import type { Machinery, MachineryContext, MachineryFactory } from '../service/machinery.js';
import { LANES } from '../tokens.js';
import { DoorLanes } from './door.js';
import { DoorRunner } from './door-runner.js';
import { type Engine, engineOf } from './engine.js';
import { Gauges } from './gauges.js';
import { KafkaStrategy, type StreamRunner } from './kafka-strategy.js';
import { LaneRunner } from './lane-runner.js';
import type { Reactor } from './reactor.js';
import { TimerLoop } from './timer-loop.js';

type AnyReactor = Reactor<unknown, unknown>;
type AnyEngine = Engine<unknown, unknown>;

const MAX_RECORD_BYTES = 1_000_000;
/** A consumer that has not polled or beaten for so long is wedged, whatever it thinks of itself. */
const WEDGED_MS = 60_000;

/** The machinery of lanes: consumers into reactors, outbox relay, timers, gauges. */
export class LaneMachinery implements Machinery {
  readonly engines: AnyEngine[] = [];
  readonly lanes = new DoorLanes();
  private relay: OutboxRelay | null = null;
  private admin: BrokerAdmin | null = null;
  private consumer: BrokerConsumer | null = null;
  private strategy: KafkaStrategy | null = null;
  private timers: TimerLoop | null = null;
  private gauges: Gauges | null = null;

  constructor(
    private readonly context: MachineryContext,
    private readonly broker: Broker,
  ) {}

  readonly controllers = [OperationsController];

  get providers() {
    return [
      { provide: LANES, useValue: this.lanes },
      { provide: Operations, useValue: new Operations(() => this.engines) },
    ];
  }

  async start(reactors: readonly AnyReactor[], app: INestApplication): Promise<void> {
    const { pool, service, signals } = this.context;
    const admin = await this.broker.admin();
    this.admin = admin;
    const producer = this.broker.producer();
    this.relay = new OutboxRelay({ pool, producer, service, signals, maxRecordBytes: MAX_RECORD_BYTES });
    this.engines.push(...reactors.map((reactor) => this.engineFor(reactor)));
    this.lanes.serve(this.engines);
    await this.ensure(admin, reactors);
    await this.relay.start();
    const consumer = this.broker.consumer(service);
    this.consumer = consumer;
    this.strategy = new KafkaStrategy(consumer, this.runners(admin, consumer), this.context.crash);
    this.timers = new TimerLoop(this.engines, this.context.config.TIMER_CHECK_MS, this.context.crash);
    this.timers.start();
    this.context.clock.onSet?.(() => this.timers?.wake());
    const strategy = this.strategy;
    const isMine = strategy.isMine.bind(strategy);
    const streams = new Set(reactors.flatMap(streamsOf));
    this.gauges = new Gauges({ context: this.context, admin, streams, isMine });
    this.gauges.start();
    app.connectMicroservice({ strategy: this.strategy }, { inheritAppConfig: false });
    await app.startAllMicroservices();
  }

  async stop(): Promise<void> {
    this.gauges?.stop();
    await this.timers?.stop();
    await this.strategy?.close();
    await this.relay?.stop();
    await this.admin?.close();
    if (this.context.broker === null) await this.broker.close();
  }

  live(): string | null {
    const idle = this.strategy?.isJoined === true && this.engines.length > 0 ? (this.consumer?.idleMs() ?? 0) : 0;
    return idle > WEDGED_MS ? `the consumer has not turned for ${Math.round(idle / 1000)} s` : null;
  }

  ready(): string | null {
    return this.strategy?.isJoined === true ? null : 'the consumer has not joined its group';
  }

  private engineFor(reactor: AnyReactor): AnyEngine {
    const { pool, service, signals, clock, config, tracing } = this.context;
    const wakeRelay = (): void => this.relay?.wake();
    const wakeTimers = (): void => this.timers?.wake();
    const { PARTITIONS: partitions, TIME_ZONE: timeZone } = config;
    const trace = tracing.startSpan.bind(tracing);
    return engineOf({ service, reactor, pool, clock, signals, partitions, timeZone, wakeRelay, wakeTimers, trace });
  }

  private async ensure(admin: BrokerAdmin, reactors: readonly AnyReactor[]): Promise<void> {
    const { pool, config } = this.context;
    const topics = new Set(reactors.flatMap(topicsOf));
    await admin.ensureTopics([...topics].map((topic) => ({ topic, partitions: config.PARTITIONS })));
    for (const stream of new Set(reactors.flatMap(keyedOf))) await this.requirePartitions(admin, stream);
    await inTransaction(pool, async (tx) => {
      for (const { space } of reactors) await ensureLanes(tx, space, config.PARTITIONS);
    });
  }

  /** With another count of partitions than its producers have, a reactor would find every second loan in a wrong lane. */
  private async requirePartitions(admin: BrokerAdmin, topic: string): Promise<void> {
    const { PARTITIONS: wanted } = this.context.config;
    const there = (await admin.identify(topic))?.partitions ?? wanted;
    if (there !== wanted) throw new Error(`${topic} has ${there} partitions, and PARTITIONS says ${wanted}`);
  }

  private runners(admin: BrokerAdmin, consumer: BrokerConsumer): Map<string, StreamRunner> {
    const runners = new Map<string, StreamRunner>();
    const options = { admin, consumer, chunkSize: this.context.config.CHUNK_SIZE, crash: this.context.crash };
    for (const engine of this.engines) {
      const { reactor } = engine;
      const lanes = new LaneRunner(engine, options);
      for (const stream of [...reactor.spine, ...reactor.informing]) runners.set(stream, lanes);
      if (isDoor(reactor)) {
        for (const door of reactor.doors) runners.set(door, new DoorRunner(engine, reactor, options));
      }
    }
    return runners;
  }
}

/** Every stream that a reactor reads or writes. */
const topicsOf = (reactor: AnyReactor): readonly string[] => {
  const { publishes, alsoPublishes = [] } = reactor;
  return [...streamsOf(reactor), ...(publishes === null ? [] : [publishes]), ...alsoPublishes];
};

/** The streams whose partitions are the lanes' own. */
const keyedOf = ({ spine, informing, publishes }: AnyReactor): string[] =>
  publishes === null ? [...spine, ...informing] : [...spine, ...informing, publishes];

const streamsOf = (reactor: AnyReactor): string[] => [
  ...reactor.spine,
  ...reactor.informing,
  ...(isDoor(reactor) ? reactor.doors : []),
];

/** The machinery of a service with reactors, on the broker that it is given or that its configuration names. */
export const laneMachinery: MachineryFactory = (context) =>
  new LaneMachinery(context, context.broker ?? openBroker(context.service, context.config, context.log));
