import { CONFIG } from '@mora/runtime';
import type { Bundle } from '../../bundle.js';
import { LoansController } from '../../http/loan/loans.controller.js';
import { TakeoverController } from '../../http/loan/takeover.controller.js';
import { LoanRepository } from '../../persistence/loan/loan.repository.js';
import { OUTREACH_POLICIES } from '../../policies/load.js';
import { LoanCommands } from './loan-commands.js';
import { LOAN_SETTINGS, loanSettings } from './loan-policies.js';
import { LoanReactor } from './loan.reactor.js';

/** The lane of loans, the strategy, and what may be seen of both. */
export const bundle: Bundle = {
  controllers: [LoansController, TakeoverController],
  reactors: [LoanReactor],
  providers: [
    { provide: LOAN_SETTINGS, inject: [CONFIG, OUTREACH_POLICIES], useFactory: loanSettings },
    LoanRepository,
    LoanCommands,
  ],
};
