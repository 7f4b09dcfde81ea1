import { invariant } from '@mora/kernel';
import type { Actor } from '../auth/actor.js';
import { payloadHash } from '../inbox/inbox.js';
import { lockLanes } from '../lanes/lane-row.js';
import { inTransaction, type Tx } from '../postgres.js';
import { subjectOf } from '../reactor/decode.js';
import type { Engine } from '../reactor/engine.js';
import type { Item, Source } from '../reactor/item.js';
import { LaneTransaction } from '../reactor/lane-transaction.js';
import { type LetterRow, letterById, letterIds, markLetter } from './letters.js';
import { discardHead, heldIds } from './held.js';
import { type Release, releaseSubject, rereading } from './release.js';

type AnyEngine = Engine<unknown, unknown>;

/** What came of one dead letter or one held subject. */
export type Done = Readonly<{ target: string; outcome: string; detail?: string }>;

/** Which ones: one, all of a reason, or all of a loan. */
export type Which = Readonly<{ id?: string; reason?: string; loan?: string }>;

/** What operators may do to dead letters and held subjects; every act is written down with who and why. */
export class Operations {
  constructor(private readonly engines: () => readonly AnyEngine[]) {}

  get pool() {
    return this.first().pool;
  }

  async replayLetters(which: Which, actor: Actor): Promise<Done[]> {
    const done: Done[] = [];
    for (const id of await letterIds(this.pool, which, actor.tenant)) {
      const outcome = await inTransaction(this.pool, (tx) => this.replayLetter(tx, id));
      done.push(await this.writeDown('dead-letter replay', `${id}`, outcome, actor, null));
    }
    this.first().wakeRelay();
    return done;
  }

  async discardLetters(which: Which, reason: string, actor: Actor): Promise<Done[]> {
    const done: Done[] = [];
    for (const id of await letterIds(this.pool, which, actor.tenant)) {
      await inTransaction(this.pool, (tx) => markLetter(tx, id, 'discarded'));
      done.push(await this.writeDown('dead-letter discard', `${id}`, { outcome: 'discarded' }, actor, reason));
    }
    return done;
  }

  async releaseHeld(which: Which, actor: Actor): Promise<Done[]> {
    const done: Done[] = [];
    for (const { space, subject } of await heldIds(this.pool, which, actor.tenant)) {
      const release = await releaseSubject(this.engineOf(space), subject);
      done.push(await this.writeDown('parked replay', subject, toldOf(release), actor, null));
    }
    return done;
  }

  /** Throws away the record that holds the subject, keeps its bytes as a discarded dead letter, and goes on. */
  async discardHeld(loan: string, reason: string, actor: Actor): Promise<Done[]> {
    const done: Done[] = [];
    for (const { space, subject } of await heldIds(this.pool, { loan }, actor.tenant)) {
      const engine = this.engineOf(space);
      await inTransaction(this.pool, async (tx) => {
        await lockLanes(tx, space, [engine.partitionOf(subject)]);
        await discardHead(tx, engine.reactor.name, space, subject);
      });
      await this.writeDown('parked discard', subject, { outcome: 'discarded' }, actor, reason);
      const release = await releaseSubject(engine, subject);
      done.push({ target: subject, ...toldOf(release) });
    }
    return done;
  }

  private async replayLetter(tx: Tx, id: bigint): Promise<Omit<Done, 'target'>> {
    const letter = await letterById(tx, id);
    if (letter === null || letter.status !== 'open') return { outcome: 'not-open' };
    if (letter.reason === 'conflict') return { outcome: 'refused', detail: 'a conflict needs a record with a new id' };
    const engine = this.engines().find(({ reactor }) => reactor.name === letter.consumer);
    const subject = subjectOf(letter.key);
    if (engine === undefined || subject === null) return { outcome: 'refused', detail: 'it still has no readable key' };
    const lanes = await lockLanes(tx, engine.reactor.space, [engine.partitionOf(subject)]);
    const effects = new LaneTransaction(tx, engine, lanes, engine.clock.now());
    const [answer] = await effects.take([itemOfLetter(engine, letter, subject)], 'hold');
    await effects.flush();
    await markLetter(tx, id, 'replayed');
    return { outcome: answer?.kind ?? 'not-open' };
  }

  private async writeDown(
    action: string,
    target: string,
    { outcome, detail }: Omit<Done, 'target'>,
    actor: Actor,
    reason: string | null,
  ): Promise<Done> {
    await this.pool.query(
      `insert into operator_action (tenant, actor, action, target, reason, outcome) values ($1, $2, $3, $4, $5, $6)`,
      [actor.tenant, actor.subject, action, target, reason, outcome],
    );
    return { target, outcome, ...(detail === undefined ? {} : { detail }) };
  }

  private engineOf(space: string): AnyEngine {
    const engine = this.engines().find(({ reactor }) => reactor.space === space);
    invariant(engine !== undefined, `a reactor of this service has the space ${space}`);
    return engine;
  }

  private first(): AnyEngine {
    const [first] = this.engines();
    invariant(first !== undefined, 'a service with operations has a reactor');
    return first;
  }
}

const toldOf = (release: Release): Omit<Done, 'target'> =>
  release.kind === 'still-held'
    ? { outcome: 'still-held', detail: `${release.because} ${release.detail}`.trim() }
    : { outcome: release.kind };

function itemOfLetter(engine: AnyEngine, letter: LetterRow, subject: string): Item<unknown> {
  const id =
    letter.headers['ce_id'] ?? `${letter.stream}/${letter.topic_id}/${letter.partition}/${letter.record_offset}`;
  const source: Source = {
    stream: letter.stream,
    topicId: letter.topic_id,
    partition: letter.partition,
    offset: letter.record_offset,
    key: letter.key,
    headers: letter.headers,
    value: letter.value,
  };
  const type = letter.headers['ce_type'] ?? '';
  return {
    partition: engine.partitionOf(subject),
    subject,
    id,
    type,
    hash: payloadHash(type, '\n', letter.value ?? ''),
    reading: rereading(engine, { source, subject }),
    source,
    correlationId: letter.headers['ce_correlationid'] ?? id,
    traceparent: null,
  };
}
