/**
 * Writes one batch after the other: what comes while a batch is written goes together in the next, so that a lane is
 * taken once for many and nothing waits for more than one batch.
 */
export class Reports<T> {
  private waiting: T[] = [];
  private underWay: Promise<unknown> = Promise.resolve();
  private next: Promise<void> | null = null;

  constructor(private readonly take: (all: readonly T[]) => Promise<unknown>) {}

  /** Resolves when it is written; rejects with what keeps its batch from being written. */
  write(one: T): Promise<void> {
    this.waiting.push(one);
    this.next ??= this.writeNext();
    return this.next;
  }

  private async writeNext(): Promise<void> {
    await this.underWay.catch(() => undefined); // whoever is in that batch hears of it
    const all = this.waiting;
    this.waiting = [];
    this.next = null;
    this.underWay = this.take(all);
    await this.underWay;
  }
}
