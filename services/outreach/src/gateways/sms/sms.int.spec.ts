import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { aDeadline, aMessage } from '../fixtures.js';
import { GenericSms } from './generic.js';
import { TwilioSms } from './twilio.js';

type Got = Readonly<{ url: string; headers: IncomingMessage['headers']; body: string }>;
let server: Server | null = null;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function provider(answer: (response: ServerResponse, got: Got) => void): Promise<string> {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (bytes: Buffer) => (body += bytes.toString('utf8')));
    request.on('end', () => answer(response, { url: request.url ?? '', headers: request.headers, body }));
  });
  await new Promise<void>((done) => server?.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const json = (response: ServerResponse, status: number, body: object): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

const generic = (url: string) => new GenericSms({ url, token: 'secret', callbackUrl: 'https://bank.example/cb' });
const twilio = (url: string) =>
  new TwilioSms({ url, account: 'AC1', token: 'secret', callbackUrl: 'https://bank.example/cb' });

const SMS = aMessage();

describe('an SMS by a gateway that takes JSON', () => {
  it('is handed over once, under the id of the notice', async () => {
    const got: Got[] = [];
    const url = await provider((response, one) => {
      got.push(one);
      json(response, 202, { ref: 'r-1' });
    });
    expect(await generic(url).send(SMS, aDeadline())).toEqual({ kind: 'sent', providerRef: 'r-1' });
    expect(got).toHaveLength(1);
    expect(got[0]?.headers).toMatchObject({ 'idempotency-key': SMS.noticeId, authorization: 'Bearer secret' });
    expect(JSON.parse(got[0]?.body ?? '')).toEqual({
      id: SMS.noticeId,
      to: SMS.to.reveal(),
      from: 'MORA',
      text: SMS.body.reveal(),
      callback: 'https://bank.example/cb',
    });
  });

  it.each([
    [400, { code: 'invalid-number' }, { kind: 'failed', reason: 'invalid-number', definite: true }],
    [400, {}, { kind: 'failed', reason: 'rejected', definite: false }],
    [401, {}, { kind: 'failed', reason: 'not-authorised', definite: false }],
    [429, {}, { kind: 'failed', reason: 'rate-limited', definite: false }],
    [500, {}, { kind: 'unknown', reason: 'no-answer' }],
    [502, {}, { kind: 'unknown', reason: 'no-answer' }],
    [202, {}, { kind: 'unknown', reason: 'unreadable-answer' }],
  ])('%d %j', async (status, body, handed) => {
    const url = await provider((response) => json(response, status, body));
    expect(await generic(url).send(SMS, aDeadline())).toEqual(handed);
  });

  it('is unknown where the line is cut after the request', async () => {
    const url = await provider((response) => void response.socket?.destroy());
    expect(await generic(url).send(SMS, aDeadline())).toEqual({ kind: 'unknown', reason: 'cut-off' });
  });

  it('is unknown where the provider says nothing until the deadline', async () => {
    const url = await provider(() => undefined);
    expect(await generic(url).send(SMS, aDeadline(200))).toEqual({ kind: 'unknown', reason: 'timed-out' });
  });

  it('has failed where nobody listens', async () => {
    const url = await provider(() => undefined);
    await new Promise((done) => server?.close(done));
    expect(await generic(url).send(SMS, aDeadline())).toEqual({
      kind: 'failed',
      reason: 'unreachable',
      definite: false,
    });
  });

  it('is found by its id where the gateway can tell', async () => {
    const url = await provider((response, { url: asked }) =>
      asked.endsWith(SMS.noticeId) ? json(response, 200, { id: SMS.noticeId }) : json(response, 404, {}),
    );
    expect(await generic(url).find(SMS.noticeId)).toBe('sent');
    expect(await generic(url).find('another')).toBe('cannot-say');
  });
});

describe('an SMS by a provider that speaks as Twilio does', () => {
  it('is a form with basic authentication, and its receipts bring the notice back', async () => {
    let got: Got | null = null;
    const url = await provider((response, one) => {
      got = one;
      json(response, 201, { sid: 'SM1' });
    });
    expect(await twilio(url).send(SMS, aDeadline())).toEqual({ kind: 'sent', providerRef: 'SM1' });
    const { url: path, headers, body } = got as unknown as Got;
    expect(path).toBe('/2010-04-01/Accounts/AC1/Messages.json');
    expect(headers.authorization).toBe(`Basic ${Buffer.from('AC1:secret').toString('base64')}`);
    expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
      To: SMS.to.reveal(),
      From: 'MORA',
      Body: SMS.body.reveal(),
      StatusCallback: `https://bank.example/cb?notice=${SMS.noticeId}`,
    });
  });

  it.each([
    [400, { code: 21_211 }, { kind: 'failed', reason: 'invalid-number', definite: true }],
    [400, { code: 21_610 }, { kind: 'failed', reason: 'opted-out', definite: false }],
    [503, {}, { kind: 'unknown', reason: 'no-answer' }],
  ])('%d %j', async (status, body, handed) => {
    const url = await provider((response) => json(response, status, body));
    expect(await twilio(url).send(SMS, aDeadline())).toEqual(handed);
  });
});
