import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Fault, startViewer } from '@mora/message-viewer';
import { freePort } from '@mora/postgres';
import type { Provider, ServiceProcess, ToldClock } from '@mora/scenario';

/**
 * Of a thousand messages: cut before they were taken, taken without a word, told twice, refused, and told of before the
 * answer.
 */
const FAULTS = { drop: 90, 'timeout-after-accept': 140, 'double-receipt': 140, reject: 60, 'receipt-first': 140 };
/** The provider has the message, or has it not, and the sender waits for its answer. */
const HANGS: readonly Fault[] = ['drop', 'timeout-after-accept'];
/** Others that hang meet the sender's own deadline. */
const KILLED_IN = 2;
const LOOK_MS = 50;

export type Met = Readonly<Record<Fault, number>>;

/** A provider that misbehaves, and kills whoever sends while he waits for its answer: of one in two, so many times. */
export class BadProvider {
  readonly webhookKey = randomBytes(32).toString('base64');
  /** Notices at whose provider the process was killed, between the claim and the outcome. */
  readonly killedAt: string[] = [];
  readonly met: Record<Fault, number> = {
    drop: 0,
    'timeout-after-accept': 0,
    'double-receipt': 0,
    reject: 0,
    'receipt-first': 0,
  };
  private hung = 0;
  private receiptsOpen: () => number = () => 0;

  constructor(
    private readonly seed: number,
    private readonly outreach: ServiceProcess,
    private readonly clock: ToldClock,
    private readonly kills: number,
  ) {}

  /** Settings of outreach by which receipts find their way, and a silent provider is not waited for too long. */
  get settings(): Readonly<Record<string, string>> {
    return { SEND_DEADLINE_MS: '400', PUBLIC_URL: this.outreach.url, WEBHOOK_KEYS: this.webhookKey };
  }

  readonly start = async (): Promise<Provider> => {
    const { clock, outreach, seed, webhookKey } = this;
    const ports = { httpPort: await freePort(), smtpPort: await freePort() };
    const onFault = (fault: Fault, key: string): void => this.meet(fault, key);
    const told = { webhookKey, outreachUrl: outreach.url, now: () => clock.now() };
    const viewer = await startViewer({ ...ports, ...told, faults: FAULTS, seed, onFault });
    this.receiptsOpen = viewer.receiptsOpen;
    return {
      smsUrl: `${viewer.url}/sms`,
      smtpPort: viewer.smtpPort,
      counts: () => viewer.counts(),
      stop: () => viewer.stop(),
    };
  };

  async allTold(): Promise<void> {
    while (this.receiptsOpen() > 0) await sleep(LOOK_MS);
  }

  private meet(fault: Fault, key: string): void {
    this.met[fault] += 1;
    if (!HANGS.includes(fault)) return;
    this.hung += 1;
    if (this.killedAt.length >= this.kills || this.hung % KILLED_IN !== 1) return;
    this.killedAt.push(key);
    this.outreach.kill();
  }
}
