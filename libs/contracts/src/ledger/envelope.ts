import { Type, type Static } from '@sinclair/typebox';
import { DateText, defineSchema, Name, PLAIN_TEXT } from '../define-event.js';

/** The CloudEvents 1.0 attributes of a ledger's record. Attributes that are not named here are ignored. */
export const LedgerEnvelope = Type.Object({
  specversion: Type.Literal('1.0'),
  /** Unique within the source for ever: a second record under the same id is a repetition, or a conflict. */
  id: Type.String({ minLength: 1, maxLength: 200, pattern: PLAIN_TEXT }),
  /** The ledger, by its name in ingestion's configuration. */
  source: Name,
  type: Name,
  /** The ledger's own id of the loan. Absent only where a record is about no loan. */
  subject: Type.Optional(Name),
  /** The entity of the bank. May be left out: a source belongs to one. */
  tenant: Type.Optional(Name),
  /** The ledger's business day in which it was booked. */
  businessdate: DateText,
  /** Counts the records of one loan without a hole, where the source has such a number. */
  sequence: Type.Optional(
    Type.Union([Type.Integer({ minimum: 0, maximum: 999_999_999_999_999 }), Type.String({ pattern: '^\\d{1,15}$' })]),
  ),
  time: Type.Optional(Type.String({ format: 'date-time' })),
  datacontenttype: Type.Optional(Type.String()),
  correlationid: Type.Optional(Name),
  traceparent: Type.Optional(Type.String({ maxLength: 64 })),
});
export type LedgerEnvelope = Static<typeof LedgerEnvelope>;

/** Throws ContractViolation. */
export const checkLedgerEnvelope = defineSchema('ledger record', LedgerEnvelope);
