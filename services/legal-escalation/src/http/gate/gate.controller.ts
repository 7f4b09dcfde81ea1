import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { id128 } from '@mora/kernel';
import { type Actor, ApiProblem, CurrentActor, IdempotencyKey, requireTaken, Roles } from '@mora/runtime';
import type { GateCommand } from '../../domain/gate/commands.js';
import { LegalCommands } from '../../handlers/loan/legal-commands.js';
import { BecauseDto } from '../loan/holds.dto.js';
import { Loans, type LoanSeen } from '../loan/loans.js';
import { dayOf, KEY } from '../loan/texts.js';
import { ExceptionDto, ExceptionIdAnswer, GateAnswer } from './gate.dto.js';

const NOTHING = 'No such loan, or one of another tenant';

@ApiTags('gate')
@Controller('v1/loans/:loanId/gate')
export class GateController {
  constructor(
    private readonly loans: Loans,
    private readonly commands: LegalCommands,
  ) {}

  @Get()
  @Roles('legal', 'supervisor', 'auditor')
  @ApiOperation({
    summary: 'Whether the bank may go to court, condition by condition, and what is allowed all the same',
  })
  @ApiOkResponse({ type: GateAnswer })
  @ApiProblem(404, 'loan-unknown', NOTHING)
  async one(@Param('loanId') id: string, @CurrentActor() actor: Actor): Promise<GateAnswer> {
    return answerOf(await this.loans.seenBy(actor, id));
  }

  @Post()
  @Roles('legal', 'supervisor')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({
    summary: 'It is judged now, for the last closed day; a repeat judges nothing and answers how it stands',
  })
  @ApiOkResponse({ type: GateAnswer })
  @ApiProblem(404, 'loan-unknown', NOTHING)
  async ask(
    @Param('loanId') id: string,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<GateAnswer> {
    await this.take(actor, id, key, { kind: 'ask-gate', by: actor.subject });
    return answerOf(await this.loans.seenBy(actor, id));
  }

  @Post('exceptions')
  @Roles('legal')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'To act before the gate has passed, as the claim would be lost by waiting' })
  @ApiOkResponse({ type: ExceptionIdAnswer })
  @ApiProblem(409, 'no-period-at-risk', 'No such period is about to lapse')
  @ApiProblem(409, 'step-not-allowed', 'The ground does not carry such a step, or something milder does')
  @ApiProblem(409, 'until-out-of-range', 'It ends too late, or before it begins')
  async askException(
    @Param('loanId') id: string,
    @Body() { ground, steps, because, evidence, until }: ExceptionDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<ExceptionIdAnswer> {
    const exceptionId = id128('exception', id, key);
    const proof = { kind: evidence.kind, id: evidence.id, sha256: evidence.sha256 ?? null };
    const said = { exceptionId, ground, steps, because, evidence: proof, until: dayOf(until), by: actor.subject };
    await this.take(actor, id, key, { kind: 'ask-exception', ...said });
    return { exceptionId };
  }

  @Post('exceptions/:exceptionId/approve')
  @Roles('supervisor')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'A second person allows it' })
  @ApiOkResponse({ type: ExceptionIdAnswer })
  @ApiProblem(409, 'own-exception', 'Whoever asks does not decide')
  async approve(
    @Param('loanId') id: string,
    @Param('exceptionId') exceptionId: string,
    @Body() { because }: BecauseDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<ExceptionIdAnswer> {
    await this.take(actor, id, key, { kind: 'approve-exception', exceptionId, because, by: actor.subject });
    return { exceptionId };
  }

  @Post('exceptions/:exceptionId/refuse')
  @Roles('supervisor')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'A second person does not allow it' })
  @ApiOkResponse({ type: ExceptionIdAnswer })
  @ApiProblem(409, 'own-exception', 'Whoever asks does not decide')
  async refuse(
    @Param('loanId') id: string,
    @Param('exceptionId') exceptionId: string,
    @Body() { because }: BecauseDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<ExceptionIdAnswer> {
    await this.take(actor, id, key, { kind: 'refuse-exception', exceptionId, because, by: actor.subject });
    return { exceptionId };
  }

  private async take(actor: Actor, id: string, key: string, command: GateCommand): Promise<void> {
    const { loan } = await this.loans.seenBy(actor, id);
    requireTaken(await this.commands.take(loan, command, key, actor));
  }
}

function answerOf({ loan, now }: LoanSeen): GateAnswer {
  const { current, exceptions } = now.state.parts.gate;
  return {
    loanId: loan,
    gate: current === null ? null : { ...current, conditions: [...current.conditions] },
    exceptions,
  };
}
