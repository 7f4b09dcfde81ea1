import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG, type Lanes, LANES, Log } from '@mora/runtime';
import type { OutreachConfig } from '../config.js';
import { GATEWAYS, type Gateways } from '../gateways/channel-port.js';
import { Sender } from './sender.js';
import { ClaimSweeper } from './sweeper.js';

/** Turns the senders, one loop a process. Several processes may: a notice is claimed by one of them. */
@Injectable()
export class SendingLoop implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | null = null;
  private round: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    @Inject(CONFIG) private readonly config: OutreachConfig,
    @Inject(LANES) private readonly lanes: Pick<Lanes, 'serving'>,
    @Inject(GATEWAYS) private readonly gateways: Gateways,
    private readonly sender: Sender,
    private readonly sweeper: ClaimSweeper,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.SENDING === 'on') this.next(0);
  }

  /** A message under way is waited for: its outcome is known then. */
  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    if (this.timer !== null) clearTimeout(this.timer);
    await this.round;
    for (const gateway of this.gateways.values()) gateway.close?.();
  }

  private next(handed: number): void {
    if (this.stopped) return;
    // There may be more behind a full batch.
    const wait = handed > 0 ? 0 : this.config.SEND_EVERY_MS;
    this.timer = setTimeout(() => {
      this.round = this.turn().then((count) => this.next(count));
    }, wait);
  }

  /** A round that fails is weather: what it had claimed is swept, and the rest is found again. */
  private async turn(): Promise<number> {
    if (!this.lanes.serving) return 0;
    try {
      const handed = await this.sender.turn();
      await this.sweeper.turn();
      return handed;
    } catch (error) {
      this.log.error('sending-failed', { error });
      return 0;
    }
  }
}
