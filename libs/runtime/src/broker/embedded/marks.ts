import type pg from 'pg';
import type { Watermarks } from '../port.js';
import { watermarksOf } from './topics.js';

type Marks = ReadonlyMap<string, readonly Watermarks[]>;

/** Where topics begin and end: whatever is asked for in one turn of the event loop is one question to the database. */
export class MarksOfATurn {
  #asked = new Set<string>();
  #answer: Promise<Marks> | null = null;

  constructor(private readonly pool: pg.Pool) {}

  /** Rejects where there is no such topic. */
  async of(topic: string): Promise<readonly Watermarks[]> {
    this.#asked.add(topic);
    const marks = (await (this.#answer ??= this.#ask())).get(topic);
    if (marks === undefined) throw new Error(`there is no topic ${topic}`);
    return marks;
  }

  async #ask(): Promise<Marks> {
    await new Promise((turn) => setImmediate(turn));
    const topics = [...this.#asked];
    this.#asked = new Set();
    this.#answer = null;
    return watermarksOf(this.pool, topics);
  }
}
