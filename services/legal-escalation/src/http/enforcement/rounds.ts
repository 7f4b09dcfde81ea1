import { Injectable } from '@nestjs/common';
import type { Currency, LoanId } from '@mora/kernel';
import { type Actor, Problem, requireTaken } from '@mora/runtime';
import type { EnforcementCommand } from '../../domain/enforcement/commands.js';
import type { Enforcement } from '../../domain/enforcement/types.js';
import { LegalCommands } from '../../handlers/loan/legal-commands.js';
import { Loans } from '../loan/loans.js';
import type { RoundAnswer } from './enforcement.answers.js';

const NONE = 'There is no such enforcement.';

/** What the doors of enforcement share: whose loan it is, and where a round stands behind a command. */
@Injectable()
export class Rounds {
  constructor(
    private readonly loans: Loans,
    private readonly commands: LegalCommands,
  ) {}

  /** Amounts need the ledger's currency; before it has named one nothing is enforced. Throws the problems 404 and 409. */
  async currencyOf(actor: Actor, id: string): Promise<Currency> {
    const { now } = await this.loans.seenBy(actor, id);
    const { currency } = now.state.parts.ledger;
    if (currency === null) throw new Problem(409, 'no-such-enforcement', NONE);
    return currency;
  }

  /** Takes a command, and answers with the round as it stands then. */
  async take(actor: Actor, id: string, key: string, command: EnforcementCommand): Promise<Enforcement> {
    const { loan } = await this.loans.seenBy(actor, id);
    requireTaken(await this.commands.take(loan, command, key, actor));
    const found = await this.standing(actor, loan, 'nextId' in command ? command.nextId : command.enforcementId);
    if (found === undefined) throw new Problem(409, 'no-such-enforcement', NONE);
    return found;
  }

  private async standing(actor: Actor, loan: LoanId, enforcementId: string): Promise<Enforcement | undefined> {
    const { now } = await this.loans.seenBy(actor, loan);
    return now.state.parts.enforcement.rounds.find((round) => round.enforcementId === enforcementId);
  }
}

export const standingOf = ({ enforcementId, state }: Enforcement): RoundAnswer => ({ enforcementId, state });
