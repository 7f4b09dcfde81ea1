import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { loanId, type LoanId, tenantOf } from '@mora/kernel';
import {
  type Actor,
  ApiProblem,
  CurrentActor,
  IdempotencyKey,
  Problem,
  requireTaken,
  requireTenant,
  Roles,
} from '@mora/runtime';
import { GapSkipper } from '../handlers/gap-skipper.js';
import { Gaps } from '../persistence/gaps.js';
import { GapsAnswer, GapsQueryDto, SkipGapDto, SkippedAnswer } from './gaps.dto.js';

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
  @ApiOkResponse({ type: GapsAnswer })
  async list(@Query() { after = '' }: GapsQueryDto, @CurrentActor() { tenant }: Actor): Promise<GapsAnswer> {
    return { gaps: await this.gaps.list(tenant, after, PAGE) };
  }

  @Post('skip')
  @Roles('operator')
  @HttpCode(200)
  @ApiHeader({
    name: 'Idempotency-Key',
    required: true,
    description: '8 to 128 characters, new for each request; the same one again changes nothing',
  })
  @ApiOperation({ summary: 'Go on with what waits, without the records that never came; who did it and why is kept' })
  @ApiOkResponse({ type: SkippedAnswer })
  @ApiProblem(409, 'no-gap', 'There is no gap, or what waits behind it is refused; `reason` says by which rule')
  async skip(
    @Body() { loan, reason }: SkipGapDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<SkippedAnswer> {
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
