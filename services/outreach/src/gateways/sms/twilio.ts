import { type ChannelGateway, failed, type Handed, type Outgoing } from '../channel-port.js';
import { objectOf, refusalOf, withoutAnswer } from './http-answer.js';

type TwilioSettings = Readonly<{
  /** `https://api.twilio.com`, or whoever speaks as it does. */
  url: string;
  account: string;
  token: string;
  callbackUrl: string | undefined;
}>;

/** Codes by which Twilio says that the number itself is at fault: no such number, no mobile, unreachable for good. */
const BAD_NUMBERS = new Set([21211, 21214, 21217, 21614]);
/** The person has told the provider to stop: the number is right, and nothing more is to go there. */
const UNSUBSCRIBED = 21610;

/** A provider that speaks as Twilio does. It knows no key of ours, so that it cannot be asked about a notice. */
export class TwilioSms implements ChannelGateway {
  readonly channel = 'sms';
  readonly name = 'sms-twilio';

  constructor(private readonly settings: TwilioSettings) {}

  async send({ noticeId, to, from, body }: Outgoing, signal: AbortSignal): Promise<Handed> {
    const { url, account, token, callbackUrl } = this.settings;
    const form = new URLSearchParams({ To: to.reveal(), From: from, Body: body.reveal() });
    // Its receipts name its own id only; ours goes along in the address that it calls.
    if (callbackUrl !== undefined) form.set('StatusCallback', `${callbackUrl}?notice=${encodeURIComponent(noticeId)}`);
    const authorization = `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}`;
    try {
      const response = await fetch(`${url}/2010-04-01/Accounts/${encodeURIComponent(account)}/Messages.json`, {
        method: 'POST',
        headers: { authorization },
        body: form,
        signal,
      });
      return await handedOf(response);
    } catch (error) {
      return withoutAnswer(error, signal);
    }
  }
}

async function handedOf(response: Response): Promise<Handed> {
  const answer = await objectOf(response);
  const refusal = refusalOf(response.status);
  const code = answer?.['code'];
  if (refusal?.kind === 'failed' && typeof code === 'number') {
    if (BAD_NUMBERS.has(code)) return failed('invalid-number', true);
    if (code === UNSUBSCRIBED) return failed('opted-out');
  }
  if (refusal !== null) return refusal;
  const sid = answer?.['sid'];
  return typeof sid === 'string'
    ? { kind: 'sent', providerRef: sid }
    : { kind: 'unknown', reason: 'unreadable-answer' };
}
