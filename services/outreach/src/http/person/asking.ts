import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { addDays, type CalendarDate, type LoanId, tenantOf } from '@mora/kernel';
import { type Actor, CLOCK, type Clock, CONFIG, DATABASE, Problem } from '@mora/runtime';
import type { OutreachConfig } from '../../config.js';
import { localOf } from '../../domain/gate/local-time.js';
import type { Ask, Collector } from '../../domain/words.js';
import { loanAsked, placedSince } from '../../persistence/person/loan-asked.js';
import { reading } from '../../persistence/person/reading.js';
import { AgencyRegister } from '../../people/agency-register.js';

/** What is known of a loan and of who asks: it goes into the command, so that a replay decides alike. */
@Injectable()
export class Asking {
  constructor(
    @Inject(DATABASE) private readonly pool: pg.Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: OutreachConfig,
    private readonly agencies: AgencyRegister,
  ) {}

  /** Throws the problem 404 for a loan that is not known, and 503 where its lane is more than a day behind. */
  async knownOf(loan: LoanId): Promise<Pick<Ask, 'versions' | 'spineKnown'>> {
    const asked = await loanAsked(reading(this.pool), loan);
    if (asked === null) throw new Problem(404, 'loan-unknown', 'Outreach knows no such loan.');
    const { openDay, versions } = asked;
    if (openDay === null || openDay < addDays(this.today, -1)) {
      throw new Problem(503, 'catching-up', 'What happened before yesterday is not known yet; ask again later.');
    }
    return { versions, spineKnown: openDay >= this.today };
  }

  /** Throws the problem 403 for a firm that the loan was not placed with. */
  async collectorOf({ subject, roles, agency }: Actor, loan: LoanId): Promise<Collector> {
    if (!roles.includes('agency')) return { kind: 'staff', id: subject, agency: null };
    const announcedOn = agency === undefined ? null : await placedSince(reading(this.pool), loan, agency);
    if (agency === undefined || announcedOn === null) throw notPlaced();
    const standing = await this.agencies.standing(tenantOf(loan), agency, announcedOn, this.today);
    return { kind: 'agency', id: agency, agency: standing };
  }

  private get today(): CalendarDate {
    return localOf(this.config.TIME_ZONE, this.clock.now()).date;
  }
}

const notPlaced = (): Problem => new Problem(403, 'not-placed', 'The loan was not placed with your firm.');
