import { Inject, Injectable } from '@nestjs/common';
import {
  DELINQUENCY_STREAM,
  LEDGER_REQUESTS_STREAM,
  LEGAL_STREAM,
  legalSubjectHeld,
  legalSubjectReleased,
  LOAN_STREAM,
  NEGOTIATION_STREAM,
  OUTREACH_STREAM,
} from '@mora/contracts';
import type { CalendarDate } from '@mora/kernel';
import {
  type Accepts,
  type At,
  CONFIG,
  type DuePage,
  othersOn,
  type Outcome,
  type Reactor,
  type Tx,
  type WaitingPage,
} from '@mora/runtime';
import type { LegalConfig } from '../../config.js';
import { decideLoan } from '../../domain/loan/composer.js';
import type { LoanTold } from '../../domain/loan/event.js';
import type { LoanState } from '../../domain/loan/state.js';
import { LoanRepository } from '../../persistence/loan/loan.repository.js';
import { LEGAL_POLICIES, type PolicyBook } from '../../policies/load.js';
import { announcementOf } from './announce.js';
import { arrearsEvents } from './arrears-events.js';
import { BankDays } from './bank-days.js';
import { ledgerEvents } from './ledger-events.js';
import { negotiationEvents } from './negotiation-events.js';
import { outreachEvents } from './outreach-events.js';

const SPINE = [LOAN_STREAM, DELINQUENCY_STREAM];
const INFORMING = [OUTREACH_STREAM, NEGOTIATION_STREAM];

/** Everything that is known of a loan, in; periods, gates, cases and what is asked of the ledger, out. */
@Injectable()
export class LegalReactor implements Reactor<LoanState, LoanTold> {
  readonly name = 'legal-escalation';
  readonly space = 'loan';
  readonly publishes = LEGAL_STREAM;
  readonly alsoPublishes = [LEDGER_REQUESTS_STREAM];
  readonly spine = SPINE;
  readonly informing = INFORMING;
  readonly accepts: readonly Accepts<LoanTold>[];
  readonly ignores: readonly string[];
  readonly holds = { held: legalSubjectHeld, released: legalSubjectReleased };
  readonly startsOn: CalendarDate;
  private readonly days: BankDays;

  constructor(
    private readonly loans: LoanRepository,
    @Inject(LEGAL_POLICIES) private readonly policies: PolicyBook,
    @Inject(CONFIG) { TIME_ZONE }: Pick<LegalConfig, 'TIME_ZONE'>,
  ) {
    const days = new BankDays(TIME_ZONE);
    this.days = days;
    this.startsOn = policies.since;
    this.accepts = [
      ...ledgerEvents,
      ...arrearsEvents,
      ...outreachEvents((instant) => days.dateOf(instant)),
      ...negotiationEvents,
    ];
    this.ignores = othersOn([...SPINE, ...INFORMING], this.accepts);
  }

  load(tx: Tx, loanIds: readonly string[]): Promise<ReadonlyMap<string, LoanState>> {
    return this.loans.load(tx, loanIds);
  }

  decide(known: LoanState | null, told: LoanTold, { now, openDay, knownUpTo }: At): Outcome<LoanState> {
    const { endOf } = this.days;
    const at = { now, openDay, knownUpTo, today: this.days.dateOf(now), endOf };
    const decision = decideLoan(known, told, at, this.policies.on(openDay));
    if (decision.kind === 'refused') return decision;
    const { next, said, timers, clear } = decision;
    const announce = said.map((one) => announcementOf(one, next.loanId));
    return { kind: 'decided', next, announce, setTimers: timers, clearTimers: clear };
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
}
