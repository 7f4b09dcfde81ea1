import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import { readMail } from './mail.js';
import type { Message } from './ring.js';

export type Taken = Readonly<{ how: 'taken'; ref: string } | { how: 'refused' | 'cut' | 'silent' }>;
export type Taking = (message: Omit<Message, 'number' | 'ref'>) => Promise<Taken>;

/** A mail server that takes everything for everybody and sends nothing on. */
export async function openSmtp(port: number, take: Taking, now: () => number) {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onAuth: (_auth, _session, done) => done(null, { user: 'anybody' }),
    onData(stream, _session, done) {
      void wholeOf(stream)
        .then(async (raw) => {
          const { how } = await take({ ...readMail(raw), channel: 'email', at: now() });
          if (how === 'taken') return done();
          if (how === 'refused') return done(Object.assign(new Error('refused'), { responseCode: 554 }));
          // Nothing is said to the others: the sender's own deadline ends it.
        })
        .catch(() => undefined); // whoever sends has gone in the middle of his message, and nobody waits for an answer
    },
  });
  // Clients that go away in the middle are what this server is for.
  server.on('error', () => undefined);
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  return {
    port: (server.server.address() as AddressInfo).port,
    stop: () => new Promise<void>((done) => server.close(() => done())),
  };
}

async function wholeOf(stream: SMTPServerDataStream): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
