import { Type } from '@sinclair/typebox';
import { DateText, defineEvent } from '@mora/contracts';
import type { Tx } from '../../postgres.js';
import { type At, type Outcome, type Reactor, when } from '../reactor.js';
import { A, OUT, paid } from './toy-reactor.js';

/** Two spaces of one service: a loan asks its person on an internal stream, and is answered on another. */
export const WANTED = 'toy-internal.wanted.v1';
export const ANSWERS = 'toy-internal.answers.v1';

const title = 'a toy';
export const wanted = defineEvent({
  type: 'toy.wanted.v1',
  stream: WANTED,
  title,
  data: Type.Object({ loan: Type.String(), plannedAt: Type.Integer() }),
});
const answered = defineEvent({
  type: 'toy.answered.v1',
  stream: ANSWERS,
  title,
  data: Type.Object({ nth: Type.Integer(), on: DateText, at: Type.Integer() }),
});

export type Asking = Readonly<{ answers: readonly string[] }>;
export type Person = Readonly<{ asked: readonly string[]; answered: number; days: readonly string[] }>;
type AskingEvent = Readonly<
  { kind: 'asks'; plannedAt: number } | { kind: 'answered'; nth: number; on: string; at: number }
>;
type PersonEvent = Readonly<{ kind: 'wanted'; loan: string } & { plannedAt: number }> | Readonly<{ kind: 'due' }>;

/** A row of JSON by space and id: all that the two keep. */
class Kept<S> {
  constructor(private readonly space: string) {}

  async load(tx: Tx, subjects: readonly string[]): Promise<Map<string, S>> {
    const rows = await tx.query<{ id: string; state: S }>(
      `select id, state from toy_pair where space = $1 and id = any($2)`,
      [this.space, subjects],
    );
    return new Map(rows.map((row) => [row.id, row.state]));
  }

  async save(tx: Tx, changed: ReadonlyMap<string, S>): Promise<void> {
    await tx.query(
      `insert into toy_pair (space, id, state) select $1, * from unnest($2::text[], $3::jsonb[])
       on conflict (space, id) do update set state = excluded.state`,
      [this.space, [...changed.keys()], [...changed.values()].map((state) => JSON.stringify(state))],
    );
  }
}

/** The amount of a payment is the instant for which the contact is planned. */
export class AskingReactor implements Reactor<Asking, AskingEvent> {
  readonly name = 'toy-asking';
  readonly space = 'loan';
  readonly publishes = OUT;
  readonly spine = [A];
  readonly informing = [ANSWERS];
  readonly accepts = [
    when(paid, ({ data }): AskingEvent => ({ kind: 'asks', plannedAt: data.amount })),
    when(answered, ({ data }): AskingEvent => ({ kind: 'answered', ...data })),
  ];
  private readonly kept = new Kept<Asking>('loan');
  readonly load = this.kept.load.bind(this.kept);
  readonly save = this.kept.save.bind(this.kept);

  decide(known: Asking | null, event: AskingEvent, { knownUpTo }: At): Outcome<Asking> {
    const asking = known ?? { answers: [] };
    if (event.kind === 'asks') return { kind: 'decided', next: asking, announce: [this.ask(event.plannedAt)] };
    const { nth, on, at } = event;
    const contacted = { type: 'toy.contacted.v1', data: { nth, on, at, known: knownUpTo } };
    return { kind: 'decided', next: { answers: [...asking.answers, `${nth} ${on} ${at}`] }, announce: [contacted] };
  }

  /** Whose loan it is would be looked up; here everybody owes all. */
  private ask(plannedAt: number) {
    return { ...wanted.of({ loan: 'main:L-1', plannedAt }), stream: WANTED, key: 'main:P-1' };
  }
}

/** Answers what was wanted when its planned instant has come. */
export class PersonReactor implements Reactor<Person, PersonEvent> {
  readonly name = 'toy-person';
  readonly space = 'person';
  readonly publishes = null;
  readonly spine = [];
  readonly informing = [WANTED];
  readonly accepts = [when(wanted, ({ data }): PersonEvent => ({ kind: 'wanted', ...data }))];
  /** Loans of which nothing can be taken, until somebody mends it. */
  readonly refusesLoans = new Set<string>();
  /** How long after the first planned instant another contact is planned, where one is. */
  setsAgainAfter: number | null = null;
  private readonly kept = new Kept<Person>('person');
  readonly load = this.kept.load.bind(this.kept);
  readonly save = this.kept.save.bind(this.kept);

  decide(known: Person | null, event: PersonEvent, { now, openDay }: At): Outcome<Person> {
    const person = known ?? { asked: [], answered: 0, days: [] };
    if (event.kind === 'wanted') {
      if (this.refusesLoans.has(event.loan)) return { kind: 'refused', because: 'loan-refused' };
      const next = { ...person, asked: [...person.asked, event.loan], days: [...person.days, openDay] };
      const timer = { key: `${event.plannedAt}`, kind: 'planned', dueAt: event.plannedAt };
      return { kind: 'decided', next, announce: [], setTimers: [timer] };
    }
    const [loan = '', ...asked] = person.asked;
    const nth = person.answered + 1;
    const answer = { ...answered.of({ nth, on: openDay, at: now }), stream: ANSWERS, key: loan };
    return { kind: 'decided', next: { ...person, asked, answered: nth }, announce: [answer], ...this.again(nth, now) };
  }

  private again(nth: number, now: number) {
    if (nth > 1 || this.setsAgainAfter === null) return {};
    const dueAt = now + this.setsAgainAfter;
    return { setTimers: [{ key: `${dueAt}`, kind: 'planned', dueAt }] };
  }

  onTimer(): PersonEvent {
    return { kind: 'due' };
  }
}

export class CreateToyPair1 {
  readonly name = 'CreateToyPair1795000000002';
  async up(runner: { query: (sql: string) => Promise<unknown> }): Promise<void> {
    await runner.query('create table toy_pair (space text, id text, state jsonb not null, primary key (space, id))');
  }
  async down(runner: { query: (sql: string) => Promise<unknown> }): Promise<void> {
    await runner.query('drop table toy_pair');
  }
}
