import { Inject, Injectable } from '@nestjs/common';
import type { CalendarDate } from '@mora/kernel';
import { type Actor, Problem, requireTaken } from '@mora/runtime';
import type { LoanView } from '../../domain/loan/part.js';
import type { MatterCommand } from '../../domain/matter/commands.js';
import type { Matter } from '../../domain/matter/types.js';
import { LegalCommands } from '../../handlers/loan/legal-commands.js';
import { LEGAL_POLICIES, type PolicyBook } from '../../policies/load.js';
import { Loans, type LoanSeen } from '../loan/loans.js';

/** A case that is open, and by what it is judged today. */
export type CaseSeen = Readonly<{
  seen: LoanSeen;
  openDay: CalendarDate;
  matter: Matter;
  view: Pick<LoanView, 'loanId' | 'parts' | 'policies'>;
}>;

/** The open cases of loans, as people of the bank may see and change them. */
@Injectable()
export class Cases {
  constructor(
    private readonly loans: Loans,
    private readonly commands: LegalCommands,
    @Inject(LEGAL_POLICIES) private readonly policies: PolicyBook,
  ) {}

  /** Throws a problem where there is no such loan, or no case of it is open. */
  async seenBy(actor: Actor, id: string): Promise<CaseSeen> {
    const seen = await this.loans.seenBy(actor, id);
    const { openDay, state } = seen.now;
    const { matter } = state.parts.matter;
    if (openDay === null) throw new Problem(503, 'starting', 'No day is open yet; ask again in a moment.');
    if (matter === null) throw new Problem(409, 'no-case', 'The loan has no case that is open.');
    const view = { loanId: seen.loan, parts: state.parts, policies: this.policies.on(openDay) };
    return { seen, openDay, matter, view };
  }

  /** Takes a command, and answers the loan as it is after it. `said` is what came from outside, where that is less. */
  async take(actor: Actor, id: string, key: string, command: MatterCommand, said?: object): Promise<LoanSeen> {
    const { loan } = await this.loans.seenBy(actor, id);
    requireTaken(await this.commands.take(loan, command, key, actor, said));
    return this.loans.seenBy(actor, id);
  }
}
