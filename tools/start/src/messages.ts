import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { startViewer } from '@mora/message-viewer';
import { PEOPLE_SYSTEM } from '@mora/ledger-simulator';
import type { Clock } from '@mora/runtime';
import { keyFileIn } from './key-file.js';
import { portOrAny } from './ports.js';

const HTTP_PORT = 4110;
const SMTP_PORT = 2525;
const SOON_MS = 200;
const KEY_BYTES = 32;

export type MessagesOrder = Readonly<{ folder: string; tenant: string; outreachUrl: string; clock: Clock }>;

/** Where everything goes that outreach sends, and the settings by which it sends it there. */
export type Messages = Readonly<{
  url: string;
  env: Readonly<Record<string, string>>;
  stop: () => Promise<void>;
}>;

/** Starts a provider that shows every message in the browser and sends it to nobody. */
export async function startMessages({ folder, tenant, outreachUrl, clock }: MessagesOrder): Promise<Messages> {
  const letterFolder = join(folder, 'letters');
  const webhookKey = randomBytes(KEY_BYTES).toString('base64');
  const viewer = await startViewer({
    httpPort: await portOrAny(HTTP_PORT),
    smtpPort: await portOrAny(SMTP_PORT),
    outreachUrl,
    webhookKey,
    letterFolder,
    receiptDelayMs: SOON_MS,
    now: () => clock.now(),
  });
  const env = {
    KEY_FILE: await keyFileIn(folder, tenant),
    PARTY_SOURCES: `${PEOPLE_SYSTEM}=${tenant}`,
    PUBLIC_URL: outreachUrl,
    SEND_EVERY_MS: '50', // the days of a simulated bank are short
    SMS_PROFILE: 'generic',
    SMS_URL: `${viewer.url}/sms`,
    SMTP_HOST: '127.0.0.1',
    SMTP_PORT: String(viewer.smtpPort),
    SMTP_TLS: 'none',
    LETTER_FOLDER: letterFolder,
    WEBHOOK_KEYS: webhookKey,
  };
  return { url: viewer.url, env, stop: () => viewer.stop() };
}
