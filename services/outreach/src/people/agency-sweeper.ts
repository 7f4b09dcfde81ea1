import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type pg from 'pg';
import { loanId } from '@mora/kernel';
import { CLOCK, type Clock, CONFIG, DATABASE, type Lanes, LANES, Log } from '@mora/runtime';
import type { OutreachConfig } from '../config.js';
import { localOf } from '../domain/gate/local-time.js';
import { LoanCommands } from '../handlers/loan/loan-commands.js';
import { firmsWithLoans, heldBy } from '../persistence/people/agencies.js';
import { reading } from '../persistence/person/reading.js';
import { AgencyRegister } from './agency-register.js';
import { ProposalTaker } from './proposal-taker.js';

const PAGE = 100;

/**
 * Takes back what a firm has, or is to get, that is in good standing no longer: suspended, a paper run out, not evaluated in time. Each
 * loan comes back by a command of its own lane under the id of its placement, so that several processes may sweep.
 */
@Injectable()
export class AgencySweeper implements OnApplicationBootstrap, OnApplicationShutdown {
  /** How often everything has been looked at since the start. */
  rounds = 0;
  private timer: NodeJS.Timeout | null = null;
  private round: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    @Inject(CONFIG) private readonly config: Pick<OutreachConfig, 'TIME_ZONE' | 'AGENCY_CHECK_MS'>,
    @Inject(DATABASE) private readonly pool: pg.Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LANES) private readonly lanes: Pick<Lanes, 'serving'>,
    private readonly register: AgencyRegister,
    private readonly commands: LoanCommands,
    private readonly proposals: ProposalTaker,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.next();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    if (this.timer !== null) clearTimeout(this.timer);
    await this.round;
  }

  /** How many loans came back. */
  async sweep(): Promise<number> {
    let recalled = 0;
    const today = localOf(this.config.TIME_ZONE, this.clock.now()).date;
    for (const { tenant, agencyId } of await firmsWithLoans(reading(this.pool))) {
      const { standing, objections } = await this.register.of(tenant, agencyId, today);
      if (standing === 'good') continue;
      recalled += await this.recallAll(tenant, agencyId, objections[0] ?? standing);
    }
    return recalled;
  }

  private async recallAll(tenant: string, agencyId: string, objection: string): Promise<number> {
    const because = objection.replaceAll(' ', '-');
    let recalled = 0;
    let after = '';
    for (;;) {
      const page = await heldBy(reading(this.pool), { tenant, agencyId, after, limit: PAGE });
      const last = page.at(-1);
      if (last === undefined || this.stopped) return recalled;
      const command = { kind: 'recall' as const, because, by: 'outreach' };
      const items = page.map((one) => ({ loan: loanId(one.loanId), command, key: `sweep/${one.placementId}` }));
      const answers = await this.commands.takeAll(items, { system: 'agency-sweeper' });
      recalled += answers.filter(({ kind }) => kind === 'taken').length;
      after = last.loanId;
    }
  }

  private next(): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.round = this.turn().finally(() => this.next());
    }, this.config.AGENCY_CHECK_MS);
  }

  /** A round that fails is weather: the next one looks again. */
  private async turn(): Promise<void> {
    if (!this.lanes.serving) return;
    try {
      const recalled = await this.sweep();
      if (recalled > 0) this.log.warn('loans-recalled', { count: recalled });
      await this.proposals.takeUp(localOf(this.config.TIME_ZONE, this.clock.now()).date);
      this.rounds += 1;
    } catch (error) {
      this.log.error('agency-sweep-failed', { error });
    }
  }
}
