import { type Chunk, type ChunkResult, runChunk } from './chunk.js';
import type { Engine } from './engine.js';
import { isWeather } from '../weather.js';

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
      if (isWeather(failure)) throw failure;
      return holdIt(engine, one, failure);
    });
    if (result.waiting) return result;
  }
  return result;
}

function holdIt<S, E>(engine: Engine<S, E>, chunk: Chunk, error: unknown): Promise<ChunkResult> {
  const name = error instanceof Error ? error.name : 'unknown';
  engine.signals.alarm('fault-in-save', { reactor: engine.reactor.name, stream: chunk.stream, error: name });
  const decide = () => ({ kind: 'refused' as const, because: 'fault', detail: `its effects could not be saved` });
  const reactor = Object.assign(Object.create(engine.reactor) as typeof engine.reactor, { decide });
  return runChunk({ ...engine, reactor }, chunk);
}
