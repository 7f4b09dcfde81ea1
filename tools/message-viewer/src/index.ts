import { randomUUID } from 'node:crypto';
import { type Fault, faultOf, type Faults } from './faults.js';
import { Receipts } from './receipts.js';
import { type Message, Ring } from './ring.js';
import { openHttp } from './server.js';
import { openSmtp, type Taken, type Taking } from './smtp.js';

export type { Fault, Faults } from './faults.js';
export type { Message } from './ring.js';

export type ViewerOptions = Readonly<{
  smtpPort: number;
  httpPort: number;
  faults?: Faults;
  seed?: number;
  /** Where receipts of mails and answers of people go: the address of outreach. Those of SMS name their own. */
  outreachUrl?: string;
  /** The key, in base64, that receipts are signed with. */
  webhookKey?: string;
  receiptDelayMs?: number;
  letterFolder?: string;
  /** Is told of every fault at the moment at which a message meets it. */
  onFault?: (fault: Fault, key: string) => void;
  /** The time that messages and signatures bear. */
  now?: () => number;
}>;

export type Viewer = Readonly<{
  url: string;
  smtpPort: number;
  counts: () => Record<string, number>;
  messages: () => readonly Message[];
  /** How many receipts are not told yet. */
  receiptsOpen: () => number;
  stop: () => Promise<void>;
}>;

/** A provider of SMS and mail for development: takes everything, shows it in the browser and sends it to nobody. */
export async function startViewer(options: ViewerOptions): Promise<Viewer> {
  const {
    faults = {},
    seed = 0,
    outreachUrl,
    webhookKey,
    receiptDelayMs = 300,
    letterFolder,
    onFault,
    now = Date.now,
  } = options;
  const ring = new Ring();
  const receipts = new Receipts({ key: webhookKey, delayMs: receiptDelayMs, now });
  const eventsOf = (provider: string) =>
    outreachUrl === undefined ? undefined : `${outreachUrl}/v1/provider-events/${provider}`;
  const tell = async (to: string, fault: Fault | null, said: object): Promise<void> => {
    const delivered = { ...said, status: 'delivered' };
    const id = randomUUID();
    if (fault === 'receipt-first') {
      await receipts.now(to, delivered);
      return receipts.later(to, { ...said, status: 'sent' });
    }
    receipts.later(to, delivered, id);
    if (fault === 'double-receipt') receipts.later(to, delivered, id);
  };
  const take = async (message: Parameters<Taking>[0], callback: string | undefined): Promise<Taken> => {
    const fault = faultOf(faults, seed, message.key);
    if (fault !== null) onFault?.(fault, message.key);
    if (fault === 'reject') return { how: 'refused' };
    if (fault === 'drop') return { how: 'cut' };
    const { key: notice, ref } = ring.take(message);
    if (fault === 'timeout-after-accept') return { how: 'silent' };
    const to = callback ?? (message.channel === 'email' ? eventsOf('smtp') : eventsOf('sms-generic'));
    if (to !== undefined) await tell(to, fault, { notice, ref, at: new Date(now()).toISOString() });
    return { how: 'taken', ref };
  };
  const reply = (number: number, text: string): boolean => {
    const message = ring.find(number);
    const to = eventsOf(message?.channel === 'email' ? 'smtp' : 'sms-generic');
    if (message === null || text === '') return false;
    if (to !== undefined) receipts.later(to, { from: message.to, text, at: new Date(now()).toISOString() });
    return true;
  };
  const http = await openHttp({ port: options.httpPort, ring, take, reply, letterFolder, now });
  const smtp = await openSmtp(options.smtpPort, (message) => take(message, undefined), now);
  const stop = async (): Promise<void> => {
    receipts.stop();
    await Promise.all([http.stop(), smtp.stop()]);
  };
  return {
    url: http.url,
    smtpPort: smtp.port,
    counts: () => ring.counts(),
    messages: () => ring.all(),
    receiptsOpen: () => receipts.open,
    stop,
  };
}
