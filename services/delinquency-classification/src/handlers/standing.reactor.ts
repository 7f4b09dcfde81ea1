import { Injectable } from '@nestjs/common';
import { DELINQUENCY_STREAM, delinquencySubjectHeld, delinquencySubjectReleased, LOAN_STREAM } from '@mora/contracts';
import type { CalendarDate } from '@mora/kernel';
import type { At, DuePage, Outcome, Reactor, Tx } from '@mora/runtime';
import type { LoanEvent } from '../domain/loan-event.js';
import { Policies } from '../domain/policies.js';
import { decide, type Standing } from '../domain/standing.js';
import { StandingRepository } from '../persistence/standing.repository.js';
import { announce } from './announce.js';
import { acceptedLoanEvents, ignoredLoanEvents } from './loan-events.js';

/** Every fact of a loan, and every day that closes, in; what changed for the loan by it, out. */
@Injectable()
export class StandingReactor implements Reactor<Standing, LoanEvent> {
  readonly name = 'delinquency-classification';
  readonly space = 'loan';
  readonly publishes = DELINQUENCY_STREAM;
  readonly spine = [LOAN_STREAM];
  readonly informing = [];
  readonly accepts = acceptedLoanEvents;
  readonly ignores = ignoredLoanEvents;
  readonly holds = { held: delinquencySubjectHeld, released: delinquencySubjectReleased };

  constructor(
    private readonly standings: StandingRepository,
    private readonly policies: Policies,
  ) {}

  load(tx: Tx, loanIds: readonly string[]): Promise<ReadonlyMap<string, Standing>> {
    return this.standings.load(tx, loanIds);
  }

  decide(known: Standing | null, event: LoanEvent, { openDay }: At): Outcome<Standing> {
    const decision = decide(known, event, { openDay }, this.policies);
    if (decision.kind === 'refused') return decision;
    const { next, changes } = decision;
    return { kind: 'decided', next, announce: changes.map((change) => announce(change, next.facts.currency)) };
  }

  save(tx: Tx, changed: ReadonlyMap<string, Standing>, partitionOf: (loanId: string) => number): Promise<void> {
    return this.standings.save(tx, changed, partitionOf);
  }

  due(tx: Tx, page: DuePage): Promise<readonly string[]> {
    return this.standings.due(tx, page);
  }

  onDayClosed(day: CalendarDate): LoanEvent {
    return { kind: 'day-closed', day };
  }
}
