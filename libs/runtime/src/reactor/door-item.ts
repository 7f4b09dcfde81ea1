import { ContractViolation } from '@mora/contracts';
import { payloadHash } from '../inbox/inbox.js';
import type { DeadLetter } from '../parking/dead-letters.js';
import { word } from './decode.js';
import type { Engine } from './engine.js';
import type { Item, Source } from './item.js';
import type { DoorAbout, DoorReading, DoorReactor } from './reactor.js';
import { isWeather } from '../weather.js';

/** One record of a door stream on its way into a lane; a dead letter where it names no subject that could be held. */
export function doorItemOf<S, E>(
  engine: Engine<S, E>,
  reactor: DoorReactor<S, E>,
  source: Source,
): Item<E> | DeadLetter {
  const { stream, partition, headers, offset, topicId } = source;
  let value = source.value ?? Buffer.alloc(0);
  const key = source.key === null ? null : source.key.toString('utf8');
  const read = reading(engine, () => {
    value = opened(reactor, value);
    return reactor.readDoor({ stream, partition, key, headers, value });
  });
  const subject = word(read.subject ?? undefined);
  const place = `${stream}/${topicId}/${partition}/${offset}`;
  const id = read.kind === 'read' ? word(read.id) : place;
  if (subject === undefined || id === undefined) {
    const unnamed = { because: 'no-id', detail: 'its id or its subject is too long, or holds control characters' };
    const { because, detail } = read.kind === 'unreadable' ? read : unnamed;
    return { source: kept(reactor, source), stage: 'decode', reason: because, detail };
  }
  return {
    partition: engine.partitionOf(subject),
    subject,
    id,
    hash: payloadHash(value),
    reading: read.kind === 'read' ? readingOf(read) : read,
    source: kept(reactor, source, subject),
    ...aboutOf(headers, read.kind === 'read' ? read : {}, id),
  };
}

type Door = Pick<DoorReactor<unknown, unknown>, 'sealing'>;

/** The bytes as they came, of a record that is new or one that was kept. */
export const opened = ({ sealing }: Door, value: Buffer): Buffer => sealing?.open(value) ?? value;

/** The record as it may be kept: of a door that seals, without anything that could be read. */
function kept({ sealing }: Door, source: Source, subject?: string): Source {
  if (sealing === undefined) return source;
  const headers = Object.fromEntries(Object.entries(source.headers).filter(([name]) => name.startsWith('ce_')));
  const key = subject === undefined ? null : Buffer.from(subject);
  return { ...source, key, headers, value: source.value === null ? null : sealing.seal(source.value) };
}

const readingOf = <E>({ event, holdsNobody = false }: DoorReading<E> & { kind: 'read' }) => ({
  kind: 'read' as const,
  event,
  restricts: false,
  holdsNobody,
});

/** A mapper that fails over a record says nothing of the next one: the record is set aside, and the door stays open. */
function reading<S, E>({ signals }: Engine<S, E>, read: () => DoorReading<E>): DoorReading<E> {
  try {
    return read();
  } catch (error) {
    if (isWeather(error)) throw error;
    const isContract = error instanceof ContractViolation;
    if (!isContract) signals.alarm('fault-in-read', { error: error instanceof Error ? error.name : 'unknown' });
    const detail = isContract ? error.message : 'it could not be read';
    return { kind: 'unreadable', subject: null, because: isContract ? 'contract' : 'fault', detail };
  }
}

/** What is said of a record by its headers, else by itself. */
export const aboutOf = (headers: Source['headers'], about: DoorAbout, id: string) => ({
  type: word(headers['ce_type']) ?? word(about.type) ?? '',
  correlationId: word(headers['ce_correlationid']) ?? word(about.correlationId) ?? id,
  traceparent: word(headers['traceparent']) ?? word(about.traceparent) ?? null,
});
