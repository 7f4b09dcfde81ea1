import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { CLOCK, type Clock, DATABASE, Log } from '@mora/runtime';
import type { NoticeReceipt } from '../domain/notices/commands.js';
import { GATEWAYS, type Gateways } from '../gateways/channel-port.js';
import { LoanCommands, type LoanItem } from '../handlers/loan/loan-commands.js';
import { leftClaimed, type NoticeView } from '../persistence/notices/notice.queries.js';
import { reading } from '../persistence/person/reading.js';
import { OUTREACH_POLICIES, type OutreachPolicies } from '../policies/load.js';

const BATCH = 100;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** Ends what was claimed and never reported: the provider is asked where it can be, and nothing is ever sent again. */
@Injectable()
export class ClaimSweeper {
  constructor(
    @Inject(DATABASE) private readonly pool: pg.Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(OUTREACH_POLICIES) private readonly policies: OutreachPolicies,
    @Inject(GATEWAYS) private readonly gateways: Gateways,
    private readonly commands: LoanCommands,
    private readonly log: Log,
  ) {}

  private clearedAt = -Infinity;

  /** How many were ended. */
  async turn(): Promise<number> {
    await this.clear();
    const before = new Date(this.clock.now() - this.policies.flow.claimedMinutes * MINUTE_MS);
    const left = await leftClaimed(reading(this.pool), before, BATCH);
    if (left.length === 0) return 0;
    const receipts: LoanItem[] = [];
    for (const notice of left) {
      const key = `swept/${notice.attemptId ?? notice.noticeId}`;
      // Two processes may look at the same moment: the second one says nothing new.
      receipts.push({ loan: notice.loanId, command: await this.receiptOf(notice), key, said: { key } });
    }
    this.log.warn('notices-left-claimed', { count: left.length });
    // All together, as a loan that cannot be saved stands in no other's way there.
    await this.commands.takeAll(receipts, { system: 'claim-sweeper' });
    return left.length;
  }

  /** What was laid down for others to take lies there for its time only. */
  private async clear(): Promise<void> {
    const now = this.clock.now();
    if (now - this.clearedAt < HOUR_MS) return;
    this.clearedAt = now;
    for (const gateway of this.gateways.values()) {
      const cleared = (await gateway.clear?.(now)) ?? 0;
      if (cleared > 0) this.log.info('letters-cleared', { count: cleared });
    }
  }

  private async receiptOf({ noticeId, channel, providerRef }: NoticeView): Promise<NoticeReceipt> {
    const gateway = this.gateways.get(channel);
    const found = (await gateway?.find?.(noticeId)) ?? 'cannot-say';
    const outcome = found === 'sent' ? ('sent' as const) : ('unknown' as const);
    return {
      kind: 'receipt',
      noticeId,
      outcome,
      provider: gateway?.name ?? 'none',
      providerRef,
      reason: outcome === 'sent' ? null : 'never-reported',
      definite: false,
      proofHash: null,
      at: this.clock.now(),
    };
  }
}
