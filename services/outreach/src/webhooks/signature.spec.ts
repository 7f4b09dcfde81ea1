import { createHmac } from 'node:crypto';
import { isSignedAsTwilio, isSignedBy } from './signature.js';

const [OLD, NEW] = [Buffer.from('old key').toString('base64'), Buffer.from('new key').toString('base64')];
const NOW = Date.parse('2026-03-10T02:00:00Z');
const S = NOW / 1_000;
const BODY = Buffer.from('{"notice":"n-1"}');

const sign = (key: string, id: string, timestamp: string, body: Buffer): string =>
  `v1,${createHmac('sha256', Buffer.from(key, 'base64')).update(`${id}.${timestamp}.${body.toString()}`).digest('base64')}`;

const signed = (over: object = {}) => {
  const timestamp = String(S);
  return { id: 'w-1', timestamp, body: BODY, signature: sign(OLD, 'w-1', timestamp, BODY), ...over };
};

describe('a signed webhook', () => {
  it.each([
    ['as it should be', signed(), true],
    ['with the other of two keys', signed({ signature: sign(NEW, 'w-1', String(S), BODY) }), true],
    ['with two signatures of which one holds', signed({ signature: `v1,AAAA ${signed().signature}` }), true],
    [
      'five minutes old',
      signed({ timestamp: String(S - 300), signature: sign(OLD, 'w-1', String(S - 300), BODY) }),
      true,
    ],
    ['older', signed({ timestamp: String(S - 301), signature: sign(OLD, 'w-1', String(S - 301), BODY) }), false],
    [
      'from the future',
      signed({ timestamp: String(S + 301), signature: sign(OLD, 'w-1', String(S + 301), BODY) }),
      false,
    ],
    ['with another body', signed({ body: Buffer.from('{"notice":"n-2"}') }), false],
    ['with another id', signed({ id: 'w-2' }), false],
    ['with a key that nobody gave', signed({ signature: sign('AAAA', 'w-1', String(S), BODY) }), false],
    ['without a version', signed({ signature: signed().signature.slice(3) }), false],
    ['without a signature', signed({ signature: '' }), false],
    ['without a timestamp', signed({ timestamp: '' }), false],
    ['without an id', signed({ id: '' }), false],
  ])('%s', (_name, webhook, holds) => {
    expect(isSignedBy([NEW, OLD], webhook, NOW)).toBe(holds);
  });

  it('is never believed without a key', () => {
    expect(isSignedBy([], signed(), NOW)).toBe(false);
  });
});

describe('a webhook as Twilio signs it', () => {
  // The example of Twilio's own documentation.
  const url = 'https://example.com/myapp';
  const params = new URLSearchParams({
    To: '+18005551212',
    Digits: '1234',
    CallSid: 'CA1',
    From: '+14158675310',
    Caller: '+14158675310',
  });
  const text = `${url}CallSidCA1Caller+14158675310Digits1234From+14158675310To+18005551212`;
  const signature = createHmac('sha1', '12345').update(text).digest('base64');

  it('is believed with its own token alone', () => {
    expect(isSignedAsTwilio('12345', url, params, signature)).toBe(true);
    expect(isSignedAsTwilio('12346', url, params, signature)).toBe(false);
    expect(isSignedAsTwilio('12345', `${url}?x=1`, params, signature)).toBe(false);
    expect(isSignedAsTwilio('', url, params, signature)).toBe(false);
  });
});
