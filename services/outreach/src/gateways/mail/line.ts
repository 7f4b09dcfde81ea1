import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { failed, type Handed } from '../channel-port.js';

export type SmtpSettings = Readonly<{
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
export type Composed = Readonly<{ from: string; to: string[]; raw: Buffer }>;

/** How long is waited the caller says by its signal; the connection itself never gives up before that. */
const LONGEST_MS = 120_000;
const NO_MAILBOX = new Set([550, 551, 553]);

/** One connection to a mail server: one message after the other. */
export class Line {
  /** The body is read only once the server has answered DATA; from then on an answer that is missing says nothing. */
  private begun = false;
  private isUp = false;
  private isOver = false;
  private messages = 0;
  private readonly connection: SMTPConnection;
  private answer: (handed: Handed) => void = () => undefined;

  constructor(private readonly settings: SmtpSettings) {
    const { host, port, secure, requireTls } = settings;
    const waits = { connectionTimeout: LONGEST_MS, greetingTimeout: LONGEST_MS, socketTimeout: LONGEST_MS };
    this.connection = new SMTPConnection({ host, port, secure, requireTLS: requireTls, ...waits });
    this.connection.once('end', () => this.missing('cut-off'));
    this.connection.on('error', (error: SmtpError) => this.fail(error));
  }

  /** Whether it may take another message: the one before was taken whole, and nobody has hung up. */
  get isFree(): boolean {
    return this.isUp && !this.isOver && this.messages < MOST_MESSAGES;
  }

  get hasBegun(): boolean {
    return this.begun;
  }

  /** Hands one message over; a connection on which anything else came of it than that it was sent is closed. */
  async hand(mail: Composed, messageId: string, signal: AbortSignal): Promise<Handed> {
    const aborted = (): void => this.missing('timed-out');
    this.begun = false;
    this.messages += 1;
    signal.addEventListener('abort', aborted, { once: true });
    const handed = await new Promise<Handed>((resolve) => {
      this.answer = resolve;
      this.up(() =>
        this.connection.send({ from: mail.from, to: mail.to }, this.bodyOf(mail.raw), (error) =>
          error ? this.fail(error) : resolve({ kind: 'sent', providerRef: messageId }),
        ),
      );
    });
    signal.removeEventListener('abort', aborted);
    if (handed.kind !== 'sent') this.cut();
    return handed;
  }

  /** Takes leave of the server. */
  end(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.connection.quit();
  }

  private cut(): void {
    this.isOver = true;
    this.connection.close();
  }

  private up(then: () => void): void {
    if (this.isUp) return then();
    const { user, password = '' } = this.settings;
    const isUp = (): void => {
      this.isUp = true;
      then();
    };
    this.connection.connect(() => {
      if (user === undefined) return isUp();
      this.connection.login({ user, pass: password }, (error) => (error ? this.fail(error) : isUp()));
    });
  }

  private missing(reason: 'cut-off' | 'timed-out'): void {
    this.isOver = true;
    this.answer(this.begun ? { kind: 'unknown', reason } : failed('unreachable'));
  }

  private fail(error: SmtpError): void {
    const refusal = refusalOf(error);
    if (refusal === null) this.missing('cut-off');
    else this.answer(refusal);
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

/** So many messages a connection: servers hang up on whoever never does. */
const MOST_MESSAGES = 50;
const KEPT_MS = 20_000;

/** Connections that wait for the next message. */
export class KeptLines {
  private readonly lines = new Map<Line, NodeJS.Timeout>();

  keep(line: Line): void {
    if (!line.isFree) return line.end();
    const leave = (): void => {
      this.lines.delete(line);
      line.end();
    };
    this.lines.set(line, setTimeout(leave, KEPT_MS).unref());
  }

  /** The one that was used last; null where there is none. */
  take(): Line | null {
    for (const [line, timer] of [...this.lines].reverse()) {
      clearTimeout(timer);
      this.lines.delete(line);
      if (line.isFree) return line;
    }
    return null;
  }

  close(): void {
    for (const [line, timer] of this.lines) {
      clearTimeout(timer);
      line.end();
    }
    this.lines.clear();
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
