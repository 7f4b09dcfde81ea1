import type pg from 'pg';
import type { CalendarDate } from '@mora/kernel';
import { partitionOf } from '../broker/murmur2.js';
import { NOT_TRACED, type WorkSpan } from '../service/tracing/tracing.js';
import type { Signals } from '../signals.js';
import type { Clock } from '../tokens.js';
import { mappersOf } from './decode.js';
import type { Mappers } from './item.js';
import type { Reactor } from './reactor.js';

/** One reactor with all that the machinery needs to run it. */
export type Engine<S, E> = Readonly<{
  service: string;
  reactor: Reactor<S, E>;
  mappers: Mappers<E>;
  ignored: ReadonlySet<string>;
  pool: pg.Pool;
  clock: Clock;
  signals: Signals;
  trace: (name: string, traceparent: string | null) => WorkSpan;
  partitions: number;
  partitionOf: (subject: string) => number;
  dateOf: (instant: number) => CalendarDate;
  /** How many subjects or timers one transaction of a closing day touches. */
  pageSize: number;
  /** Called after each commit that wrote to the outbox. */
  wakeRelay: () => void;
  /** Called after a commit behind which a timer may be due at once. */
  wakeTimers: () => void;
}>;

export type EngineOptions<S, E> = Readonly<{
  service: string;
  reactor: Reactor<S, E>;
  pool: pg.Pool;
  clock: Clock;
  signals: Signals;
  partitions: number;
  timeZone: string;
  trace?: (name: string, traceparent: string | null) => WorkSpan;
  pageSize?: number;
  wakeRelay?: () => void;
  wakeTimers?: () => void;
}>;

export function engineOf<S, E>(options: EngineOptions<S, E>): Engine<S, E> {
  const { reactor, partitions, timeZone, pageSize = 1000 } = options;
  const { wakeRelay = () => undefined, wakeTimers = () => undefined, trace = () => NOT_TRACED } = options;
  return {
    ...options,
    pageSize,
    wakeRelay,
    wakeTimers,
    trace,
    mappers: mappersOf(reactor),
    ignored: new Set(reactor.ignores ?? []),
    partitionOf: rememberingPartitionOf(partitions),
    dateOf: dateIn(timeZone),
  };
}

const REMEMBERED = 200_000;

/** The hash of a key is asked for several times a chunk, and the same loans come again and again. */
function rememberingPartitionOf(partitions: number): (subject: string) => number {
  const known = new Map<string, number>();
  return (subject) => {
    const remembered = known.get(subject);
    if (remembered !== undefined) return remembered;
    if (known.size >= REMEMBERED) known.clear();
    const partition = partitionOf(subject, partitions);
    known.set(subject, partition);
    return partition;
  };
}

function dateIn(timeZone: string): (instant: number) => CalendarDate {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return (instant) => format.format(instant) as CalendarDate;
}
