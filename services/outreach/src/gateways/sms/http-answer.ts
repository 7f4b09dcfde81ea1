import { failed, type Handed } from '../channel-port.js';

/** Errors of the network that come before a byte of the request has left: nothing can have been sent. */
const NEVER_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** What a request that brought no answer means. Nothing of the error but its code is looked at. */
export function withoutAnswer(error: unknown, signal: AbortSignal): Handed {
  if (signal.aborted) return { kind: 'unknown', reason: 'timed-out' };
  return NEVER_CONNECTED.has(codeOf(error)) ? failed('unreachable') : { kind: 'unknown', reason: 'cut-off' };
}

/** Whether a status says that nothing was sent; the others that are no success leave it open. */
export function refusalOf(status: number): Handed | null {
  if (status === 429) return failed('rate-limited');
  if (status === 401 || status === 403) return failed('not-authorised');
  if (status >= 400 && status < 500) return failed('rejected');
  // A gateway in between may answer 5xx for a request that was carried out.
  return status >= 500 ? { kind: 'unknown', reason: 'no-answer' } : null;
}

function codeOf(error: unknown): string {
  const { cause, code } = (typeof error === 'object' && error !== null ? error : {}) as {
    cause?: unknown;
    code?: unknown;
  };
  if (typeof code === 'string') return code;
  return cause === undefined ? '' : codeOf(cause);
}

/** The JSON of an answer, if it is an object. */
export async function objectOf(response: Response): Promise<Readonly<Record<string, unknown>> | null> {
  try {
    const read: unknown = await response.json();
    return typeof read === 'object' && read !== null ? (read as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
