import type { Accepts } from './reactor.js';

/** Where a record came from, and its bytes: enough to set it aside, to hold it, and to read it again. */
export type Source = Readonly<{
  stream: string;
  topicId: string;
  partition: number;
  offset: bigint;
  key: Buffer | null;
  headers: Readonly<Record<string, string>>;
  value: Buffer | null;
}>;

/** One record of one subject, read or not, on its way through the transaction. */
export type Item<E> = Readonly<{
  partition: number;
  subject: string;
  id: string;
  type: string;
  hash: Buffer;
  reading: Reading<E>;
  source: Source;
  correlationId: string;
  traceparent: string | null;
}>;

export type Reading<E> =
  | Readonly<{ kind: 'read'; event: E; restricts: boolean; holdsNobody?: boolean }>
  | Readonly<{ kind: 'unreadable'; because: string; detail: string }>;

/** A reactor's mappers by event type. */
export type Mappers<E> = ReadonlyMap<string, Accepts<E>>;

/** Headers as PostgreSQL's jsonb takes them: it knows no NUL, which a stranger may well send. */
export const headersJson = ({ headers }: Pick<Source, 'headers'>): string =>
  JSON.stringify(headers).replaceAll('\\u0000', '\\ufffd');
