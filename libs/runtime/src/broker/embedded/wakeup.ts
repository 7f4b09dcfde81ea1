import type { Grown } from './append.js';

/** Tells the readers of this process at once what its writers have appended, without asking the database. */
export class Wakeup {
  readonly #readers = new Map<string, (grown: Grown) => void>();

  /** Throws where the group has a reader already: two would each take all records. */
  on(group: string, reader: (grown: Grown) => void): () => void {
    if (this.#readers.has(group))
      throw new Error(`the group ${group} reads already: in the embedded log it is one member`);
    this.#readers.set(group, reader);
    return () => void this.#readers.delete(group);
  }

  tell(all: readonly Grown[]): void {
    for (const grown of all) for (const reader of this.#readers.values()) reader(grown);
  }
}
