import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, CONFIG, isWeather, Log } from '@mora/runtime';
import type { OutreachConfig } from '../config.js';
import type { NoticeOutcome } from '../domain/notices/commands.js';
import { type ChannelGateway, failed, type FailReason, type Handed } from '../gateways/channel-port.js';
import type { NoticeView } from '../persistence/notices/notice.queries.js';
import { type Composed, Renderer } from './render.js';

type Prepared = ReadonlyMap<string, Composed | FailReason>;

/** Hands claimed notices to their provider, outside of any transaction, and says what came of each. */
@Injectable()
export class HandOver {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: OutreachConfig,
    private readonly renderer: Renderer,
    private readonly log: Log,
  ) {}

  /** By notice, the message; or why there is none. One that cannot be written keeps nobody else from his. */
  async prepare(notices: readonly NoticeView[]): Promise<Prepared> {
    try {
      return await this.renderer.compose(notices);
    } catch (error) {
      const [first] = notices;
      if (first === undefined || isWeather(error)) throw error;
      if (notices.length > 1) return this.oneByOne(notices);
      this.log.error('notice-not-written', { notice: first.noticeId, error });
      return new Map([[first.noticeId, 'cannot-render']]);
    }
  }

  private async oneByOne(notices: readonly NoticeView[]): Promise<Prepared> {
    const prepared = new Map<string, Composed | FailReason>();
    for (const notice of notices) for (const [id, one] of await this.prepare([notice])) prepared.set(id, one);
    return prepared;
  }

  async hand(notice: NoticeView, prepared: Prepared, gateway: ChannelGateway): Promise<NoticeOutcome> {
    const composed = prepared.get(notice.noticeId) ?? 'cannot-render';
    if (typeof composed === 'string') return this.outcome(notice, gateway, failed(composed), null);
    const handed = await this.send(composed, gateway);
    return this.outcome(notice, gateway, handed, composed);
  }

  private async send({ outgoing }: Composed, gateway: ChannelGateway): Promise<Handed> {
    try {
      return await gateway.send(outgoing, AbortSignal.timeout(this.config.SEND_DEADLINE_MS));
    } catch {
      // A gateway never throws; what it was doing when it did nobody knows. The error might quote a person.
      this.log.error('gateway-fault', { provider: gateway.name });
      return { kind: 'unknown', reason: 'cut-off' };
    }
  }

  private outcome(
    { noticeId, attemptId }: NoticeView,
    { name: provider }: ChannelGateway,
    handed: Handed,
    composed: Composed | null,
  ): NoticeOutcome {
    const isSent = handed.kind === 'sent';
    return {
      kind: 'notice-outcome',
      noticeId,
      attemptId: attemptId ?? '',
      outcome: handed.kind,
      provider,
      providerRef: isSent ? handed.providerRef : null,
      reason: isSent ? null : handed.reason,
      definite: handed.kind === 'failed' && handed.definite,
      proofHash: isSent ? (handed.proofHash ?? composed?.textHash ?? null) : null,
      template: composed?.template ?? null,
      at: this.clock.now(),
    };
  }
}
