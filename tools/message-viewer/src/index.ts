import { faultOf, type Faults } from './faults.js';
import { Receipts } from './receipts.js';
import { type Message, Ring } from './ring.js';
import { openHttp } from './server.js';
import { openSmtp, type Taking } from './smtp.js';

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
  /** The time that messages and signatures bear. */
  now?: () => number;
}>;

export type Viewer = Readonly<{
  url: string;
  smtpPort: number;
  counts: () => Record<string, number>;
  messages: () => readonly Message[];
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
    now = Date.now,
  } = options;
  const ring = new Ring();
  const receipts = new Receipts({ key: webhookKey, delayMs: receiptDelayMs, now });
  const eventsOf = (provider: string) =>
    outreachUrl === undefined ? undefined : `${outreachUrl}/v1/provider-events/${provider}`;
  const take = (message: Parameters<Taking>[0], callback: string | undefined): ReturnType<Taking> => {
    const fault = faultOf(faults, seed, message.key);
    if (fault === 'reject') return 'refused';
    if (fault === 'drop') return 'cut';
    const { key: notice, ref } = ring.take(message);
    const receipt = { notice, ref, status: 'delivered', at: new Date(now()).toISOString() };
    const to = callback ?? (message.channel === 'email' ? eventsOf('smtp') : eventsOf('sms-generic'));
    if (to !== undefined) receipts.later(to, receipt);
    if (to !== undefined && fault === 'double-receipt') receipts.later(to, receipt);
    return fault === 'timeout-after-accept' ? 'silent' : 'taken';
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
  return { url: http.url, smtpPort: smtp.port, counts: () => ring.counts(), messages: () => ring.all(), stop };
}
