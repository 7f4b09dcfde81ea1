import { type AddressInfo, createServer, type Server } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { Pii } from '@mora/runtime';
import { aDeadline, aMessage } from '../fixtures.js';
import { SmtpMail } from './smtp.js';

const TO = new Pii('ms.sample@example.org');
const MAIL = aMessage({ to: TO, from: '"示例银行" <notices@bank.example>' });
const NOBODY = { secure: false, requireTls: false, user: undefined, password: undefined, domain: 'bank.example' };

type Closing = { close(done: () => void): unknown };
let open: Closing[] = [];
const gateways: SmtpMail[] = [];
afterEach(async () => {
  gateways.splice(0).forEach((gateway) => gateway.close());
  await Promise.all(open.map((server) => new Promise<void>((done) => server.close(done))));
  open = [];
});

function gatewayTo(port: number): SmtpMail {
  const gateway = new SmtpMail({ ...NOBODY, host: '127.0.0.1', port });
  gateways.push(gateway);
  return gateway;
}

async function smtp(options: SMTPServerOptions): Promise<SmtpMail> {
  const server = new SMTPServer({ authOptional: true, disabledCommands: ['STARTTLS'], logger: false, ...options });
  server.on('error', () => undefined);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  open.push(server);
  return gatewayTo((server.server.address() as AddressInfo).port);
}

