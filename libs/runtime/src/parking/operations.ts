import { invariant } from '@mora/kernel';
import type { Actor } from '../auth/actor.js';
import { knowledgeOf } from '../lanes/knowledge.js';
import { lockLanes } from '../lanes/lane-row.js';
import { inTransaction, type Tx } from '../postgres.js';
import { itemOf, subjectOf } from '../reactor/decode.js';
import { doorItemOf } from '../reactor/door-item.js';
import type { Engine } from '../reactor/engine.js';
import type { Item, Source } from '../reactor/item.js';
import { LaneTransaction } from '../reactor/lane-transaction.js';
import { type LetterRow, letterById, letterIds, markLetter } from './letters.js';
import { discardHead, heldIds } from './held.js';
import { isDoor, type Release, releaseSubject } from './release.js';

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
      const replayed = await inTransaction(this.pool, async (tx) => {
        const outcome = await this.replayLetter(tx, id);
        return writeDown(tx, { action: 'dead-letter replay', target: `${id}`, actor, reason: null }, outcome);
      });
      done.push(replayed);
    }
    this.first().wakeRelay();
    return done;
  }

  async discardLetters(which: Which, reason: string, actor: Actor): Promise<Done[]> {
    const done: Done[] = [];
    for (const id of await letterIds(this.pool, which, actor.tenant)) {
      const discarded = await inTransaction(this.pool, async (tx) => {
        await markLetter(tx, id, 'discarded');
        const act = { action: 'dead-letter discard', target: `${id}`, actor, reason };
        return writeDown(tx, act, { outcome: 'discarded' });
      });
      done.push(discarded);
    }
    return done;
  }

  async releaseHeld(which: Which, actor: Actor): Promise<Done[]> {
    const done: Done[] = [];
    for (const { space, subject } of await heldIds(this.pool, which, actor.tenant)) {
      done.push(await this.release(space, { action: 'parked replay', target: subject, actor, reason: null }));
    }
    return done;
  }

  /** Throws away the record that holds the subject, keeps its bytes as a discarded dead letter, and goes on. */
  async discardHeld(loan: string, reason: string, actor: Actor): Promise<Done[]> {
    const done: Done[] = [];
    for (const { space, subject } of await heldIds(this.pool, { loan }, actor.tenant)) {
      const engine = this.engineOf(space);
      const act = { action: 'parked discard', target: subject, actor, reason };
      const discarded = await inTransaction(this.pool, async (tx) => {
        await lockLanes(tx, space, [engine.partitionOf(subject)]);
        const found = await discardHead(tx, engine.reactor.name, space, subject);
        return writeDown(tx, act, found ? { outcome: 'discarded' } : NO_RECORD);
      });
      if (discarded.outcome !== 'discarded') done.push(discarded);
      else done.push(await this.release(space, { ...act, action: 'parked replay' }));
    }
    return done;
  }

  private async release(space: string, act: Act): Promise<Done> {
    const release = await releaseSubject(this.engineOf(space), act.target, (tx, done) =>
      writeDown(tx, act, toldOf(done)),
    );
    return { target: act.target, ...toldOf(release) };
  }

  private async replayLetter(tx: Tx, id: bigint): Promise<Omit<Done, 'target'>> {
    const letter = await letterById(tx, id);
    if (letter === null || letter.status !== 'open') return { outcome: 'not-open' };
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
    const known = await knowledgeOf(tx, engine.reactor, [item.partition]);
    const effects = new LaneTransaction(tx, engine, lanes, engine.clock.now(), known);
    const [answer] = await effects.take([item], 'hold');
    await effects.flush();
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

const toldOf = (release: Release): Omit<Done, 'target'> =>
  release.kind === 'still-held'
    ? { outcome: 'still-held', detail: `${release.because} ${release.detail}`.trim() }
    : { outcome: release.kind };

const NO_RECORD = { outcome: 'refused', detail: 'no record holds it, but time does: mend the cause, and replay' };

const readsDoor = ({ reactor }: AnyEngine, { stream }: LetterRow): boolean =>
  isDoor(reactor) && reactor.doors.includes(stream);

type Act = Readonly<{ action: string; target: string; actor: Actor; reason: string | null }>;

/** In the transaction of what was done, so that nothing is done that nobody can be asked about. */
async function writeDown(tx: Tx, act: Act, { outcome, detail }: Omit<Done, 'target'>): Promise<Done> {
  const { action, target, actor, reason } = act;
  await tx.query(
    `insert into operator_action (tenant, actor, action, target, reason, outcome) values ($1, $2, $3, $4, $5, $6)`,
    [actor.tenant, actor.subject, action, target, reason, outcome],
  );
  return { target, outcome, ...(detail === undefined ? {} : { detail }) };
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
