import { type ChannelGateway, failed, type Handed, type Outgoing } from '../channel-port.js';
import { objectOf, refusalOf, withoutAnswer } from './http-answer.js';

type GenericSettings = Readonly<{ url: string; token: string | undefined; callbackUrl: string | undefined }>;

/**
 * A gateway that takes JSON: `POST {id, to, from, text, callback}` with the id once more as the Idempotency-Key, answered by
 * 202 `{ref}`. `GET <url>/<id>` tells whether it has the message; a gateway without it answers 404 or 405 to anything.
 */
export class GenericSms implements ChannelGateway {
  readonly channel = 'sms';
  readonly name = 'sms-generic';

  constructor(private readonly settings: GenericSettings) {}

  async send({ noticeId, to, from, body }: Outgoing, signal: AbortSignal): Promise<Handed> {
    const { url, callbackUrl } = this.settings;
    const message = { id: noticeId, to: to.reveal(), from, text: body.reveal(), callback: callbackUrl };
    try {
      const headers = { ...this.headers(), 'content-type': 'application/json', 'idempotency-key': noticeId };
      const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(message), signal });
      return await handedOf(response);
    } catch (error) {
      return withoutAnswer(error, signal);
    }
  }

  async find(noticeId: string): Promise<'sent' | 'not-there' | 'cannot-say'> {
    const url = `${this.settings.url.replace(/\/$/, '')}/${encodeURIComponent(noticeId)}`;
    try {
      const response = await fetch(url, { headers: this.headers(), signal: AbortSignal.timeout(FIND_MS) });
      const answer = response.ok ? await objectOf(response) : null;
      return answer?.['id'] === noticeId ? 'sent' : 'cannot-say';
    } catch {
      return 'cannot-say';
    }
  }

  private headers(): Record<string, string> {
    const { token } = this.settings;
    return token === undefined ? {} : { authorization: `Bearer ${token}` };
  }
}

const FIND_MS = 5_000;

async function handedOf(response: Response): Promise<Handed> {
  const answer = await objectOf(response);
  const refusal = refusalOf(response.status);
  if (refusal !== null) return isBadNumber(response.status, answer) ? failed('invalid-number', true) : refusal;
  const ref = answer?.['ref'];
  return typeof ref === 'string'
    ? { kind: 'sent', providerRef: ref }
    : { kind: 'unknown', reason: 'unreadable-answer' };
}

const isBadNumber = (status: number, answer: Readonly<Record<string, unknown>> | null): boolean =>
  status < 500 && answer?.['code'] === 'invalid-number';