/** A server that speaks SMTP up to a command, and then cuts the line: what answers, by the first word of each command. */
async function cutAt(answers: Readonly<Record<string, string>>): Promise<SmtpMail> {
  const server: Server = createServer((socket) => {
    let inData = false;
    socket.on('error', () => undefined);
    socket.write('220 ready\r\n');
    socket.on('data', (bytes) => {
      const text = bytes.toString('latin1');
      if (inData && !text.includes('\r\n.\r\n')) return;
      const word = inData ? '.' : (text.split(/[\s:]/u)[0] ?? '').toUpperCase();
      const answer = answers[word];
      if (answer === undefined) return void socket.destroy();
      inData = word === 'DATA';
      socket.write(`${answer}\r\n`);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  open.push(server);
  return gatewayTo((server.address() as AddressInfo).port);
}

const SENT = { kind: 'sent' };

/**
 * A server that takes messages, and at the nth message of a connection answers a command otherwise: with other words, or
 * by hanging up (null). It keeps the ids of what it has taken whole.
 */
async function keeping(says: (word: string, nth: number) => string | null) {
  const got: string[] = [];
  const server: Server = createServer((socket) => {
    let [inData, nth, text] = [false, 0, ''];
    socket.on('error', () => undefined);
    socket.write('220 ready\r\n');
    socket.on('data', (bytes) => {
      text += bytes.toString('latin1');
      if (!text.endsWith(inData ? '\r\n.\r\n' : '\r\n')) return;
      const word = inData ? '.' : (text.split(/[\s:]/u)[0] ?? '').toUpperCase();
      const other = says(word, nth);
      if (other === null) return void socket.destroy();
      if (inData && other === '') got.push(/X-Mora-Notice: (\S+)/.exec(text)?.[1] ?? '');
      if (inData) nth += 1;
      inData = word === 'DATA';
      text = '';
      socket.write(`${other === '' ? (POLITE[word as keyof typeof POLITE] ?? '250 ok') : other}\r\n`);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  open.push(server);
  return { gateway: gatewayTo((server.address() as AddressInfo).port), got };
}

const POLITE = { EHLO: '250 hello', MAIL: '250 ok', RCPT: '250 ok', DATA: '354 go on' };

describe('mail by SMTP', () => {
  it('hands a mail over with the id of the notice, and the words as they are', async () => {
    const got: string[] = [];
    const gateway = await smtp({
      onData(stream, _session, done) {
        stream.on('data', (bytes: Buffer) => got.push(bytes.toString('utf8')));
        stream.on('end', () => done());
      },
    });
    const optOutUrl = 'https://bank.example/v1/opt-out/secret';
    expect(await gateway.send({ ...MAIL, optOutUrl }, aDeadline())).toEqual({
      kind: 'sent',
      providerRef: `<${MAIL.noticeId}@bank.example>`,
    });
    const raw = got.join('');
    expect(raw).toContain(`Message-ID: <${MAIL.noticeId}@bank.example>`);
    expect(raw).toContain(`X-Mora-Notice: ${MAIL.noticeId}`);
    expect(raw).toMatch(/List-Unsubscribe: <https:\/\/bank\.example\/v1\/opt-out\/secret>/u);
    expect(raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    const body = raw.slice(raw.indexOf('\r\n\r\n')).replaceAll(/\s/gu, '');
    expect(Buffer.from(body, 'base64').toString('utf8').trim()).toBe(MAIL.body.reveal());
  });

  it.each([
    [550, 'mailbox-unknown', true],
    [451, 'rate-limited', false],
    [554, 'rejected', false],
  ])('a recipient refused with %d is %s', async (responseCode, reason, definite) => {
    const gateway = await smtp({
      onRcptTo: (_address, _session, done) => done(Object.assign(new Error('no'), { responseCode })),
    });
    expect(await gateway.send(MAIL, aDeadline())).toEqual({ kind: 'failed', reason, definite });
  });

  it('a message that the server refuses after it has read it has failed', async () => {
    const gateway = await smtp({
      onData(stream, _session, done) {
        stream.resume();
        stream.on('end', () => done(Object.assign(new Error('spam'), { responseCode: 554 })));
      },
    });
    expect(await gateway.send(MAIL, aDeadline())).toEqual({ kind: 'failed', reason: 'rejected', definite: false });
  });

  it('a line cut after DATA leaves it unknown: it may be under way', async () => {
    const gateway = await cutAt(POLITE);
    expect(await gateway.send(MAIL, aDeadline())).toEqual({ kind: 'unknown', reason: 'cut-off' });
  });

  it.each(['EHLO', 'MAIL', 'RCPT', 'DATA'])('a line cut at %s has sent nothing', async (word) => {
    const { [word as keyof typeof POLITE]: _none, ...rest } = POLITE;
    const gateway = await cutAt(rest);
    expect(await gateway.send(MAIL, aDeadline())).toEqual({ kind: 'failed', reason: 'unreachable', definite: false });
  });

  it('a server that reads the message and says nothing is unknown at the deadline', async () => {
    const gateway = await smtp({ onData: (stream) => void stream.resume() });
    expect(await gateway.send(MAIL, aDeadline(1_500))).toEqual({ kind: 'unknown', reason: 'timed-out' });
  });

  it('one connection takes one message after the other, and several at once have one each', async () => {
    const connections: string[] = [];
    const got: string[] = [];
    const gateway = await smtp({
      onConnect: (session, done) => (connections.push(session.id), done()),
      onData(stream, _session, done) {
        stream.on('data', (bytes: Buffer) =>
          got.push(...(/X-Mora-Notice: (\S+)/.exec(bytes.toString()) ?? []).slice(1)),
        );
        stream.on('end', () => done());
      },
    });
    const send = (noticeId: string) => gateway.send({ ...MAIL, noticeId }, aDeadline());
    for (const id of ['n-1', 'n-2', 'n-3']) expect(await send(id)).toMatchObject({ kind: 'sent' });
    expect([connections.length, got]).toEqual([1, ['n-1', 'n-2', 'n-3']]);
    await Promise.all(['n-4', 'n-5'].map(send));
    expect([connections.length, got.toSorted()]).toEqual([2, ['n-1', 'n-2', 'n-3', 'n-4', 'n-5']]);
  });

  it.each<[string, (word: string, nth: number) => string | null, readonly string[], object]>([
    ['hangs up at the next message', (word, nth) => (word === 'MAIL' && nth === 1 ? null : ''), ['n-1', 'n-2'], SENT],
    ['has had enough', (word, nth) => (word === 'MAIL' && nth === 1 ? '421 enough' : ''), ['n-1', 'n-2'], SENT],
    [
      'refuses more',
      (word, nth) => (word === 'MAIL' && nth === 1 ? '554 too many messages' : ''),
      ['n-1', 'n-2'],
      SENT,
    ],
    ['has forgotten who we are', (word, nth) => (word === 'MAIL' && nth === 1 ? '530 who?' : ''), ['n-1', 'n-2'], SENT],
    [
      'knows no such mailbox',
      (word, nth) => (word === 'RCPT' && nth === 1 ? '550 nobody' : ''),
      ['n-1'],
      { kind: 'failed', reason: 'mailbox-unknown' },
    ],
    [
      'refuses the words of the next message',
      (word, nth) => (word === '.' && nth === 1 ? '554 spam' : ''),
      ['n-1'],
      { kind: 'failed', reason: 'rejected' },
    ],
    [
      'cuts the next message off behind DATA',
      (word, nth) => (word === '.' && nth === 1 ? null : ''),
      ['n-1'],
      { kind: 'unknown', reason: 'cut-off' },
    ],
  ])(
    'a server that %s on a connection that was kept: nothing is sent twice or lost',
    async (_what, says, taken, came) => {
      const { gateway, got } = await keeping(says);
      expect(await gateway.send({ ...MAIL, noticeId: 'n-1' }, aDeadline())).toMatchObject(SENT);
      expect(await gateway.send({ ...MAIL, noticeId: 'n-2' }, aDeadline())).toMatchObject(came);
      expect(got).toEqual(taken);
    },
  );

  it('no server at all has failed', async () => {
    const gateway = gatewayTo(1);
    expect(await gateway.send(MAIL, aDeadline())).toEqual({ kind: 'failed', reason: 'unreachable', definite: false });
  });
});
