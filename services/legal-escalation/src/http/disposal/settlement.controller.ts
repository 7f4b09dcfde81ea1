import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Actor, ApiProblem, CurrentActor, IdempotencyKey, Problem, requireTaken, Roles } from '@mora/runtime';
import type { SettlementCommand } from '../../domain/settlement/commands.js';
import { LegalCommands } from '../../handlers/loan/legal-commands.js';
import { Loans } from '../loan/loans.js';
import { KEY } from '../loan/texts.js';
import { SettlementAnswer } from './disposal.answers.js';
import { ResumeDto, SettleDto } from './disposal.dto.js';
import { GIVE_UP, RESUME, SETTLE } from './examples.js';

const NOTHING = 'No such loan, or one of another tenant';

@ApiTags('settlement')
@Controller('v1/loans/:loanId/settlement')
export class SettlementController {
  constructor(
    private readonly loans: Loans,
    private readonly commands: LegalCommands,
  ) {}

  @Post()
  @Roles('legal')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'Negotiation is asked for one more round; its plan is the settlement' })
  @ApiBody({ type: SettleDto, examples: SETTLE })
  @ApiOkResponse({ type: SettlementAnswer })
  @ApiProblem(404, 'loan-unknown', NOTHING)
  @ApiProblem(409, 'no-case', 'There is no case')
  @ApiProblem(409, 'settling', 'One is asked for, or being kept')
  settle(
    @Param('loanId') id: string,
    @Body() { graceDays, because }: SettleDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<SettlementAnswer> {
    const said = { graceDays: graceDays ?? null, because, by: actor.subject };
    return this.take(actor, id, key, { kind: 'settle', ...said });
  }

  @Post('resume')
  @Roles('legal', 'supervisor')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'It was not kept: the title is taken up again, less what was paid on it' })
  @ApiBody({ type: ResumeDto, examples: RESUME })
  @ApiOkResponse({ type: SettlementAnswer })
  @ApiProblem(404, 'loan-unknown', NOTHING)
  @ApiProblem(409, 'not-known-yet', 'Another service has not said all of yesterday yet')
  @ApiProblem(409, 'held', 'Something holds the loan')
  @ApiProblem(409, 'no-settlement', 'There is none')
  @ApiProblem(409, 'still-performing', 'It is being kept, or not yet made')
  @ApiProblem(409, 'own-approval', 'Whoever has recorded the title is the same person')
  @ApiProblem(409, 'no-default', 'It was not broken')
  @ApiProblem(409, 'no-enforcement', 'No enforcement rests for it')
  @ApiProblem(409, 'resume-expired', 'The period for it is over')
  resume(
    @Param('loanId') id: string,
    @Body() { because }: ResumeDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<SettlementAnswer> {
    return this.take(actor, id, key, { kind: 'resume', because, by: actor.subject });
  }

  @Post('give-up')
  @Roles('legal', 'supervisor')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({
    summary: 'What was asked of negotiation is waited for no longer; a plan that comes of it binds all the same',
  })
  @ApiBody({ type: ResumeDto, examples: GIVE_UP })
  @ApiOkResponse({ type: SettlementAnswer })
  @ApiProblem(404, 'loan-unknown', NOTHING)
  @ApiProblem(409, 'no-settlement', 'None is waited for')
  @ApiProblem(409, 'still-performing', 'It is being kept')
  giveUp(
    @Param('loanId') id: string,
    @Body() { because }: ResumeDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<SettlementAnswer> {
    return this.take(actor, id, key, { kind: 'give-up-settlement', because, by: actor.subject });
  }

  private async take(actor: Actor, id: string, key: string, command: SettlementCommand): Promise<SettlementAnswer> {
    const { loan } = await this.loans.seenBy(actor, id);
    requireTaken(await this.commands.take(loan, command, key, actor));
    const { current } = (await this.loans.seenBy(actor, id)).now.state.parts.settlement;
    if (current === null) throw new Problem(409, 'no-settlement', 'There is none.');
    const { settlementId, state, planId, lastOn, resumeUntil } = current;
    return { settlementId, state, planId, lastOn, resumeUntil: resumeUntil?.on ?? null };
  }
}
