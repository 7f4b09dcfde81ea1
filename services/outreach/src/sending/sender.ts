import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { CLOCK, type Clock, CONFIG, DATABASE, type DoorAnswer, isWeather } from '@mora/runtime';
import type { OutreachConfig } from '../config.js';
import type { NoticeOutcome } from '../domain/notices/commands.js';
import { type ChannelGateway, GATEWAYS, type Gateways } from '../gateways/channel-port.js';
import { LoanCommands } from '../handlers/loan/loan-commands.js';
import { claimedBy, type NoticeView, waitingNotices } from '../persistence/notices/notice.queries.js';
import { reading } from '../persistence/person/reading.js';
import { HandOver } from './hand-over.js';
import { Reports } from './reports.js';

/** So many claims for each that is handed over at the same time: none is idle, and whoever dies leaves few unknown. */
const CLAIMED_AHEAD = 2;
/** A loan that is held, or cannot be saved, answers no claim: it is not asked again at every turn. */
const HELD_MS = 60_000;
const BY = { system: 'outreach-sender' } as const;

/**
 * Claims notices, hands them over and reports. Whatever dies between the claim and the report leaves a claimed notice
 * behind, and nobody ever claims that one again: it may have been sent.
 */
@Injectable()
export class Sender {
  /** Loans that were held when they were asked, and until when they are left alone. */
  private readonly heldBack = new Map<string, number>();
  private readonly reports = new Reports<Report>((all) => this.commands.takeAll(all, BY));

  constructor(
    @Inject(DATABASE) private readonly pool: pg.Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: OutreachConfig,
    @Inject(GATEWAYS) private readonly gateways: Gateways,
    private readonly commands: LoanCommands,
    private readonly handOver: HandOver,
  ) {}

  /** One turn over all channels; how many notices were handed over. */
  async turn(): Promise<number> {
    const counts = await Promise.all([...this.gateways.values()].map((gateway) => this.turnOf(gateway)));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  private async turnOf(gateway: ChannelGateway): Promise<number> {
    const claimed = await this.claim(gateway);
    if (claimed.length === 0) return 0;
    const prepared = await this.handOver.prepare(claimed);
    const waiting = [...claimed];
    const hand = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        await this.report(next, await this.handOver.hand(next, prepared, gateway));
      }
    };
    await Promise.all(Array.from({ length: this.config.SEND_AT_ONCE }, hand));
    return claimed.length;
  }

  /** The rows say whose claim it was: a claim that was too late has ended the notice instead. */
  private async claim({ channel }: ChannelGateway): Promise<readonly NoticeView[]> {
    const now = this.clock.now();
    for (const [noticeId, until] of this.heldBack) if (until <= now) this.heldBack.delete(noticeId);
    const not = [...this.heldBack.keys()];
    const limit = CLAIMED_AHEAD * this.config.SEND_AT_ONCE;
    const waiting = await waitingNotices(reading(this.pool), { channel, limit, now: new Date(now), not });
    if (waiting.length === 0) return [];
    const attempts = waiting.map(({ noticeId, loanId: loan }) => {
      const attemptId = randomUUID();
      return {
        loan,
        command: { kind: 'claim-notice' as const, noticeId, attemptId },
        key: `claim/${noticeId}/${attemptId}`,
      };
    });
    const holdBack = ({ noticeId }: NoticeView): unknown => this.heldBack.set(noticeId, now + HELD_MS);
    const answers = await this.commands.takeAll(attempts, BY).catch((error: unknown) => {
      if (!isWeather(error)) waiting.forEach(holdBack); // one loan's fault, or the next look would fail by it as well
      throw error;
    });
    waiting.filter((_, nth) => answersNothing(answers[nth])).forEach(holdBack);
    return claimedBy(
      reading(this.pool),
      attempts.map(({ command }) => command.attemptId),
    );
  }

  private report({ loanId: loan }: NoticeView, outcome: NoticeOutcome): Promise<void> {
    return this.reports.write({ loan, command: outcome, key: `handed/${outcome.attemptId}` });
  }
}

const answersNothing = (answer: DoorAnswer | undefined): boolean =>
  answer?.kind === 'held' || (answer?.kind === 'refused' && answer.because === 'fault');

type Report = Readonly<{ loan: NoticeView['loanId']; command: NoticeOutcome; key: string }>;
