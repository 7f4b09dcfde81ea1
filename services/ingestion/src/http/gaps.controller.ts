import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { loanId, type LoanId, tenantOf } from '@mora/kernel';
import { type Actor, CurrentActor, IdempotencyKey, Problem, requireTaken, requireTenant, Roles } from '@mora/runtime';
import { GapSkipper } from '../handlers/gap-skipper.js';
import { type Gap, Gaps } from '../persistence/gaps.js';
import { GapsQueryDto, SkipGapDto } from './gaps.dto.js';

const PAGE = 100;

@ApiTags('gaps')
@Controller('v1/gaps')
export class GapsController {
  constructor(
    private readonly gaps: Gaps,
    private readonly skipper: GapSkipper,
  ) {}

  @Get()
  @Roles('operator', 'auditor', 'ledger-client')
  @ApiOperation({ summary: 'Loans whose records wait for an earlier one that has not come, a page of 100 by loan' })
  async list(
    @Query() { after = '' }: GapsQueryDto,
    @CurrentActor() { tenant }: Actor,
  ): Promise<{ gaps: readonly Gap[] }> {
    return { gaps: await this.gaps.list(tenant, after, PAGE) };
  }

  @Post('skip')
  @Roles('operator')
  @HttpCode(200)
  @ApiHeader({ name: 'Idempotency-Key', required: true, description: 'The same key again changes nothing' })
  @ApiOperation({ summary: 'Go on with what waits, without the records that never came; who did it and why is kept' })
  async skip(
    @Body() { loan, reason }: SkipGapDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<{ loan: string; outcome: string }> {
    const subject = loanOf(loan);
    requireTenant(actor, tenantOf(subject));
    const answer = await this.skipper.skip({ loan: subject, reason, key: `gap-skip/${key}`, actor });
    requireTaken(answer);
    return { loan, outcome: answer.kind === 'duplicate' ? 'skipped before' : 'skipped' };
  }
}

function loanOf(text: string): LoanId {
  try {
    return loanId(text);
  } catch {
    throw new Problem(400, 'request-invalid', 'loan is no id of a loan (tenant:loan)');
  }
}
