import type { INestApplication, Provider, Type } from '@nestjs/common';
import type pg from 'pg';
import type { Reactor } from '../reactor/reactor.js';
import type { Signals } from '../signals.js';
import type { Broker } from '../broker/port.js';
import type { Clock } from '../tokens.js';
import type { CommonConfig } from './config/common-settings.js';
import type { Log } from './log/log.js';
import type { ServiceMetrics } from './metrics/service-metrics.js';
import type { Tracing } from './tracing/tracing.js';

/** What turns a service's reactors: consumers, lanes, relay, timers. The shell starts, watches and stops it. */
export interface Machinery {
  /** What it offers for injection, such as LANES. */
  readonly providers: readonly Provider[];
  /** Doors of its own, such as what operators may do. */
  readonly controllers?: readonly Type[];
  /** Resolves when it takes work. The tables are there, and so are the reactors. */
  start(reactors: readonly Reactor<unknown, unknown>[], app: INestApplication): Promise<void>;
  /** Takes nothing new, finishes what is under way within the deadline, and gives the rest up. */
  stop(deadlineMs: number): Promise<void>;
  /** Null, or why it will not go on by itself: the shell's liveness. */
  live(): string | null;
  /** Null, or why it takes no work at present: the shell's readiness. */
  ready(): string | null;
}

export type MachineryContext = Readonly<{
  service: string;
  config: CommonConfig;
  pool: pg.Pool;
  clock: Clock;
  /** Handed to `startService`; else the machinery opens the one that the configuration names. */
  broker: Broker | null;
  log: Log;
  metrics: ServiceMetrics;
  signals: Signals;
  tracing: Tracing;
  /** For what cannot be mended inside this process: it is logged, and the process ends. */
  crash: (error: Error) => void;
}>;

export type MachineryFactory = (context: MachineryContext) => Machinery;

/** For a service without reactors. */
export const noMachinery: MachineryFactory = () => ({
  providers: [],
  start: () => Promise.resolve(),
  stop: () => Promise.resolve(),
  live: () => null,
  ready: () => null,
});
