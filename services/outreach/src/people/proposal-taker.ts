import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { type CalendarDate, tenantOf } from '@mora/kernel';
import { DATABASE, Log } from '@mora/runtime';
import { toTryOn } from '../persistence/people/proposals.js';
import { reading } from '../persistence/person/reading.js';
import { OUTREACH_POLICIES, type OutreachPolicies } from '../policies/load.js';
import { Placing } from './placing.js';

const PAGE = 100;

/**
 * Takes up what the strategy proposes, where the bank's policy says that nobody need decide it. Each proposal is tried
 * once a day, by a key of its own, so that several processes may look; what cannot be placed stays for people to see.
 */
@Injectable()
export class ProposalTaker {
  constructor(
    @Inject(DATABASE) private readonly pool: pg.Pool,
    @Inject(OUTREACH_POLICIES) private readonly policies: Pick<OutreachPolicies, 'people'>,
    private readonly placing: Placing,
    private readonly log: Log,
  ) {}

  /** How many were taken up. */
  async takeUp(today: CalendarDate): Promise<number> {
    if (this.policies.people.agencies.inForceOn(today).proposals !== 'policy') return 0;
    let taken = 0;
    for (;;) {
      const page = await toTryOn(reading(this.pool), today, PAGE);
      if (page.length === 0) return taken;
      for (const { proposalId, loanId } of page) {
        const agency = await this.placing.choose(tenantOf(loanId), today);
        if (agency === null) continue;
        const how = {
          key: `proposal/${proposalId}/${today}`,
          by: { system: 'proposal-taker' },
          said: { agency },
          today,
        };
        const { answer } = await this.placing.place(loanId, { agency, until: null, announcedOn: null }, how);
        if (answer.kind === 'taken') taken += 1;
        else if ('because' in answer) this.log.warn('proposal-not-placed', { subject: loanId, reason: answer.because });
      }
    }
  }
}
