import type { CalendarDate } from '@mora/kernel';
import type { WorkSpan } from '../service/tracing/tracing.js';
import type { Signals } from '../signals.js';
import type { Reactor } from './reactor.js';

export type LaneContext<S, E> = Readonly<{
  reactor: Reactor<S, E>;
  service: string;
  partitionOf: (subject: string) => number;
  /** The calendar date of an instant in the installation's time zone. */
  dateOf: (instant: number) => CalendarDate;
  signals: Signals;
  /** Work on a record that carries a trace; costs nothing for one that does not. */
  trace: (name: string, traceparent: string | null) => WorkSpan;
}>;

/** What made something happen: the ids that its announcements derive from. */
export type Cause = Readonly<{
  id: string;
  correlationId: string;
  traceparent: string | null;
  partition: number;
  /** The day as of which it is decided; the open day but for a replay of what waited. */
  day: CalendarDate;
}>;

/** One thing that time does to one subject; `timer` is the key of the timer that fired, which is then spent. */
export type Touch<E> = Readonly<{ subject: string; event: E; cause: Cause; now: number; timer?: string }>;
