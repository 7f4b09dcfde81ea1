import { createHash } from 'node:crypto';
import type { RunningIssuer } from '@mora/dev-issuer';
import { type Asked, http } from '../http.js';
import { tokenOf } from '../requests.js';

/** Where negotiation is, how to get in, and what time it is there. */
export type NegotiationDoors = Readonly<{
  clock: Readonly<{ now: () => number }>;
  issuer: RunningIssuer;
  urls: Readonly<{ negotiation: string }>;
}>;

export type Who = Readonly<{ subject: string; role: string }>;
export type Answer<T> = Readonly<{ status: number; body: T }>;

/** No is an answer of Mora, and so is that it must know more first; anything else is a fault of somebody's. */
const ANSWERS = [200, 201, 403, 404, 409, 422, 503];

/** Asks negotiation as somebody. The key follows from who asks what and when, so that a repeat is the same request. */
export async function say<T>(
  doors: NegotiationDoors,
  method: 'POST' | 'PUT',
  path: string,
  body: object,
  who: Who,
): Promise<Answer<T>> {
  const text = JSON.stringify(body);
  const key = createHash('sha256')
    .update(`${who.subject}|${path}|${text}|${doors.clock.now()}`)
    .digest('hex')
    .slice(0, 32);
  return answerOf<T>(doors, path, who, {
    method,
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: text,
  });
}

export const look = <T>(doors: NegotiationDoors, path: string, who: Who): Promise<Answer<T>> =>
  answerOf<T>(doors, path, who, {});

async function answerOf<T>(
  { urls, issuer }: NegotiationDoors,
  path: string,
  who: Who,
  { headers, ...asked }: Asked,
): Promise<Answer<T>> {
  const token = await tokenOf({ issuer }, who);
  const { status, text } = await http(`${urls.negotiation}${path}`, { ...asked, headers: { ...headers, ...token } });
  if (!ANSWERS.includes(status)) throw new Error(`${path} answers ${status}: ${text}`);
  return { status, body: JSON.parse(text) as T };
}
