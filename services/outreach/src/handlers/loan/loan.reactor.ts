import { Inject, Injectable } from '@nestjs/common';
import {
  DELINQUENCY_STREAM,
  delinquencyDriftDetected,
  delinquencyObservationEnded,
  delinquencyObservationRestarted,
  delinquencyObservationStarted,
  LEGAL_STREAM,
  LOAN_STREAM,
  loanArrearsReported,
  loanChargePosted,
  loanRequestAnswered,
  NEGOTIATION_STREAM,
  OUTREACH_ANSWERS_STREAM,
  OUTREACH_STREAM,
  outreachSubjectHeld,
  outreachSubjectReleased,
} from '@mora/contracts';
import { addDays, type CalendarDate } from '@mora/kernel';
import { type At, type DuePage, othersOn, type Outcome, type Reactor, type Tx, type WaitingPage } from '@mora/runtime';
import { localOf } from '../../domain/gate/local-time.js';
import { decideLoan } from '../../domain/loan/composer.js';
import type { LoanTold } from '../../domain/loan/event.js';
import type { LoanState } from '../../domain/loan/state.js';
import { LoanRepository } from '../../persistence/loan/loan.repository.js';
import { announcementOf } from './announce.js';
import { informingEvents } from './informing-events.js';
import { spineEvents } from './loan-events.js';
import { LOAN_SETTINGS, type LoanSettings } from './loan-policies.js';

/** Everything that is known of a loan, in; what outreach wants, has done and says of it, out. */
@Injectable()
export class LoanReactor implements Reactor<LoanState, LoanTold> {
  readonly name = 'outreach';
  readonly space = 'loan';
  readonly publishes = OUTREACH_STREAM;
  readonly spine = [LOAN_STREAM, DELINQUENCY_STREAM];
  readonly informing = [NEGOTIATION_STREAM, LEGAL_STREAM, OUTREACH_ANSWERS_STREAM];
  readonly accepts = [...spineEvents, ...informingEvents];
  /** What is owed is known by the episode; a watch over a restructured loan, and how a plan came about, are nothing to speak of. */
  readonly ignores = [
    loanChargePosted.type,
    loanArrearsReported.type,
    loanRequestAnswered.type,
    delinquencyDriftDetected.type,
    delinquencyObservationStarted.type,
    delinquencyObservationRestarted.type,
    delinquencyObservationEnded.type,
    ...othersOn([NEGOTIATION_STREAM, LEGAL_STREAM], informingEvents),
  ];
  readonly holds = { held: outreachSubjectHeld, released: outreachSubjectReleased };
  readonly startsOn: CalendarDate;

  constructor(
    private readonly loans: LoanRepository,
    @Inject(LOAN_SETTINGS) private readonly settings: LoanSettings,
  ) {
    this.startsOn = settings.startsOn;
  }

  load(tx: Tx, loanIds: readonly string[]): Promise<ReadonlyMap<string, LoanState>> {
    return this.loans.load(tx, loanIds);
  }

  decide(known: LoanState | null, told: LoanTold, { now, openDay, knownUpTo }: At): Outcome<LoanState> {
    const { policies, installationZone } = this.settings;
    const today = localOf(installationZone, now).date;
    // Two days or more behind, nobody can tell whether the firm should have the loan.
    if (told.event.kind === 'place' && openDay < addDays(today, -1)) return { kind: 'refused', because: 'catching-up' };
    const decision = decideLoan(known, told, { now, openDay, knownUpTo, today }, policies);
    if (decision.kind === 'refused') return decision;
    const { next, said, timers, clear } = decision;
    return { kind: 'decided', next, announce: said.map(announcementOf), setTimers: timers, clearTimers: clear };
  }

  save(tx: Tx, changed: ReadonlyMap<string, LoanState>, partitionOf: (loan: string) => number): Promise<void> {
    return this.loans.save(tx, changed, partitionOf);
  }

  due(tx: Tx, page: DuePage): Promise<readonly string[]> {
    return this.loans.due(tx, page);
  }

  onDayClosed(day: CalendarDate): LoanTold {
    return { loanId: null, id: `closed/${day}`, event: { kind: 'day-closed', day } };
  }

  waiting(tx: Tx, page: WaitingPage): Promise<readonly string[]> {
    return this.loans.waiting(tx, page);
  }

  onKnown({ stream, day }: Readonly<{ stream: string; day: CalendarDate }>): LoanTold {
    return { loanId: null, id: `known/${stream}/${day}`, event: { kind: 'known', stream, day } };
  }

  onTimer({ kind: timer, key, dueAt }: Readonly<{ kind: string; key: string; dueAt: number }>): LoanTold {
    return { loanId: null, id: `timer/${key}/${dueAt}`, event: { kind: 'timer', timer, key, dueAt } };
  }
}
