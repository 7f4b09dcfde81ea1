import { ContractViolation, type PartiesRecord, readPartiesRecord, structuredOf } from '@mora/contracts';
import { type PersonId, personIdOf } from '@mora/kernel';
import type { DoorReading, DoorRecord } from '@mora/runtime';
import type { PersonEvent } from '../../domain/person/event.js';
import { isPartyId, sourceSubject } from '../../domain/person/sources.js';
import type { PartySources } from './party-sources.js';
import { partyEvent } from './party-event.js';

type Source = NonNullable<ReturnType<PartySources['find']>>;

/** What comes by HTTP has no partition of its own: it counts as the one of its source. */
const HTTP_PARTITION = 0;

/** A record of the parties' topic, or one that waited: whichever door it came through. */
export function readParty(record: DoorRecord, sources: PartySources): DoorReading<PersonEvent> {
  let structured: unknown;
  try {
    structured = structuredOf(record.headers, record.value);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return unreadable(null, 'not-json', 'the record is not JSON'); // what a SyntaxError says may quote it
  }
  return readStructured(structured, sources, record.partition);
}

/**
 * A record in CloudEvents' structured form. One that breaks its contract holds its person, where it says whose it is:
 * nobody is contacted by what was known before it.
 */
export function readStructured(
  structured: unknown,
  sources: PartySources,
  partition: number = HTTP_PARTITION,
): DoorReading<PersonEvent> {
  const source = sources.find(textOf(structured, 'source'));
  if (source === null) return unreadable(null, 'unknown-source', 'source is not one that is configured');
  try {
    return reading(readPartiesRecord(structured), source, partition);
  } catch (error) {
    if (!(error instanceof ContractViolation) && !(error instanceof RangeError)) throw error;
    const detail = error instanceof ContractViolation ? error.message : 'subject: not a party id';
    return unreadable(personOrNull(source, textOf(structured, 'subject')), 'contract', detail);
  }
}

function reading(record: PartiesRecord, source: Source, partition: number): DoorReading<PersonEvent> {
  const { envelope } = record;
  const id = `parties:${envelope.source}:${envelope.id}`;
  const { type, correlationid: correlationId, traceparent } = envelope;
  const about = {
    type,
    ...(correlationId !== undefined && { correlationId }),
    ...(traceparent !== undefined && { traceparent }),
  };
  if (record.kind === 'parties-heartbeat') {
    const { asOf, partitions } = record.data;
    const heartbeat = { source: envelope.source, partition, partitions, asOf };
    const subject = sourceSubject(source.tenant, envelope.source, partition);
    return {
      kind: 'read',
      id: `${id}/${partition}`,
      subject,
      event: { kind: 'heartbeat', heartbeat },
      holdsNobody: true,
      ...about,
    };
  }
  const subject = personOf(source, envelope.subject ?? '');
  return { kind: 'read', id, subject, event: partyEvent(record, subject, source.index), ...about };
}

/** Throws RangeError. */
function personOf({ tenant }: Source, partyId: string): PersonId {
  if (!isPartyId(partyId)) throw new RangeError('not a party id');
  return personIdOf(tenant, partyId);
}

function personOrNull(source: Source, partyId: string): PersonId | null {
  try {
    return personOf(source, partyId);
  } catch {
    return null; // a RangeError is the answer to the question that is asked here
  }
}

const unreadable = (subject: string | null, because: string, detail: string): DoorReading<never> => ({
  kind: 'unreadable',
  subject,
  because,
  detail,
});

function textOf(structured: unknown, name: 'source' | 'subject'): string {
  const value = (structured as Record<string, unknown> | null)?.[name];
  return typeof value === 'string' ? value : '';
}
