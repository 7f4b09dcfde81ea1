import { ContractViolation, type Event } from '@mora/contracts';
import { calendarDate, type CalendarDate } from '@mora/kernel';
import type { BrokerRecord, TopicIdentity } from '../broker/port.js';
import { payloadHash } from '../inbox/inbox.js';
import type { Item, Mappers, Reading, Source } from './item.js';
import type { Accepts, Reactor } from './reactor.js';

export const MARK_TYPE = 'mora.day.closed.v1';

export const mappersOf = <S, E>(reactor: Reactor<S, E>): Mappers<E> =>
  new Map<string, Accepts<E>>(reactor.accepts.map((accepts) => [accepts.type, accepts]));

export const sourceOf = (stream: string, log: TopicIdentity, partition: number, record: BrokerRecord): Source => ({
  stream,
  topicId: log.topicId,
  partition,
  offset: record.offset,
  key: record.key,
  headers: record.headers,
  value: record.value,
});

export const isMark = (record: BrokerRecord): boolean => record.headers['ce_type'] === MARK_TYPE;

/** The day that a mark closes. Throws ContractViolation; a mark that cannot be read is never guessed. */
export function markedDay(record: BrokerRecord): { day: CalendarDate; calendar: string } {
  const data = parsed(record.value);
  const { date, calendar } = (data ?? {}) as { date?: unknown; calendar?: unknown };
  if (typeof date !== 'string' || typeof calendar !== 'string') {
    throw new ContractViolation(`${MARK_TYPE}: a mark without date or calendar`);
  }
  return { day: calendarDate(date), calendar };
}

/** The subject that a record is keyed by, or null where the key is none or is not text. */
export function subjectOf(key: Buffer | null): string | null {
  if (key === null || key.length === 0) return null;
  const text = key.toString('utf8');
  return text.includes('\uFFFD') ? null : (word(text) ?? null);
}

/** A record of a keyed stream as an item of its lane: read where it can be read, else with the reason why not. */
export function itemOf<S, E>(reactor: Reactor<S, E>, mappers: Mappers<E>, source: Source, subject: string): Item<E> {
  const { headers } = source;
  const id = word(headers['ce_id']) ?? `${source.stream}/${source.topicId}/${source.partition}/${source.offset}`;
  const type = word(headers['ce_type']) ?? '';
  const text = source.value?.toString('utf8') ?? '';
  return {
    partition: source.partition,
    subject,
    id,
    type,
    hash: payloadHash(`${type}\n${text}`),
    reading: readingOf(reactor, mappers, source, subject, text),
    source,
    correlationId: word(headers['ce_correlationid']) ?? id,
    traceparent: word(headers['traceparent']) ?? null,
  };
}

const LONGEST_WORD = 256;

/**
 * A header that may stand in a column: what is too long counts as not there, and so does what holds control characters
 * or half a surrogate, for a database would keep it as another text, and take it for known when it comes again.
 */
export const word = (header: string | undefined): string | undefined =>
  header === undefined || header.length === 0 || header.length > LONGEST_WORD || /[\p{Cc}\p{Cs}]/u.test(header)
    ? undefined
    : header;

export function readingOf<S, E>(
  reactor: Reactor<S, E>,
  mappers: Mappers<E>,
  { headers, value }: Source,
  subject: string,
  text = value?.toString('utf8') ?? '',
): Reading<E> {
  const type = word(headers['ce_type']);
  const id = word(headers['ce_id']);
  if (type === undefined || id === undefined) return unreadable('no-envelope', 'ce_type or ce_id is missing');
  const accepts = mappers.get(type);
  if (accepts === undefined) return unreadable('unknown-type', `${type} is not known to ${reactor.name}`);
  try {
    const wire: Event<unknown> = {
      id,
      type,
      subject,
      tenant: headers['ce_tenant'] ?? '',
      businessDate: calendarDate(headers['ce_businessdate'] ?? ''),
      correlationId: headers['ce_correlationid'] ?? id,
      data: JSON.parse(text) as unknown,
    };
    return { kind: 'read', event: accepts.read(wire), restricts: accepts.restricts };
  } catch (error) {
    return unreadable(error instanceof SyntaxError ? 'not-json' : 'contract', detailOf(error));
  }
}

const parsed = (value: Buffer | null): unknown => JSON.parse(value?.toString('utf8') ?? '') as unknown;

const unreadable = (because: string, detail: string): Reading<never> => ({ kind: 'unreadable', because, detail });

/** What an error may say to an operator. A parser's words may quote the record, so only ours are passed on. */
function detailOf(error: unknown): string {
  if (error instanceof ContractViolation || error instanceof RangeError) return error.message;
  return error instanceof SyntaxError ? 'the value is not JSON' : 'the value could not be read';
}
