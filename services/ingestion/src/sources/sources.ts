import type { CalendarDate } from '@mora/kernel';
import { isWaitedFor, type Source } from './source.js';

/** Every ledger that this installation takes records of. */
export class Sources {
  private readonly byId: ReadonlyMap<string, Source>;

  constructor(
    /** The calendar that the day marks name. */
    readonly calendar: string,
    readonly all: readonly Source[],
  ) {
    this.byId = new Map(all.map((source) => [source.id, source]));
  }

  find(id: string): Source | null {
    return this.byId.get(id) ?? null;
  }

  /** Those without whose close this day does not close. */
  waitedFor(day: CalendarDate): readonly Source[] {
    return this.all.filter((source) => isWaitedFor(source, day));
  }
}
