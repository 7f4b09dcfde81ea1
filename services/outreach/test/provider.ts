import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** What has reached somebody, by whichever way. */
export type Received = Readonly<{ channel: 'sms' | 'email'; notice: string; to: string; text: string }>;

/** A gateway for SMS and a mail server that keep every message, and sign what they tell as providers do. */
export class Provider {
  readonly received: Received[] = [];
  /** How it answers a number: it has never heard of it, or takes the message and says nothing. Else it takes it. */
  readonly manners = new Map<string, 'unknown-number' | 'silent'>();
  readonly webhookKey = randomBytes(32).toString('base64');
  private readonly sms = createServer((request, response) => {
    if (request.method === 'GET') return void json(response, 404, {}); // it cannot tell what it has
    void textIn(request).then((body) => {
      const { id, to, text } = JSON.parse(body) as { id: string; to: string; text: string };
      const manner = this.manners.get(to);
      if (manner === 'unknown-number') return void json(response, 422, { code: 'invalid-number' });
      this.received.push({ channel: 'sms', notice: id, to, text });
      if (manner === 'silent') return;
      json(response, 202, { ref: `sms-${id}` });
    });
  });
  private readonly mail = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, session, done) => {
      void textIn(stream).then((text) => {
        const notice = /^x-mora-notice: *(\S+)/im.exec(text)?.[1] ?? '';
        const to = session.envelope.rcptTo.map(({ address }) => address).join();
        this.received.push({ channel: 'email', notice, to, text });
        done();
      });
    },
  });

  static async start(): Promise<Provider> {
    const provider = new Provider();
    await new Promise<void>((ready) => provider.sms.listen(0, '127.0.0.1', ready));
    await new Promise<void>((ready) => provider.mail.listen(0, '127.0.0.1', ready));
    return provider;
  }

  /** The settings by which outreach hands everything to this provider. */
  get env(): Readonly<Record<string, string>> {
    return {
      SMS_PROFILE: 'generic',
      SMS_URL: `http://127.0.0.1:${(this.sms.address() as AddressInfo).port}/sms`,
      SMTP_HOST: '127.0.0.1',
      SMTP_PORT: String((this.mail.server.address() as AddressInfo).port),
      SMTP_TLS: 'none',
      WEBHOOK_KEYS: this.webhookKey,
    };
  }

  to(address: string): readonly Received[] {
    return this.received.filter(({ to }) => to === address);
  }

  /** A webhook as it is signed at an instant. */
  signed(body: object, now: number, id: string = randomUUID()) {
    const text = JSON.stringify(body);
    const timestamp = String(Math.floor(now / 1_000));
    const mac = createHmac('sha256', Buffer.from(this.webhookKey, 'base64')).update(`${id}.${timestamp}.${text}`);
    const headers = {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${mac.digest('base64')}`,
    };
    return { text, headers };
  }

  async stop(): Promise<void> {
    this.sms.closeAllConnections();
    await new Promise<void>((closed) => this.sms.close(() => closed()));
    await new Promise<void>((closed) => this.mail.close(() => closed()));
  }
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function textIn(stream: AsyncIterable<unknown>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
