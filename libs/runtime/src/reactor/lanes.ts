import type { CalendarDate } from '@mora/kernel';
import type { Tx } from '../postgres.js';
import type { Reactor } from './reactor.js';

/** Something that came through a door of ours (HTTP, file, a ledger's topic), already in the domain's words. */
export type DoorItem<E> = Readonly<{
  /** Unique for ever: the ledger's event id, or the Idempotency-Key of a command. */
  id: string;
  subject: string;
  /** SHA-256 of the bytes as they came: the same id with another body is a conflict, never a duplicate. */
  hash: Buffer;
  event: E;
  /** The event's type, and the door that it came through (`http`, `file`): what an operator is shown. */
  type?: string;
  door?: string;
  /** Accepted of a held subject too. */
  restricts?: boolean;
  /** The bytes as they came, for whoever must look at a held or refused one. */
  bytes: Buffer;
  correlationId?: string;
  traceparent?: string;
}>;

export type DoorAnswer = Readonly<
  { kind: 'taken' | 'duplicate' | 'conflict' } | { kind: 'held' | 'refused'; because: string; detail?: string }
>;

/**
 * What becomes of a record that the rules refuse, and of one whose subject is held already. `hold`: the one holds its
 * subject, the other waits behind it (whoever sent it cannot be asked again). `wait`: the one is answered, the other
 * waits (a ledger that is told). `answer`: both are answered, and nothing of them is kept (commands).
 */
export type Refusals = 'hold' | 'wait' | 'answer';

/** Locked lanes inside a transaction: what a service's own extra statements may rely on. */
export type LockedLanes = Readonly<{ tx: Tx; openDay: CalendarDate; partitionOf: (subject: string) => number }>;

/**
 * The writing side of a service's lanes for whatever does not come off a co-partitioned stream.
 * Every call is one transaction that first locks the lanes it touches, in ascending order.
 */
export interface Lanes {
  readonly partitions: number;
  /** Whether the reactors are served yet: a service's doors open a moment before. */
  readonly serving: boolean;
  /**
   * Takes a batch in its order; answers stand in the same order.
   * `also` runs in the same transaction, after the effects and before the commit.
   */
  take<S, E>(
    reactor: Reactor<S, E>,
    items: readonly DoorItem<E>[],
    options: Readonly<{
      refusals: Refusals;
      also?: (lanes: LockedLanes, answers: readonly DoorAnswer[]) => Promise<void>;
    }>,
  ): Promise<readonly DoorAnswer[]>;
  /** The day that is open, by the lanes' own rows; null before the first. */
  openDay(space: string): Promise<CalendarDate | null>;
  /** Opens the first day in every lane of the space; does nothing where one is open already. */
  openFirstDay(space: string, day: CalendarDate): Promise<void>;
  /**
   * Locks all lanes, and closes the day in all of them in one transaction: mark D on the public stream in every
   * partition, next day open. `check` runs under the locks and may refuse. For the one service that makes marks.
   */
  closeDay<S, E>(
    reactor: Reactor<S, E>,
    day: CalendarDate,
    options: Readonly<{ calendar: string; check?: (lanes: LockedLanes) => Promise<string | null> }>,
  ): Promise<Readonly<{ kind: 'closed' } | { kind: 'refused'; because: string }>>;
}
