import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Gauge } from 'prom-client';
import type { CalendarDate } from '@mora/kernel';
import { CLOCK, type Clock, CONFIG, Log, ServiceMetrics } from '@mora/runtime';
import type { OutreachConfig } from '../config.js';
import { localOf } from '../domain/gate/local-time.js';
import { type CalendarReach, reachOf } from './calendar-reach.js';
import { OUTREACH_POLICIES, type OutreachPolicies } from './load.js';

/** So long before the last day that is covered somebody is told of it, once a day. */
const WARN_DAYS = 60;
const LOOK_MS = 3_600_000;

/**
 * Says how far each calendar reaches, so that the turn of a year stops no call by surprise: the policies are read at the
 * start alone, and a service may run over New Year's Eve.
 */
@Injectable()
export class CalendarWatch implements OnApplicationShutdown {
  private readonly timer: NodeJS.Timeout;
  private toldOn: CalendarDate | null = null;

  constructor(
    @Inject(OUTREACH_POLICIES) private readonly policies: Pick<OutreachPolicies, 'holidays'>,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<OutreachConfig, 'TIME_ZONE'>,
    private readonly log: Log,
    metrics: ServiceMetrics,
  ) {
    const reaches = (): readonly CalendarReach[] => this.reaches();
    new Gauge({
      name: 'mora_calendar_days_left',
      help: 'Days until the last one that a holiday calendar covers; below 0 today is not covered',
      labelNames: ['calendar'],
      registers: [metrics.registry],
      collect() {
        for (const { calendar, daysLeft } of reaches()) this.set({ calendar }, daysLeft);
      },
    });
    for (const reach of this.reaches()) log.info('calendar-reaches', fieldsOf(reach));
    this.look();
    this.timer = setInterval(() => this.look(), LOOK_MS);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Warns of what ends soon or has ended, once a day. */
  look(): void {
    const today = this.today();
    if (today === this.toldOn) return;
    this.toldOn = today;
    for (const reach of this.reaches()) {
      if (reach.daysLeft < 0) this.log.error('calendar-not-covered', fieldsOf(reach));
      else if (reach.daysLeft <= WARN_DAYS) this.log.warn('calendar-ends', fieldsOf(reach));
    }
  }

  private reaches(): readonly CalendarReach[] {
    return reachOf(this.policies.holidays, this.today());
  }

  private today(): CalendarDate {
    return localOf(this.config.TIME_ZONE, this.clock.now()).date;
  }
}

/** `cn-2027` is the file that must be published next. */
const fieldsOf = ({ calendar, lastDay, daysLeft }: CalendarReach) => ({
  policy: `${calendar}-${Number(lastDay.slice(0, 4)) + 1}`,
  day: lastDay,
  count: daysLeft,
});
