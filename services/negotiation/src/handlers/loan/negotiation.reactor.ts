import { Inject, Injectable } from '@nestjs/common';
import {
  DELINQUENCY_STREAM,
  LEDGER_REQUESTS_STREAM,
  LEGAL_STREAM,
  LOAN_STREAM,
  NEGOTIATION_STREAM,
  negotiationSubjectHeld,
  negotiationSubjectReleased,
  OUTREACH_STREAM,
} from '@mora/contracts';
import type { CalendarDate } from '@mora/kernel';
import {
  type At,
  CONFIG,
  type DuePage,
  othersOn,
  type Outcome,
  type Reactor,
  type Tx,
  type WaitingPage,
} from '@mora/runtime';
import type { NegotiationConfig } from '../../config.js';
import { decideLoan } from '../../domain/loan/composer.js';
import type { LoanTold } from '../../domain/loan/event.js';
import type { LoanState } from '../../domain/loan/state.js';
import { LoanRepository } from '../../persistence/loan/loan.repository.js';
import { NEGOTIATION_POLICIES, type PolicyBook } from '../../policies/load.js';
import { announcementOf } from './announce.js';
import { arrearsEvents } from './arrears-events.js';
import { BankDays } from './bank-days.js';
import { informingEvents } from './informing-events.js';
import { ledgerEvents } from './ledger-events.js';

const SPINE = [LOAN_STREAM, DELINQUENCY_STREAM];
const INFORMING = [OUTREACH_STREAM, LEGAL_STREAM];
const ACCEPTED = [...ledgerEvents, ...arrearsEvents, ...informingEvents];

/** Everything that is known of a loan, in; negotiations, offers, plans and what is asked of the ledger, out. */
@Injectable()
export class NegotiationReactor implements Reactor<LoanState, LoanTold> {
  readonly name = 'negotiation';
  readonly space = 'loan';
  readonly publishes = NEGOTIATION_STREAM;
  readonly alsoPublishes = [LEDGER_REQUESTS_STREAM];
  readonly spine = SPINE;
  readonly informing = INFORMING;
  readonly accepts = ACCEPTED;
  readonly ignores = othersOn([...SPINE, ...INFORMING], ACCEPTED);
  readonly holds = { held: negotiationSubjectHeld, released: negotiationSubjectReleased };
  readonly startsOn: CalendarDate;
  private readonly days: BankDays;

  constructor(
    private readonly loans: LoanRepository,
    @Inject(NEGOTIATION_POLICIES) private readonly policies: PolicyBook,
    @Inject(CONFIG) { TIME_ZONE }: Pick<NegotiationConfig, 'TIME_ZONE'>,
  ) {
    this.startsOn = policies.since;
    this.days = new BankDays(TIME_ZONE);
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

  onTimer({ kind: timer, key, dueAt }: Readonly<{ kind: string; key: string; dueAt: number }>): LoanTold {
    return { loanId: null, id: `timer/${key}/${dueAt}`, event: { kind: 'timer', timer, key, dueAt } };
  }
}
