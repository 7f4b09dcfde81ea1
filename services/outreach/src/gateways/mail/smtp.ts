import { createTransport } from 'nodemailer';
import { type ChannelGateway, failed, type Handed, type Outgoing } from '../channel-port.js';
import { type Composed, KeptLines, Line, type SmtpSettings } from './line.js';

/**
 * Mail by SMTP. A connection that has taken a message whole is kept a while for the next one, as servers greet slowly;
 * nodemailer's pool would too, but names the same stage for a connection that breaks before DATA and for one that breaks
 * after it, and the difference is whether a second try may send the message twice.
 */
export class SmtpMail implements ChannelGateway {
  readonly channel = 'email';
  readonly name = 'smtp';
  private readonly composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  private readonly kept = new KeptLines();

  constructor(private readonly settings: SmtpSettings) {}

  async send(outgoing: Outgoing, signal: AbortSignal): Promise<Handed> {
    const messageId = `<${outgoing.noticeId}@${this.settings.domain}>`;
    const mail = await this.compose(outgoing, messageId);
    if (mail === null) return failed('cannot-render');
    const used = this.kept.take();
    const handed = used === null ? null : await this.by(used, mail, messageId, signal);
    // One that was kept may be gone by now, or have had enough, in whatever words: what was never begun on it goes by a
    // new one. That there is no such mailbox is said of the message.
    const isSaid = handed !== null && (used?.hasBegun === true || signal.aborted || isDefinite(handed));
    return isSaid ? handed : this.by(new Line(this.settings), mail, messageId, signal);
  }

  close(): void {
    this.kept.close();
  }

  private async by(line: Line, mail: Composed, messageId: string, signal: AbortSignal): Promise<Handed> {
    const handed = await line.hand(mail, messageId, signal);
    this.kept.keep(line);
    return handed;
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

const isDefinite = (handed: Handed): boolean => handed.kind !== 'failed' || handed.definite;

function mailOf({ noticeId, to, from, subject, body, optOutUrl }: Outgoing) {
  const headers: Record<string, string> = { 'X-Mora-Notice': noticeId, 'Auto-Submitted': 'auto-generated' };
  if (optOutUrl !== null) {
    headers['List-Unsubscribe'] = `<${optOutUrl}>`;
    headers['List-Unsubscribe-Post'] = 'List-Unsubscribe=One-Click';
  }
  const safe = { disableFileAccess: true, disableUrlAccess: true };
  return { from, to: to.reveal(), subject: subject?.reveal() ?? '', text: body.reveal(), headers, ...safe };
}
