import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Actor, ApiProblem, CurrentActor, IdempotencyKey, Problem, Roles } from '@mora/runtime';
import type { MatterCommand } from '../../domain/matter/commands.js';
import { KEY } from '../loan/texts.js';
import { Cases } from './cases.js';
import { ASSIGN, CHECK, CLOSE, OPEN, PAPER_KEPT } from './examples.js';
import { CaseIdAnswer, OpenCaseAnswer } from './matter.answers.js';
import { AssignDto, CheckDto, CloseDto, OpenDto, PaperKeptDto } from './matter.dto.js';
import { caseOf } from './matter-view.js';

const NOTHING = 'No such loan, or one of another tenant';
const NO_CASE = 'No case of the loan is open';

@ApiTags('cases')
@Controller('v1/loans/:loanId/case')
export class CaseController {
  constructor(private readonly cases: Cases) {}

  @Get()
  @Roles('legal', 'supervisor', 'auditor')
  @ApiOperation({ summary: 'The open case: its checklist, what was thought and decided, claimed and kept' })
  @ApiOkResponse({ type: OpenCaseAnswer })
  @ApiProblem(404, 'loan-unknown', NOTHING)
  @ApiProblem(409, 'no-case', NO_CASE)
  async one(@Param('loanId') id: string, @CurrentActor() actor: Actor): Promise<OpenCaseAnswer> {
    const { seen, matter, view, openDay } = await this.cases.seenBy(actor, id);
    return caseOf(seen, matter, view.policies, openDay);
  }

  @Post('open')
  @Roles('legal', 'supervisor')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'A case begins; it opens by itself when the gate passes, unless the bank asks for it' })
  @ApiBody({ type: OpenDto, examples: OPEN })
  @ApiOkResponse({ type: CaseIdAnswer })
  @ApiProblem(404, 'loan-unknown', NOTHING)
  @ApiProblem(409, 'case-open', 'One is open already')
  @ApiProblem(409, 'gate', 'The gate has not passed, and no exception is in force')
  async open(
    @Param('loanId') id: string,
    @Body() { because = 'by-hand' }: OpenDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<CaseIdAnswer> {
    return this.take(actor, id, key, { kind: 'open-case', because, by: actor.subject });
  }

  @Post('assign')
  @Roles('legal', 'supervisor')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'Which lawyer has the case from now on' })
  @ApiBody({ type: AssignDto, examples: ASSIGN })
  @ApiOkResponse({ type: CaseIdAnswer })
  @ApiProblem(409, 'no-case', NO_CASE)
  async assign(
    @Param('loanId') id: string,
    @Body() { lawyer }: AssignDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<CaseIdAnswer> {
    return this.take(actor, id, key, { kind: 'assign', lawyer, by: actor.subject });
  }

  @Post('checks')
  @Roles('legal')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'An item of the checklist was looked at; the same item again is as it is said last' })
  @ApiBody({ type: CheckDto, examples: CHECK })
  @ApiOkResponse({ type: CaseIdAnswer })
  @ApiProblem(409, 'no-case', NO_CASE)
  @ApiProblem(409, 'no-such-item', 'The policy names no such item')
  @ApiProblem(409, 'automatic-item', 'The service answers it itself')
  async check(
    @Param('loanId') id: string,
    @Body() { item, state, proof }: CheckDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<CaseIdAnswer> {
    const kept = proof === undefined ? null : { kind: proof.kind, id: proof.id, sha256: proof.sha256 ?? null };
    return this.take(actor, id, key, { kind: 'check', item, state, proof: kept, by: actor.subject });
  }

  @Post('papers-kept')
  @Roles('legal')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'A paper lies with the bank, and goes into the evidence by its id and hash' })
  @ApiBody({ type: PaperKeptDto, examples: PAPER_KEPT })
  @ApiOkResponse({ type: CaseIdAnswer })
  @ApiProblem(409, 'no-case', NO_CASE)
  @ApiProblem(409, 'too-many-papers', 'More than a case may have')
  async paper(
    @Param('loanId') id: string,
    @Body() { kind: paper, id: paperId, sha256 }: PaperKeptDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<CaseIdAnswer> {
    return this.take(actor, id, key, { kind: 'paper', paper, paperId, sha256, by: actor.subject });
  }

  @Post('close')
  @Roles('legal', 'supervisor')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'The case is over; what courts have before them is brought to its end first' })
  @ApiBody({ type: CloseDto, examples: CLOSE })
  @ApiOkResponse({ type: CaseIdAnswer })
  @ApiProblem(409, 'no-case', NO_CASE)
  @ApiProblem(409, 'proceeding-open', 'A court still has it before it')
  @ApiProblem(409, 'enforcement-open', 'A title is being enforced')
  @ApiProblem(409, 'settlement-open', 'A settlement is asked for, or being performed')
  @ApiProblem(409, 'sale-open', 'The ledger has not answered whether it is sold')
  async close(
    @Param('loanId') id: string,
    @Body() { outcome, because }: CloseDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<CaseIdAnswer> {
    return this.take(actor, id, key, { kind: 'close-case', outcome, because, by: actor.subject });
  }

  /** Takes a command, and answers the case that it was about. */
  private async take(actor: Actor, id: string, key: string, command: MatterCommand): Promise<CaseIdAnswer> {
    const { now } = await this.cases.take(actor, id, key, command);
    const { matter, closed } = now.state.parts.matter;
    const caseId = matter?.caseId ?? closed.at(-1)?.caseId;
    if (caseId === undefined) throw new Problem(409, 'no-case', NO_CASE);
    return { caseId };
  }
}
