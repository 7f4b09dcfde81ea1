import { createHmac, randomUUID } from 'node:crypto';

export type ReceiptSettings = Readonly<{
  /** The key that receipts are signed with, as Standard Webhooks has it; without one none is sent. */
  key: string | undefined;
  delayMs: number;
  now: () => number;
}>;

const MS = 1_000;
const TRIES = 12;
const WAIT_MS = 500;

/** Tells whoever has sent something what became of it, signed; tried again for a while where nobody answers. */
export class Receipts {
  private readonly waiting = new Set<NodeJS.Timeout>();
  private onTheirWay = 0;

  constructor(private readonly settings: ReceiptSettings) {}

  later(url: string, body: object, id: string = randomUUID()): void {
    this.after(this.settings.delayMs, () => void this.send(url, JSON.stringify(body), id, 1));
  }

  /** Told at once; whoever sends waits for it. */
  now(url: string, body: object): Promise<void> {
    return this.send(url, JSON.stringify(body), randomUUID(), 1);
  }

  /** How many are not told yet. */
  get open(): number {
    return this.waiting.size + this.onTheirWay;
  }

  stop(): void {
    for (const timer of this.waiting) clearTimeout(timer);
    this.waiting.clear();
  }

  private async send(url: string, body: string, id: string, tried: number): Promise<void> {
    const { key, now } = this.settings;
    if (key === undefined) return;
    const timestamp = String(Math.floor(now() / MS));
    const signature = createHmac('sha256', Buffer.from(key, 'base64'))
      .update(`${id}.${timestamp}.${body}`)
      .digest('base64');
    const headers = {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signature}`,
    };
    this.onTheirWay += 1;
    const isTaken = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(5_000) }).then(
      ({ status }) => status < 500,
      () => false,
    );
    this.onTheirWay -= 1;
    if (!isTaken && tried < TRIES) this.after(WAIT_MS * tried, () => void this.send(url, body, id, tried + 1));
  }

  private after(ms: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.waiting.delete(timer);
      work();
    }, ms);
    this.waiting.add(timer);
  }
}
