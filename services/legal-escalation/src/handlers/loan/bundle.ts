import type { Bundle } from '../../bundle.js';
import { HoldsController } from '../../http/loan/holds.controller.js';
import { LoansController } from '../../http/loan/loans.controller.js';
import { Loans } from '../../http/loan/loans.js';
import { WorkController } from '../../http/work/work.controller.js';
import { LoanRepository } from '../../persistence/loan/loan.repository.js';
import { LegalCommands } from './legal-commands.js';
import { LegalReactor } from './legal.reactor.js';

/** The lane of loans, what may be seen of it, and what people have to do. */
export const bundle: Bundle = {
  controllers: [LoansController, HoldsController, WorkController],
  reactors: [LegalReactor],
  providers: [LoanRepository, LegalCommands, Loans],
};
