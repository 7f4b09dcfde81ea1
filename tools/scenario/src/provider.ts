import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';

/** Where messages go in a simulation: it takes each, and counts them by the key of the notice. */
export type Provider = Readonly<{
  smsUrl: string;
  smtpPort: number;
  counts: () => Readonly<Record<string, number>>;
  stop: () => Promise<void>;
}>;

const NOTICE = /^x-mora-notice: *(\S+)/im;

/** A gateway for SMS and a mail server. They keep nothing of what is written, only how often which notice came. */
export async function startProvider(): Promise<Provider> {
  const counts = new Map<string, number>();
  const count = (notice: string): void => void counts.set(notice, (counts.get(notice) ?? 0) + 1);
  const sms = createServer((request, response) => {
    void textIn(request).then((body) => {
      const { id } = JSON.parse(body) as { id: string };
      count(id);
      response.writeHead(202, { 'content-type': 'application/json' }).end(JSON.stringify({ ref: `sms-${id}` }));
    });
  });
  const mail = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, _session, done) => {
      void textIn(stream as unknown as IncomingMessage).then((message) => {
        const [, notice] = NOTICE.exec(message) ?? [];
        if (notice !== undefined) count(notice);
        done();
      });
    },
  });
  await new Promise<void>((ready) => sms.listen(0, '127.0.0.1', ready));
  await new Promise<void>((ready) => mail.listen(0, '127.0.0.1', ready));
  return {
    smsUrl: `http://127.0.0.1:${(sms.address() as AddressInfo).port}/sms`,
    smtpPort: (mail.server.address() as AddressInfo).port,
    counts: () => Object.fromEntries(counts),
    stop: async () => {
      sms.closeAllConnections();
      await Promise.all([
        new Promise<void>((closed) => sms.close(() => closed())),
        new Promise<void>((closed) => mail.close(() => closed())),
      ]);
    },
  };
}

async function textIn(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** Settings of outreach by which it hands everything to this provider. */
export const providerEnv = (folder: string, { smsUrl, smtpPort }: Provider) => ({
  SEND_EVERY_MS: '50',
  SEND_DEADLINE_MS: '120000', // this provider answers; where the machine is busy elsewhere nothing has failed
  SMS_PROFILE: 'generic',
  SMS_URL: smsUrl,
  SMTP_HOST: '127.0.0.1',
  SMTP_PORT: String(smtpPort),
  SMTP_TLS: 'none',
  LETTER_FOLDER: join(folder, 'letters'),
});
