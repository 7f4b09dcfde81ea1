import { invariant } from '@mora/kernel';
import type { Actor } from '../auth/actor.js';
import { knowledgeOf } from '../lanes/knowledge.js';
import { lockLanes } from '../lanes/lane-row.js';
import { inTransaction, type Tx } from '../postgres.js';
import { closeDays } from '../reactor/close-day.js';
import { itemOf, subjectOf } from '../reactor/decode.js';
import { doorItemOf } from '../reactor/door-item.js';
import type { Engine } from '../reactor/engine.js';
import type { Item, Source } from '../reactor/item.js';
import { LaneTransaction } from '../reactor/lane-transaction.js';
import { type Act, type Outcome, writeDown } from './actions.js';
import { type LetterRow, letterById, letterIds, markLetter, seenBy } from './letters.js';
import { discardHead, heldIds } from './held.js';
import { outgoingIds, sendAgain } from './outgoing.js';
import { isDone } from './requests.js';
import { isDoor, type Release, releaseSubject } from './release.js';

type AnyEngine = Engine<unknown, unknown>;

/** What came of one dead letter or one held subject. */
export type Done = Readonly<{ target: string; outcome: string; detail?: string }>;

/** The lane of a letter closes its day. */
type Closing = Readonly<{ closing: AnyEngine; partition: number }>;

/** Which ones: one, all of a reason, or all of a loan. */
export type Which = Readonly<{ id?: string; reason?: string; loan?: string }>;

/** What operators may do to dead letters and held subjects; every act is written down with who and why. */
export class Operations {
  constructor(private readonly engines: () => readonly AnyEngine[]) {}

  get pool() {
    return this.first().pool;
  }

  async replayLetters(which: Which, actor: Actor, request: string | null = null): Promise<Done[]> {
    const done: Done[] = [];
    for (const id of await letterIds(this.pool, which, seenBy(actor, ['operator']))) {
      const act = { action: 'dead-letter replay', target: `${id}`, actor, reason: null, request };
      done.push(await this.replayOne(id, act));
    }
    this.first().wakeRelay();
    return done;
  }

  async discardLetters(which: Which, reason: string, actor: Actor, request: string | null = null): Promise<Done[]> {
    const done: Done[] = [];
    for (const id of await letterIds(this.pool, which, seenBy(actor, ['operator']))) {
      const act = { action: 'dead-letter discard', target: `${id}`, actor, reason, request };
      const discarded = await inTransaction(this.pool, async (tx) => {
        if ((await letterById(tx, id))?.status !== 'open') return noted(tx, act, NOT_OPEN); // taken a moment ago
        await markLetter(tx, id, 'discarded');
        return noted(tx, act, { outcome: 'discarded' });
      });
      done.push(discarded);
    }
    return done;
  }

  async releaseHeld(which: Which, actor: Actor, request: string | null = null): Promise<Done[]> {
    const done: Done[] = [];
    for (const { space, subject } of await heldIds(this.pool, which, actor.tenant)) {
      done.push(await this.release(space, { action: 'parked replay', target: subject, actor, reason: null, request }));
    }
    return done;
  }

  /**
   * Throws away the record that holds the subject, keeps its bytes as a discarded dead letter, and goes on. A request
   * that is repeated never throws away the next record, which holds the subject after the first was gone.
   */
  async discardHeld(loan: string, reason: string, actor: Actor, request: string | null = null): Promise<Done[]> {
    const done: Done[] = [];
    for (const { space, subject } of await heldIds(this.pool, { loan }, actor.tenant)) {
      const engine = this.engineOf(space);
      const act = { action: 'parked discard', target: subject, actor, reason, request };
      const discarded = await inTransaction(this.pool, async (tx) => {
        await lockLanes(tx, space, [engine.partitionOf(subject)]);
        if (await isDone(tx, act)) return { target: subject, outcome: 'discarded' };
        const found = await discardHead(tx, engine.reactor.name, space, subject);
        return noted(tx, act, found ? { outcome: 'discarded' } : NO_RECORD);
      });
      if (discarded.outcome !== 'discarded') done.push(discarded);
      else done.push(await this.release(space, { ...act, action: 'parked replay' }));
    }
    return done;
  }

