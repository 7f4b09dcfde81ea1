import type { Tx } from '../postgres.js';
import { isNoRecordsFault } from '../weather.js';
import type { Engine } from './engine.js';
import type { Reactor } from './reactor.js';

export function sayFault<S, E>({ signals, reactor }: Engine<S, E>, stream: string, error: unknown): void {
  const name = error instanceof Error ? error.name : 'unknown';
  signals.alarm('fault-in-save', { reactor: reactor.name, stream, error: name });
}

/** A reactor that takes nothing, and so neither needs the states at fault nor saves them: whoever is asked is held. */
export function refusing<S, E>(reactor: Reactor<S, E>): Reactor<S, E> {
  const decide = () => ({ kind: 'refused' as const, because: 'fault', detail: 'its effects could not be saved' });
  const load = () => Promise.resolve(new Map<string, S>());
  return Object.assign(Object.create(reactor) as Reactor<S, E>, { decide, load });
}

/** Null where the work cannot be saved: then it is undone, and what came before it in the transaction still stands. */
export async function undoable<S, E, R>(
  engine: Engine<S, E>,
  tx: Tx,
  what: string,
  work: () => Promise<R>,
): Promise<R | null> {
  await tx.query('savepoint undoable');
  return work().catch(async (error: unknown) => {
    if (isNoRecordsFault(error)) throw error;
    sayFault(engine, what, error);
    await tx.query('rollback to savepoint undoable');
    return null;
  });
}

/**
 * Does a page of work. Where it cannot be saved one subject of many is at fault: does as much one by one, and holds
 * the one that fails alone.
 */
export async function isolated<S, E, R>(
  engine: Engine<S, E>,
  what: string,
  page: (engine: Engine<S, E>) => Promise<R>,
): Promise<R> {
  return page(engine).catch(async (failure: unknown) => {
    if (isNoRecordsFault(failure)) throw failure;
    const one = { ...engine, pageSize: 1 };
    let result: R;
    for (let left = engine.pageSize; ; left -= 1) {
      result = await page(one).catch((error: unknown) => {
        if (isNoRecordsFault(error)) throw error;
        sayFault(engine, what, error);
        return page({ ...one, reactor: refusing(engine.reactor) });
      });
      if (left <= 1 || !isMore(result)) return result;
    }
  });
}

const isMore = (result: unknown): boolean => result === 'more' || (typeof result === 'number' && result > 0);
