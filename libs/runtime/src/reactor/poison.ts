import { type Chunk, type ChunkResult, runChunk } from './chunk.js';
import type { Engine } from './engine.js';
import type { Tx } from '../postgres.js';
import type { Reactor } from './reactor.js';
import { isNoRecordsFault } from '../weather.js';

/**
 * A chunk that the database itself refuses is a fault of ours, hit by one record of many. Takes the records one by
 * one; the one that fails alone holds its subject, and the others go on.
 */
export async function holdPoison<S, E>(engine: Engine<S, E>, chunk: Chunk, error: unknown): Promise<ChunkResult> {
  if (chunk.records.length === 1) return holdIt(engine, chunk, error);
  let result: ChunkResult = { next: chunk.records[0]?.offset ?? 0n, waiting: false, announced: 0 };
  for (const record of chunk.records) {
    const one = { ...chunk, records: [record] };
    result = await runChunk(engine, one).catch((failure: unknown) => {
      if (isNoRecordsFault(failure)) throw failure;
      return holdIt(engine, one, failure);
    });
    if (result.waiting) return result;
  }
  return result;
}

function holdIt<S, E>(engine: Engine<S, E>, chunk: Chunk, error: unknown): Promise<ChunkResult> {
  sayFault(engine, chunk.stream, error);
  return runChunk({ ...engine, reactor: refusing(engine.reactor) }, chunk);
}

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
