import { type Chunk, type ChunkResult, NOTHING, runChunk } from './chunk.js';
import type { Engine } from './engine.js';
import { refusing, sayFault } from './fault.js';
import { isNoRecordsFault } from '../weather.js';

/**
 * A chunk that the database itself refuses is a fault of ours, hit by one record of many. Takes the records one by
 * one; the one that fails alone holds its subject, and the others go on.
 */
export async function holdPoison<S, E>(engine: Engine<S, E>, chunk: Chunk, error: unknown): Promise<ChunkResult> {
  if (chunk.records.length === 1) return holdIt(engine, chunk, error);
  let result: ChunkResult = { ...NOTHING, next: chunk.records[0]?.offset ?? 0n };
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