  /** Sends announcements that no broker would take, after its limit was raised. */
  async resend(which: Which, actor: Actor, request: string | null = null): Promise<Done[]> {
    const done: Done[] = [];
    for (const position of await outgoingIds(this.pool, which, seenBy(actor, ['operator']))) {
      const act = { action: 'outbox resend', target: `${position}`, actor, reason: null, request };
      const sent = await inTransaction(this.pool, async (tx) => {
        const outcome = await sendAgain(tx, position);
        return noted(tx, act, outcome === 'not-kept' ? NOT_KEPT : { outcome });
      });
      done.push(sent);
    }
    this.first().wakeRelay();
    return done;
  }

  private async release(space: string, act: Act): Promise<Done> {
    const release = await releaseSubject(this.engineOf(space), act.target, (tx, done) =>
      writeDown(tx, act, toldOf(done)),
    );
    return { target: act.target, ...toldOf(release) };
  }

  /** A day that is being closed is closed first: nobody could say whether it has passed the subject already. */
  private async replayOne(id: bigint, act: Act): Promise<Done> {
    for (;;) {
      const replayed = await inTransaction(this.pool, async (tx) => {
        const outcome = await this.replayLetter(tx, id);
        return 'closing' in outcome ? outcome : noted(tx, act, outcome);
      });
      if (!('closing' in replayed)) return replayed;
      await closeDays(replayed.closing, replayed.partition);
    }
  }

  private async replayLetter(tx: Tx, id: bigint): Promise<Outcome | Closing> {
    const letter = await letterById(tx, id);
    if (letter === null || letter.status !== 'open') return NOT_OPEN;
    if (letter.reason === 'conflict') return { outcome: 'refused', detail: 'a conflict needs a record with a new id' };
    const engine = this.engines().find(({ reactor }) => reactor.name === letter.consumer);
    const subject = subjectOf(letter.key);
    if (engine === undefined || (subject === null && !readsDoor(engine, letter))) {
      return { outcome: 'refused', detail: 'it still has no readable key' };
    }
    const item = itemOfLetter(engine, letter, subject ?? '');
    if (item === null) return { outcome: 'refused', detail: 'it still cannot be read, and names no loan' };
    const lanes = await lockLanes(tx, engine.reactor.space, [item.partition]);
    if ([...lanes.values()].some(({ openDay }) => openDay === null)) {
      return { outcome: 'refused', detail: 'no day is open yet' };
    }
    if ([...lanes.values()].some(({ closeCursor }) => closeCursor !== null)) {
      return { closing: engine, partition: item.partition };
    }
    const known = await knowledgeOf(tx, engine.reactor, [item.partition]);
    const effects = new LaneTransaction(tx, engine, lanes, engine.clock.now(), known);
    const [answer] = await effects.take([item], 'hold');
    await effects.flush();
    if (answer?.kind === 'refused') return { outcome: 'refused', detail: `${answer.because} ${answer.detail}`.trim() };
    await markLetter(tx, id, 'replayed');
    return { outcome: answer?.kind ?? 'not-open' };
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

const toldOf = (release: Release): Outcome =>
  release.kind === 'still-held'
    ? { outcome: 'still-held', detail: `${release.because} ${release.detail}`.trim() }
    : { outcome: release.kind };

const NOT_OPEN = { outcome: 'not-open' };
const NOT_KEPT = { outcome: 'refused', detail: 'an earlier release set it aside and did not keep its headers' };

const NO_RECORD = { outcome: 'refused', detail: 'no record holds it, but time does: mend the cause, and replay' };

const readsDoor = ({ reactor }: AnyEngine, { stream }: LetterRow): boolean =>
  isDoor(reactor) && reactor.doors.includes(stream);

/** Writes it down, and says it. */
async function noted(tx: Tx, act: Act, outcome: Outcome): Promise<Done> {
  await writeDown(tx, act, outcome);
  return { target: act.target, ...outcome };
}

/** The letter as its own path reads it, so that a later repetition is known by the same id and hash. */
function itemOfLetter(engine: AnyEngine, letter: LetterRow, subject: string): Item<unknown> | null {
  const { reactor, mappers } = engine;
  const source: Source = {
    stream: letter.stream,
    topicId: letter.topic_id,
    partition: letter.partition,
    offset: letter.record_offset,
    key: letter.key,
    headers: letter.headers,
    value: letter.value,
  };
  if (!isDoor(reactor) || !readsDoor(engine, letter)) {
    return { ...itemOf(reactor, mappers, source, subject), partition: engine.partitionOf(subject) };
  }
  const item = doorItemOf(engine, reactor, source);
  return 'reason' in item ? null : item;
}
