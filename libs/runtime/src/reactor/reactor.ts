import type { Announcement, Event, EventContract } from '@mora/contracts';
import type { CalendarDate } from '@mora/kernel';
import type { Tx } from '../postgres.js';

/** What `decide` may know of time: values, never a clock. */
export type At = Readonly<{
  /** The instant, in milliseconds of UTC: of the record's chunk, or the due instant of a timer. */
  now: number;
  /** The day that is open in the lane: the business date of whatever is decided. */
  openDay: CalendarDate;
  /**
   * By informing stream, the last day of which everything is known: never more than the day before the open day, where
   * a lane closes days. Absent where no mark has come yet, or none of a day before the open day.
   */
  knownUpTo: Readonly<Record<string, CalendarDate>>;
}>;

/**
 * A timer of a subject. Its key is unique within the subject; setting it again moves it. What is said when it fires bears
 * ids that follow from key and instant, so that one must never be set for an instant at which it has fired already.
 */
export type TimerSpec = Readonly<{ key: string; kind: string; dueAt: number }>;

export type Decided<S> = Readonly<{
  kind: 'decided';
  /** The same object as was handed in where nothing changed: then nothing is saved. */
  next: S;
  announce: readonly Announcement[];
  setTimers?: readonly TimerSpec[];
  clearTimers?: readonly string[];
}>;

/** A record that the rules cannot take: it holds its subject, with this reason code. */
export type Refused = Readonly<{ kind: 'refused'; because: string; detail?: string }>;

export type Outcome<S> = Decided<S> | Refused;

/**
 * What a service writes for one key space. The runtime owns everything else: lanes, progress, inbox, parking,
 * timers, outbox, commit (order-and-time protocol, docs/adr/0002).
 */
export interface Reactor<S, E> {
  /** The consumer's name in inbox and progress; one per key space of a service. */
  readonly name: string;
  readonly space: 'loan' | 'person' | 'source';
  /** The public stream that announcements and marks go out on; null where only another space publishes. */
  readonly publishes: string | null;
  /** Further streams that announcements name. They bear no marks; their topics are made like those of all others. */
  readonly alsoPublishes?: readonly string[];
  /**
   * The first day for which the reactor has rules; it has some for every day where nothing is said. A lane that meets
   * marks opens on it or later: what was said of days before is what is known by then, and those days close nothing.
   */
  readonly startsOn?: CalendarDate;
  /** Streams aligned at the mark: a lane goes on to the next day only when it has met the day's mark in all. */
  readonly spine: readonly string[];
  /** Streams that are taken as they come. */
  readonly informing: readonly string[];
  readonly accepts: readonly Accepts<E>[];
  /** Types of these streams that do not concern this reactor. A type named nowhere holds its subject. */
  readonly ignores?: readonly string[];
  /** How a hold and its release are announced on the public stream. */
  readonly holds?: HoldContracts;
  /** One query for all subjects of a chunk; no row locks, for the lanes are held. */
  load(tx: Tx, subjects: readonly string[]): Promise<ReadonlyMap<string, S>>;
  /** Pure. Next state and announcements, or a refusal; one event at a time, in order. */
  decide(known: S | null, event: E, at: At): Outcome<S>;
  /** One upsert for all changed states. `partitionOf` tells the lane of each. */
  save(tx: Tx, changed: ReadonlyMap<string, S>, partitionOf: (subject: string) => number): Promise<void>;
  /** A page of at most `limit` subjects of this partition that time alone changes on this day, taken ones left out. */
  due?(tx: Tx, page: DuePage): Promise<readonly string[]>;
  /** What the close of a day means to one subject. Needed with `due`; not for a space without marks, whose days never close. */
  onDayClosed?(day: CalendarDate): E;
  /**
   * A page of at most `limit` subjects of this partition that wait until more of an informing stream is known, in
   * ascending order, from behind `after` on: asked when the lane has closed a day and a mark of that stream has come.
   */
  waiting?(tx: Tx, page: WaitingPage): Promise<readonly string[]>;
  /**
   * That an informing stream is known up to a day, to one subject: what was not known yet is judged again. Needed with
   * `waiting`. A subject that was held meanwhile is told too, and must stay as it is where it waits for nothing.
   */
  onKnown?(mark: Readonly<{ stream: string; day: CalendarDate }>): E;
  /** What a timer that fires means to its subject. Needed where timers are set. */
  onTimer?(timer: Readonly<{ kind: string; key: string; dueAt: number }>): E;
}

/** A reactor that also reads a stream which is not partitioned as its lanes are: a ledger's topic. */
export interface DoorReactor<S, E> extends Reactor<S, E> {
  readonly doors: readonly string[];
  /** Reads one record of a door stream. Throws ContractViolation; never for what its rules refuse. */
  readDoor(record: DoorRecord): DoorReading<E>;
  /** Where records hold what nobody may read who looks at those that wait or were set aside. */
  readonly sealing?: Sealing;
}

/**
 * Seals the bytes of a door's records wherever they are kept; of their headers the `ce_` ones are kept alone, and for a
 * key the subject. The same bytes are sealed to the same bytes, so that a record that comes again is known again;
 * bytes that are sealed already are sealed to themselves, and bytes that never were are opened to themselves.
 */
export type Sealing = Readonly<{ seal: (value: Buffer) => Buffer; open: (value: Buffer) => Buffer }>;

export type DoorRecord = Readonly<{
  stream: string;
  partition: number;
  key: string | null;
  headers: Readonly<Record<string, string>>;
  value: Buffer;
}>;

/**
 * Unreadable with a subject: the subject is held; without one: dead letter. `holdsNobody`: what follows it does not
 * depend on it, so that it is set aside where it cannot be taken, and never waits.
 */
export type DoorReading<E> =
  | (Readonly<{ kind: 'read'; id: string; subject: string; event: E; holdsNobody?: boolean }> & DoorAbout)
  | Readonly<{ kind: 'unreadable'; subject: string | null; because: string; detail: string }>;

/** What a record says of itself where its headers do not: a structured record has all of it in its value. */
export type DoorAbout = Readonly<{ type?: string; correlationId?: string; traceparent?: string }>;

export type DuePage = Readonly<{ partition: number; on: CalendarDate; after: string | null; limit: number }>;

export type WaitingPage = Readonly<{ partition: number; stream: string; after: string | null; limit: number }>;

export type HoldContracts = Readonly<{
  held: EventContract<{ reason: string; since: CalendarDate }>;
  released: EventContract<{ reason: string; since: CalendarDate }>;
}>;

export type Accepts<E> = Readonly<{
  type: string;
  /** Accepted of a held subject too: it only ever restricts (dispute, opt-out, death). */
  restricts: boolean;
  /** Throws ContractViolation. */
  read: (wire: Event<unknown>) => E;
}>;

/** Where a foreign shape becomes ours: the contract checks it, the mapper says it in the domain's words. */
export const when = <D, E>(contract: EventContract<D>, map: (event: Event<D>) => E): Accepts<E> => ({
  type: contract.type,
  restricts: false,
  read: (wire) => map({ ...wire, data: contract.check(wire.data) }),
});

/** As `when`, for an event that only restricts what may be done, and so acts on a held subject at once. */
export const restriction = <D, E>(contract: EventContract<D>, map: (event: Event<D>) => E): Accepts<E> => ({
  ...when(contract, map),
  restricts: true,
});
