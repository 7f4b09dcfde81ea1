import { Type } from '@sinclair/typebox';
import { defineSchema } from '@mora/contracts';

const receipt = Type.Object({
  notice: Type.Optional(Type.String({ maxLength: 200 })),
  ref: Type.Optional(Type.String({ maxLength: 200 })),
  status: Type.String({ enum: ['sent', 'delivered', 'failed'] }),
  reason: Type.Optional(Type.String({ pattern: '^[a-z0-9-]{1,64}$' })),
  at: Type.Optional(Type.String({ format: 'date-time' })),
});

/** A mail may be as long as it likes: its size is bounded by the door, and what it quotes is passed over. */
const inbound = Type.Object({
  from: Type.String({ minLength: 1, maxLength: 1_000 }),
  text: Type.String(),
});

export type Receipt = Readonly<{
  notice: string | null;
  ref: string | null;
  status: 'sent' | 'delivered' | 'failed';
  reason: string | null;
  definite: boolean;
  /** When the provider says it happened; null where it does not say. */
  at: number | null;
}>;
export type Inbound = Readonly<{ from: string; text: string }>;

const readReceipt = defineSchema('receipt', receipt);
const readInbound = defineSchema('inbound message', inbound);

/** Reasons by which the number or the mailbox itself is at fault. */
const DEFINITE = new Set(['invalid-number', 'mailbox-unknown']);

/** A receipt or an answer of a person. Throws ContractViolation, which names fields and no values. */
export function providerEvent(data: unknown): Receipt | Inbound {
  if (typeof data === 'object' && data !== null && 'text' in data) return readInbound(data);
  const { notice, ref, status, reason, at } = readReceipt(data);
  return {
    notice: notice ?? null,
    ref: ref ?? null,
    status: status as Receipt['status'],
    reason: reason ?? null,
    definite: reason !== undefined && DEFINITE.has(reason),
    at: at === undefined ? null : Date.parse(at),
  };
}

const STATUS: Readonly<Record<string, Receipt['status']>> = {
  sent: 'sent',
  delivered: 'delivered',
  undelivered: 'failed',
  failed: 'failed',
};
/** Twilio's codes of a number that is none, or is out of use. */
const BAD_NUMBER = new Set(['30003', '30005', '30006']);
/** The person has told Twilio to stop. */
const UNSUBSCRIBED = '21610';

/** What Twilio says in a form; null where it says nothing that matters, such as `queued`. */
export function twilioEvent(form: URLSearchParams, notice: string | null): Receipt | Inbound | null {
  const [from, text] = [form.get('From'), form.get('Body')];
  const status = STATUS[form.get('MessageStatus') ?? ''];
  if (status === undefined) return from === null || text === null ? null : { from, text };
  const reason = status === 'failed' ? reasonOf(form.get('ErrorCode') ?? '') : null;
  const definite = reason !== null && DEFINITE.has(reason);
  return { notice, ref: form.get('MessageSid'), status, reason, definite, at: null };
}

function reasonOf(code: string): string {
  if (BAD_NUMBER.has(code)) return 'invalid-number';
  return code === UNSUBSCRIBED ? 'opted-out' : 'undelivered';
}
