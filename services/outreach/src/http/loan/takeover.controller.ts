import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Actor, ApiProblem, CurrentActor, IdempotencyKey, requireTaken, Roles } from '@mora/runtime';
import { id128 } from '../../domain/ids.js';
import { LoanCommands } from '../../handlers/loan/loan-commands.js';
import { TakeoverAnswer, TakeoverDto } from './loans.dto.js';
import { mine } from './my-loan.js';

@ApiTags('loans')
@Controller('v1/loans')
export class TakeoverController {
  constructor(private readonly commands: LoanCommands) {}

  @Post(':loanId/takeover')
  @Roles('collector', 'negotiator', 'supervisor')
  @HttpCode(200)
  @ApiHeader({ name: 'Idempotency-Key', required: true, description: 'The same key again is given the same answer' })
  @ApiOperation({
    summary: 'I take the loan over: no robot speaks for the bank any more',
    description: 'Whoever asks is responsible from now on. It is taken of a held loan too, and ends with the case.',
  })
  @ApiOkResponse({ type: TakeoverAnswer })
  @ApiProblem(404, 'loan-unknown', 'No such loan, or one of another tenant')
  async takeover(
    @Param('loanId') id: string,
    @Body() { because }: TakeoverDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<TakeoverAnswer> {
    const loan = mine(id, actor);
    const caseId = id128('takeover', loan, key);
    const command = { kind: 'takeover' as const, caseId, responsible: actor.subject, because };
    requireTaken(await this.commands.take(loan, command, key, actor));
    return { loanId: loan, responsible: actor.subject };
  }
}
