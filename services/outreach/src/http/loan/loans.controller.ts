import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type pg from 'pg';
import { type Actor, ApiProblem, CurrentActor, DATABASE, Roles } from '@mora/runtime';
import { viewOf } from './loan-view.js';
import { mine, unknownLoan } from './my-loan.js';
import { LoanAnswer, StrategyAnswer } from './loans.dto.js';
import { loanNow, stepsOf } from '../../persistence/loan/loan.queries.js';
import { reading } from '../../persistence/person/reading.js';

const NOTHING = 'No such loan, or one of another tenant';

@ApiTags('loans')
@Controller('v1/loans')
export class LoansController {
  constructor(@Inject(DATABASE) private readonly pool: pg.Pool) {}

  @Get(':loanId')
  @Roles('collector', 'negotiator', 'legal', 'supervisor', 'compliance', 'auditor')
  @ApiOperation({ summary: 'Where outreach stands with a loan: steps, open contacts, promises, and what stops it' })
  @ApiOkResponse({ type: LoanAnswer })
  @ApiProblem(404, 'loan-unknown', NOTHING)
  async one(@Param('loanId') id: string, @CurrentActor() actor: Actor): Promise<LoanAnswer> {
    const loan = await loanNow(reading(this.pool), mine(id, actor));
    if (loan === null) throw unknownLoan();
    return viewOf(loan);
  }

  @Get(':loanId/strategy')
  @Roles('collector', 'negotiator', 'legal', 'supervisor', 'compliance', 'auditor')
  @ApiOperation({ summary: 'Which row of the strategy spoke of a loan, when, and what it looked at; the latest first' })
  @ApiOkResponse({ type: StrategyAnswer })
  @ApiProblem(404, 'loan-unknown', NOTHING)
  async strategy(@Param('loanId') id: string, @CurrentActor() actor: Actor): Promise<StrategyAnswer> {
    const loan = mine(id, actor);
    const db = reading(this.pool);
    const [known, steps] = await Promise.all([loanNow(db, loan), stepsOf(db, loan)]);
    if (known === null) throw unknownLoan();
    return { loanId: loan, steps: [...steps] };
  }
}
