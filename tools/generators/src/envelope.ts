import type { Example } from './catalogue.js';

const text = (description: string) => ({ type: 'string', description });
const date = (description: string) => ({ type: 'string', format: 'date', description });

const WITHIN_KAFKA = new Set(['traceparent']);

/** CloudEvents in Kafka binary mode, as Mora publishes them. */
export const envelopeHeaders = {
  type: 'object',
  required: ['ce_specversion', 'ce_id', 'ce_source', 'ce_type', 'ce_tenant', 'ce_businessdate', 'ce_correlationid'],
  properties: {
    'content-type': { type: 'string', const: 'application/json' },
    ce_specversion: { type: 'string', const: '1.0' },
    ce_id: text('Unique for ever; the same cause mints the same id again.'),
    ce_source: text('The service that decided it.'),
    ce_type: text('The event and its version.'),
    ce_subject: text('The loan, which is the key of the record too. A mark has none.'),
    ce_time: { type: 'string', format: 'date-time', description: 'When it was recorded. Decide by ce_businessdate.' },
    ce_dataschema: text('The schema of the value, for ever.'),
    ce_tenant: text('The entity of the bank.'),
    ce_businessdate: date('The day that was open when it was decided.'),
    ce_causationid: text('The id of the record that brought it about.'),
    ce_correlationid: text('Shared by all that followed from one record of a ledger.'),
    traceparent: text('W3C trace context.'),
  },
} as const;

/** What a ledger must send in binary mode; the structured form carries the same names without `ce_`. */
export const ledgerHeaders = {
  type: 'object',
  required: ['ce_specversion', 'ce_id', 'ce_source', 'ce_type', 'ce_businessdate'],
  properties: {
    ce_specversion: { type: 'string', const: '1.0' },
    ce_id: text('Unique within the source for ever. The same id with another body is a conflict.'),
    ce_source: text("The ledger, by its name in ingestion's configuration."),
    ce_type: text('The event and its version.'),
    ce_subject: text("The ledger's own id of the loan."),
    ce_tenant: text('The entity of the bank; may be left out where a source belongs to one.'),
    ce_businessdate: date("The ledger's business day in which it was booked."),
    ce_sequence: text('Counts the records of one loan without a hole, where the source has such a number.'),
    ce_time: { type: 'string', format: 'date-time' },
    ce_correlationid: text('Kept on all that follows.'),
    traceparent: text('W3C trace context.'),
  },
} as const;

/** The headers that an example, which is in structured mode, has in binary mode. */
export function headersOf({ data: _data, datacontenttype, ...attributes }: Example): Readonly<Record<string, string>> {
  const headers = Object.entries(attributes).map(([name, value]) => [
    WITHIN_KAFKA.has(name) ? name : `ce_${name}`,
    String(value),
  ]);
  return { 'content-type': String(datacontenttype ?? 'application/json'), ...Object.fromEntries(headers) };
}
