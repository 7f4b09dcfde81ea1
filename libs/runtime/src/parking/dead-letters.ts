import { payloadHash } from '../inbox/inbox.js';
import type { Tx } from '../postgres.js';
import { headersJson, type Source } from '../reactor/item.js';
import { printable } from './parking.js';

export type DeadLetter = Readonly<{ source: Source; stage: Stage; reason: string; detail: string }>;
export type Stage = 'envelope' | 'decode' | 'inbox' | 'decide';

/**
 * Sets records aside, whole. The same record that comes back to the same place counts as one more attempt; another body
 * is a letter of its own, as somebody must look at each.
 */
export async function setAside(tx: Tx, consumer: string, all: readonly DeadLetter[]): Promise<void> {
  if (all.length === 0) return;
  const letters = [...new Map(all.map((letter) => [placeOf(letter), letter])).values()];
  await tx.query(
    `insert into dead_letter (consumer, stream, topic_id, partition, record_offset, key, headers, value, stage, reason,
                              detail)
     select $1, l.stream, l.topic, l.partition, l.nth, l.key, l.headers, l.value, l.stage, l.reason, l.detail
     from unnest($2::text[], $3::text[], $4::int[], $5::bigint[], $6::bytea[], $7::jsonb[], $8::bytea[], $9::text[],
                 $10::text[], $11::text[])
       as l (stream, topic, partition, nth, key, headers, value, stage, reason, detail)
     on conflict (consumer, stream, topic_id, partition, record_offset, body_hash) do update
       set attempts = dead_letter.attempts + 1, last_at = now(), reason = excluded.reason, detail = excluded.detail`,
    [
      consumer,
      letters.map(({ source }) => source.stream),
      letters.map(({ source }) => source.topicId),
      letters.map(({ source }) => source.partition),
      letters.map(({ source }) => source.offset),
      letters.map(({ source }) => source.key),
      letters.map(({ source }) => headersJson(source)),
      letters.map(({ source }) => source.value),
      letters.map((l) => l.stage),
      letters.map((l) => l.reason),
      letters.map((l) => printable(l.detail)),
    ],
  );
}

/** What comes by HTTP has no place of its own but its id, which one batch may bring several times. */
const placeOf = ({ source }: DeadLetter): string => {
  const body = payloadHash(source.value ?? '').toString('hex');
  return `${source.stream}/${source.topicId}/${source.partition}/${source.offset}/${body}`;
};
