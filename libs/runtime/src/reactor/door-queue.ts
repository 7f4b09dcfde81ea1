import { isAway } from '../weather.js';
import type { DoorAnswer, Lanes } from './lanes.js';

/** What somebody waits for at a door: the records of one call, all of the same lane. */
export type Call<T> = Readonly<{ items: readonly T[]; also: Parameters<Lanes['take']>[2]['also'] }>;
type Answers = readonly DoorAnswer[];
type Waiting<T> = Call<T> & Readonly<{ done: (answers: Answers) => void; failed: (error: unknown) => void }>;

type Asked = Readonly<{ id: string; subject: string }>;

const MOST_RECORDS = 200;

/**
 * Commands that come while their lane is taken by others before them are taken together, in one transaction: a lane
 * answers as many as are asked of it, and nobody waits for more than one transaction. Each call fails alone.
 */
export class DoorQueue<T extends Asked> {
  /** Who waits for a lane; no entry where nobody is at it. */
  private readonly waiting = new Map<string, Waiting<T>[]>();

  constructor(private readonly take: (calls: readonly Call<T>[]) => Promise<readonly Answers[]>) {}

  /** Resolves when it is committed; rejects with what keeps this very call from it. */
  ask(lane: string, call: Call<T>): Promise<Answers> {
    return new Promise((done, failed) => {
      const queue = this.waiting.get(lane);
      const one = { ...call, done, failed };
      if (queue !== undefined) {
        queue.push(one);
        return;
      }
      this.waiting.set(lane, [one]);
      void this.serve(lane);
    });
  }

  private async serve(lane: string): Promise<void> {
    const queue = this.waiting.get(lane) ?? [];
    while (queue.length > 0) await this.settle(queue.splice(0, together(queue)));
    this.waiting.delete(lane);
  }

  private async settle(calls: readonly Waiting<T>[]): Promise<void> {
    try {
      const answers = await this.take(calls);
      calls.forEach(({ done }, n) => done(answers[n] ?? []));
    } catch (error) {
      if (calls.length > 1)
        await this.oneByOne(calls); // whose fault it is shows by itself
      else calls[0]?.failed(error);
    }
  }

  /** Where the database is away it is so for all: who waits is not kept waiting for as many attempts as there are others. */
  private async oneByOne(calls: readonly Waiting<T>[]): Promise<void> {
    let away: unknown = null;
    for (const call of calls) {
      const failed = (error: unknown): void => {
        if (isAway(error)) away = error;
        call.failed(error);
      };
      if (away === null) await this.settle([{ ...call, failed }]);
      else call.failed(away);
    }
  }
}

/**
 * So many of the first ones go together: each subject once, so that what a call reads of its own is its own alone, and
 * each id once, as one that is refused leaves its key to whoever comes behind it.
 */
function together<T extends Asked>(queue: readonly Call<T>[]): number {
  const seen = new Set<string>();
  let records = 0;
  const stop = queue.findIndex(({ items }) => {
    records += items.length;
    const names = new Set(items.flatMap(({ id, subject }) => [`id ${id}`, `of ${subject}`]));
    const mixes = records > MOST_RECORDS || [...names].some((name) => seen.has(name));
    names.forEach((name) => seen.add(name));
    return mixes;
  });
  return stop === -1 ? queue.length : Math.max(stop, 1);
}
