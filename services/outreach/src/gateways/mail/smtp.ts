import { Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { type ChannelGateway, failed, type Handed, type Outgoing } from '../channel-port.js';

type SmtpSettings = Readonly<{
  host: string;
  port: number;
  /** TLS from the first byte; else STARTTLS where `requireTls` says so. */
  secure: boolean;
  requireTls: boolean;
  user: string | undefined;
  password: string | undefined;
  /** The right side of every Message-ID. */
  domain: string;
}>;

/** How long is waited the caller says by its signal; the connection itself never gives up before that. */
const LONGEST_MS = 120_000;
const NO_MAILBOX = new Set([550, 551, 553]);

/**
 * Mail by SMTP, one connection a message: nodemailer's pool names the same stage for a connection that breaks before DATA
 * and for one that breaks after it, and the difference is whether a second try may send the message twice.
 */
export class SmtpMail implements ChannelGateway {
  readonly channel = 'email';
  readonly name = 'smtp';
  private readonly composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });

  constructor(private readonly settings: SmtpSettings) {}

  async send(outgoing: Outgoing, signal: AbortSignal): Promise<Handed> {
    const messageId = `<${outgoing.noticeId}@${this.settings.domain}>`;
    const composed = await this.compose(outgoing, messageId);
    return composed === null ? failed('cannot-render') : new Dialogue(this.settings).hand(composed, messageId, signal);
  }

  private async compose(outgoing: Outgoing, messageId: string): Promise<Composed | null> {
    try {
      const { envelope, message } = await this.composer.sendMail({ ...mailOf(outgoing), messageId });
      return { from: envelope.from || '', to: envelope.to, raw: message as Buffer };
    } catch {
      return null; // the error quotes what could not be composed
    }
  }
}

type Composed = Readonly<{ from: string; to: string[]; raw: Buffer }>;

function mailOf({ noticeId, to, from, subject, body, optOutUrl }: Outgoing) {
  const headers: Record<string, string> = { 'X-Mora-Notice': noticeId, 'Auto-Submitted': 'auto-generated' };
  if (optOutUrl !== null) {
    headers['List-Unsubscribe'] = `<${optOutUrl}>`;
    headers['List-Unsubscribe-Post'] = 'List-Unsubscribe=One-Click';
  }
  const safe = { disableFileAccess: true, disableUrlAccess: true };
  return { from, to: to.reveal(), subject: subject?.reveal() ?? '', text: body.reveal(), headers, ...safe };
}

/** One message over one connection. */
class Dialogue {
  /** The body is read only once the server has answered DATA; from then on an answer that is missing says nothing. */
  private begun = false;
  private readonly connection: SMTPConnection;

  constructor(private readonly settings: SmtpSettings) {
    const { host, port, secure, requireTls } = settings;
    const waits = { connectionTimeout: LONGEST_MS, greetingTimeout: LONGEST_MS, socketTimeout: LONGEST_MS };
    this.connection = new SMTPConnection({ host, port, secure, requireTLS: requireTls, ...waits });
  }

  async hand(mail: Composed, messageId: string, signal: AbortSignal): Promise<Handed> {
    const given = new Promise<Handed>((resolve) => {
      const missing = (reason: 'cut-off' | 'timed-out') => () =>
        resolve(this.begun ? { kind: 'unknown', reason } : failed('unreachable'));
      const fail = (error: SmtpError) =>
        resolve(refusalOf(error) ?? (this.begun ? { kind: 'unknown', reason: 'cut-off' } : failed('unreachable')));
      signal.addEventListener('abort', missing('timed-out'), { once: true });
      this.connection.once('end', missing('cut-off'));
      this.connection.on('error', fail);
      this.connection.connect(() => {
        this.login(fail, () => {
          this.connection.send({ from: mail.from, to: mail.to }, this.bodyOf(mail.raw), (error) =>
            error ? fail(error) : resolve({ kind: 'sent', providerRef: messageId }),
          );
        });
      });
    });
    try {
      return await given;
    } finally {
      this.connection.close();
    }
  }

  private login(fail: (error: SmtpError) => void, then: () => void): void {
    const { user, password = '' } = this.settings;
    if (user === undefined) return then();
    this.connection.login({ user, pass: password }, (error) => (error ? fail(error) : then()));
  }

  private bodyOf(raw: Buffer): Readable {
    const body = new Readable({
      read: () => {
        this.begun = true;
        body.push(raw);
        body.push(null);
      },
    });
    return body;
  }
}

type SmtpError = Error & { responseCode?: number; command?: string; code?: string };

/** What the server has said no to. The error's message quotes addresses: its codes alone are read. */
function refusalOf({ responseCode, command, code }: SmtpError): Handed | null {
  if (code === 'EAUTH') return failed('not-authorised');
  if (responseCode === undefined || responseCode < 400) return code === 'EENVELOPE' ? failed('rejected', true) : null;
  if (command === 'RCPT TO' && NO_MAILBOX.has(responseCode)) return failed('mailbox-unknown', true);
  return failed(responseCode < 500 ? 'rate-limited' : 'rejected');
}
