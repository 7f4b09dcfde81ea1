import { createHmac, timingSafeEqual } from 'node:crypto';

const MINUTE_S = 60;
/** How far the sender's clock may be from ours, and how long a copy of a request is of use to whoever caught it. */
const TOLERANCE_S = 5 * MINUTE_S;
const MS = 1_000;

export type Signed = Readonly<{ id: string; timestamp: string; signature: string; body: Buffer }>;

/**
 * Standard Webhooks: `v1,<base64 of HMAC-SHA256 over id.timestamp.body>`, several with spaces between them. Any of the
 * keys will do, so that one can replace the other.
 */
export function isSignedBy(keys: readonly string[], { id, timestamp, signature, body }: Signed, now: number): boolean {
  const at = Number(timestamp);
  if (id === '' || !/^\d{1,12}$/u.test(timestamp) || Math.abs(now / MS - at) > TOLERANCE_S) return false;
  const given = signature
    .split(' ')
    .filter((one) => one.startsWith('v1,'))
    .map((one) => one.slice('v1,'.length));
  return keys.some((key) => {
    const mac = createHmac('sha256', Buffer.from(key, 'base64')).update(`${id}.${timestamp}.`).update(body).digest();
    return given.some((one) => isSame(mac, Buffer.from(one, 'base64')));
  });
}

/** Twilio: HMAC-SHA1 over the address as it was called, and then every field and its value in the order of the names. */
export function isSignedAsTwilio(token: string, url: string, params: URLSearchParams, signature: string): boolean {
  if (token === '') return false;
  const fields = [...params].toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const text = fields.reduce((all, [name, value]) => all + name + value, url);
  return isSame(createHmac('sha1', token).update(text).digest(), Buffer.from(signature, 'base64'));
}

const isSame = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);
