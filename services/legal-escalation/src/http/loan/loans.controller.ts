import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type pg from 'pg';
import { type Actor, ApiProblem, CurrentActor, DATABASE, Roles } from '@mora/runtime';
import { timelineLines } from '../../persistence/loan/loan.queries.js';
import { reading } from '../../persistence/loan/reading.js';
import { viewOf, whyOf } from './loan-view.js';
import { LoanAnswer, WhyAnswer } from './loans.dto.js';
import { Loans } from './loans.js';

const NOTHING = 'No such loan, or one of another tenant';

@ApiTags('loans')
@Controller('v1/loans')
export class LoansController {
  constructor(
    private readonly loans: Loans,
    @Inject(DATABASE) private readonly pool: pg.Pool,
  ) {}

  @Get(':loanId')
  @Roles('legal', 'supervisor', 'auditor')
  @ApiOperation({ summary: 'Where a loan stands: its periods, the gate, its case and its proceedings' })
  @ApiOkResponse({ type: LoanAnswer })
  @ApiProblem(404, 'loan-unknown', NOTHING)
  async one(@Param('loanId') id: string, @CurrentActor() actor: Actor): Promise<LoanAnswer> {
    const seen = await this.loans.seenBy(actor, id);
    return viewOf(seen, await timelineLines(reading(this.pool), seen.loan));
  }

  @Get(':loanId/why')
  @Roles('legal', 'supervisor', 'auditor')
  @ApiOperation({ summary: 'What was done with a loan, what it rested on, and by which rule; the latest first' })
  @ApiOkResponse({ type: WhyAnswer })
  @ApiProblem(404, 'loan-unknown', NOTHING)
  async why(@Param('loanId') id: string, @CurrentActor() actor: Actor): Promise<WhyAnswer> {
    const seen = await this.loans.seenBy(actor, id);
    return whyOf(seen, await timelineLines(reading(this.pool), seen.loan));
  }
}
