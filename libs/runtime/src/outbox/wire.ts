import type { OutgoingRecord, TopicRecords } from '../broker/port.js';
import type { Outgoing } from './relay-page.js';

/** A page of announcements as the broker takes it: CloudEvents in Kafka's binary mode, grouped by topic, in order. */
export function toTopicRecords(service: string, rows: readonly Outgoing[]): TopicRecords[] {
  const topics = new Map<string, OutgoingRecord[]>();
  for (const row of rows) {
    const records = topics.get(row.stream) ?? [];
    if (records.length === 0) topics.set(row.stream, records);
    records.push(toRecord(service, row));
  }
  return [...topics].map(([topic, records]) => ({ topic, records }));
}

const toRecord = (service: string, row: Outgoing): OutgoingRecord => ({
  partition: row.target,
  key: row.key,
  headers: {
    'content-type': 'application/json',
    ce_specversion: '1.0',
    ce_id: row.id,
    ce_type: row.type,
    ce_source: `/mora/${service}`,
    ce_time: row.time,
    ce_tenant: row.tenant,
    ce_businessdate: row.businessDate,
    ce_causationid: row.causationId,
    ce_correlationid: row.correlationId,
    ...(row.key === null ? {} : { ce_subject: row.key }),
    ...(row.traceparent === null ? {} : { traceparent: row.traceparent }),
  },
  value: Buffer.from(row.payload),
});
