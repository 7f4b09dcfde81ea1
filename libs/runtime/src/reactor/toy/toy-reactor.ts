import { Type } from '@sinclair/typebox';
import { type Announcement, DateText, defineEvent } from '@mora/contracts';
import { addDays, type CalendarDate } from '@mora/kernel';
import type { Tx } from '../../postgres.js';
import {
  type At,
  type Decided,
  type DuePage,
  type Outcome,
  type Reactor,
  restriction,
  type WaitingPage,
  when,
} from '../reactor.js';

/** The smallest service that uses all of the protocol: two spine streams, an informing one, timers, holds. */
export const A = 'toy.a.v1';
export const B = 'toy.b.v1';
export const NEWS = 'toy.news.v1';
export const OUT = 'toy.out.v1';

const amount = Type.Object({ amount: Type.Integer() });
const title = 'a toy';
export const paid = defineEvent({ type: 'toy.paid.v1', stream: A, title, data: amount });
export const charged = defineEvent({ type: 'toy.charged.v1', stream: B, title, data: amount });
export const told = defineEvent({ type: 'toy.told.v1', stream: NEWS, title, data: amount });
export const disputed = defineEvent({ type: 'toy.disputed.v1', stream: NEWS, title, data: Type.Object({}) });
const holdData = Type.Object({ reason: Type.String(), since: DateText });
export const toyHeld = defineEvent({ type: 'toy.held.v1', stream: OUT, title, data: holdData });
export const toyReleased = defineEvent({ type: 'toy.released.v1', stream: OUT, title, data: holdData });

export type Toy = Readonly<{
  sum: number;
  news: number;
  disputed: boolean;
  fired: readonly string[];
  filed: boolean;
  /** The day whose filing waits for the news of the day before. */
  wants: CalendarDate | null;
}>;
export type ToyEvent =
  | Readonly<{ kind: 'money' | 'news'; amount: number }>
  | Readonly<{ kind: 'disputed' }>
  | Readonly<{ kind: 'day-closed'; day: CalendarDate }>
  | Readonly<{ kind: 'known' }>
  | Readonly<{ kind: 'timer'; dueAt: number }>;

const NOTHING: Toy = { sum: 0, news: 0, disputed: false, fired: [], filed: false, wants: null };
const NOON_MS = 43_200_000;

export class ToyReactor implements Reactor<Toy, ToyEvent> {
  readonly name: string = 'toy';
  readonly space = 'loan';
  readonly publishes = OUT;
  readonly spine: readonly string[] = [A, B];
  readonly informing: readonly string[] = [NEWS];
  readonly holds = { held: toyHeld, released: toyReleased };
  readonly accepts = [
    when(paid, ({ data }): ToyEvent => ({ kind: 'money', amount: data.amount })),
    when(charged, ({ data }): ToyEvent => ({ kind: 'money', amount: -data.amount })),
    when(told, ({ data }): ToyEvent => ({ kind: 'news', amount: data.amount })),
    restriction(disputed, (): ToyEvent => ({ kind: 'disputed' })),
  ];

  /** Amounts that the rules cannot take, until somebody mends them. */
  readonly refuses = new Set<number>();
  /** Amounts that the database cannot take. */
  readonly unsaveable = new Set<number>();

  async load(tx: Tx, subjects: readonly string[]): Promise<Map<string, Toy>> {
    const rows = await tx.query<{ id: string; state: Toy }>(`select id, state from toy where id = any($1)`, [subjects]);
    return new Map(rows.map((row) => [row.id, row.state]));
  }

  decide(known: Toy | null, event: ToyEvent, at: At): Outcome<Toy> {
    const toy = known ?? NOTHING;
    switch (event.kind) {
      case 'money':
        if (this.refuses.has(event.amount)) return { kind: 'refused', because: 'amount-refused' };
        return this.take(toy, event.amount, at);
      case 'news':
        return this.say({ ...toy, news: toy.news + event.amount }, []);
      case 'disputed':
        return this.say({ ...toy, disputed: true }, []);
      case 'timer':
        return this.say({ ...toy, fired: [...toy.fired, `${event.dueAt} ${toy.sum} ${at.now}`] }, []);
      case 'day-closed':
        return this.close(toy, event.day, at);
      case 'known':
        return this.file(toy, [], at);
    }
  }

  async save(tx: Tx, changed: ReadonlyMap<string, Toy>, partitionOf: (id: string) => number): Promise<void> {
    if ([...changed.values()].some((toy) => this.unsaveable.has(toy.sum))) await tx.query('select 1 / 0');
    await tx.query(
      `insert into toy (id, partition, state) select * from unnest($1::text[], $2::int[], $3::jsonb[])
       on conflict (id) do update set state = excluded.state`,
      [[...changed.keys()], [...changed.keys()].map(partitionOf), [...changed.values()].map((t) => JSON.stringify(t))],
    );
  }

  async due(tx: Tx, { partition, after, limit }: DuePage): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `select id from toy where partition = $1 and id > coalesce($2, '') order by id limit $3`,
      [partition, after, limit],
    );
    return rows.map((row) => row.id);
  }

  onDayClosed(day: CalendarDate): ToyEvent {
    return { kind: 'day-closed', day };
  }

  async waiting(tx: Tx, { partition, after, limit }: WaitingPage): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `select id from toy where partition = $1 and state->>'wants' is not null and id > coalesce($2, '')
       order by id limit $3`,
      [partition, after, limit],
    );
    return rows.map((row) => row.id);
  }

  onKnown(): ToyEvent {
    return { kind: 'known' };
  }

  onTimer({ dueAt }: { dueAt: number }): ToyEvent {
    return { kind: 'timer', dueAt };
  }

  private take(toy: Toy, change: number, { openDay }: At): Decided<Toy> {
    const dueAt = Date.parse(`${addDays(openDay, 1)}T00:00:00Z`) + NOON_MS;
    const decided = this.say({ ...toy, sum: toy.sum + change }, [{ type: 'toy.seen.v1', data: { change } }]);
    return { ...decided, setTimers: [{ key: `${openDay}`, kind: 'noon', dueAt }] };
  }

  private close(toy: Toy, day: CalendarDate, at: At): Decided<Toy> {
    const announce = [{ type: 'toy.closed.v1', data: { day, sum: toy.sum, fired: toy.fired } }];
    const wants = toy.filed || toy.sum >= 0 ? null : (toy.wants ?? day);
    return this.file({ ...toy, wants }, announce, at);
  }

  /** Filing cannot be taken back: it waits until the news of yesterday are known. */
  private file(toy: Toy, announce: readonly Announcement[], { knownUpTo }: At): Decided<Toy> {
    const known = knownUpTo[NEWS];
    if (toy.wants === null || known === undefined || known < addDays(toy.wants, -1)) return this.say(toy, announce);
    const filed = { type: 'toy.filed.v1', data: { day: toy.wants, known } };
    return this.say({ ...toy, filed: true, wants: null }, [...announce, filed]);
  }

  private say(next: Toy, announce: readonly Announcement[]): Decided<Toy> {
    return { kind: 'decided', next, announce };
  }
}
