import type { Bundle } from '../../bundle.js';
import { AppointmentsController } from '../../http/loan/appointments.controller.js';
import { HoldsController } from '../../http/loan/holds.controller.js';
import { LoansController } from '../../http/loan/loans.controller.js';
import { Loans } from '../../http/loan/loans.js';
import { RoundsController } from '../../http/loan/rounds.controller.js';
import { WorkController } from '../../http/work/work.controller.js';
import { LoanRepository } from '../../persistence/loan/loan.repository.js';
import { NegotiationCommands } from './loan-commands.js';
import { NegotiationReactor } from './negotiation.reactor.js';

/** The lane of loans: rounds, the tally, and what may be seen of both. */
export const bundle: Bundle = {
  controllers: [LoansController, RoundsController, HoldsController, AppointmentsController, WorkController],
  reactors: [NegotiationReactor],
  providers: [LoanRepository, NegotiationCommands, Loans],
};
