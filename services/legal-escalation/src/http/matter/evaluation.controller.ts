import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type pg from 'pg';
import { id128 } from '@mora/kernel';
import { type Actor, ApiProblem, CurrentActor, DATABASE, IdempotencyKey, Problem, Roles } from '@mora/runtime';
import type { MatterCommand } from '../../domain/matter/commands.js';
import { reading } from '../../persistence/loan/reading.js';
import { opinionsOf } from '../../persistence/matter/case.queries.js';
import { minorOf } from '../loan/amounts.js';
import { BecauseDto } from '../loan/holds.dto.js';
import { Loans } from '../loan/loans.js';
import { KEY } from '../loan/texts.js';
import { Cases } from './cases.js';
import { DECIDE, EVALUATE } from './examples.js';
import { EvaluationIdAnswer, OpinionsAnswer } from './matter.answers.js';
import { EvaluateDto } from './matter.dto.js';

const NO_CASE = 'No case of the loan is open';

@ApiTags('cases')
@Controller('v1/loans/:loanId/case/evaluation')
export class EvaluationController {
  constructor(
    private readonly cases: Cases,
    private readonly loans: Loans,
    @Inject(DATABASE) private readonly pool: pg.Pool,
  ) {}

  @Get()
  @Roles('legal', 'supervisor', 'auditor')
  @ApiOperation({ summary: 'All that lawyers have thought of a loan, and who has decided on it; the latest first' })
  @ApiOkResponse({ type: OpinionsAnswer })
  @ApiProblem(404, 'loan-unknown', 'No such loan, or one of another tenant')
  async all(@Param('loanId') id: string, @CurrentActor() actor: Actor): Promise<OpinionsAnswer> {
    const { loan } = await this.loans.seenBy(actor, id);
    const kept = await opinionsOf(reading(this.pool), loan);
    return {
      opinions: kept.map(({ opinion: { because, lessHarmful, checklist }, ...one }) => {
        return { ...one, because, lessHarmful, checklist: checklist.map(({ item, state }) => ({ item, state })) };
      }),
    };
  }

  @Post()
  @Roles('legal')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'A lawyer says what to do, what it costs, and why nothing milder does' })
  @ApiBody({ type: EvaluateDto, examples: EVALUATE })
  @ApiOkResponse({ type: EvaluationIdAnswer })
  @ApiProblem(409, 'no-case', NO_CASE)
  @ApiProblem(409, 'product-unknown', 'By which law the loan was lent is not entered')
  @ApiProblem(409, 'other-jurisdiction', 'There is no such way under this law')
  @ApiProblem(409, 'checklist-open', 'Something that this way needs has not been looked at, or is not there')
  @ApiProblem(409, 'not-proportionate', 'It is not worth what it costs, or too little for a court')
  @ApiProblem(409, 'less-harmful-open', 'Why a milder way does not do is not said')
  async evaluate(
    @Param('loanId') id: string,
    @Body() { strategy, expectedRecovery, expectedCost, lessHarmful, because }: EvaluateDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<EvaluationIdAnswer> {
    const { view } = await this.cases.seenBy(actor, id);
    const { currency } = view.parts.ledger;
    if (currency === null) throw new Problem(409, 'product-unknown', 'The ledger has not said what the loan is.');
    return this.take(actor, id, key, {
      kind: 'evaluate',
      evaluationId: id128('evaluation', id, key),
      strategy,
      expectedRecovery: minorOf(expectedRecovery, currency),
      expectedCost: minorOf(expectedCost, currency),
      lessHarmful,
      because,
      by: actor.subject,
    });
  }

  @Post('approve')
  @Roles('legal', 'supervisor')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'A second person agrees; whatever has changed since is looked at again' })
  @ApiBody({ type: BecauseDto, examples: DECIDE })
  @ApiOkResponse({ type: EvaluationIdAnswer })
  @ApiProblem(409, 'no-case', NO_CASE)
  @ApiProblem(409, 'nothing-to-approve', 'No opinion waits for it')
  @ApiProblem(409, 'own-approval', 'Whoever gave the opinion, or has the case, does not decide on it')
  @ApiProblem(409, 'checklist-open', 'Something that this way needs is not there any more')
  @ApiProblem(409, 'not-proportionate', 'It is not worth what it costs any more')
  async approve(
    @Param('loanId') id: string,
    @Body() { because }: BecauseDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<EvaluationIdAnswer> {
    return this.take(actor, id, key, { kind: 'approve-strategy', because, by: actor.subject });
  }

  @Post('refuse')
  @Roles('legal', 'supervisor')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'A second person does not agree, and it has to be weighed again' })
  @ApiBody({ type: BecauseDto, examples: DECIDE })
  @ApiOkResponse({ type: EvaluationIdAnswer })
  @ApiProblem(409, 'no-case', NO_CASE)
  @ApiProblem(409, 'nothing-to-approve', 'No opinion waits for it')
  @ApiProblem(409, 'own-approval', 'Whoever gave the opinion, or has the case, does not decide on it')
  async refuse(
    @Param('loanId') id: string,
    @Body() { because }: BecauseDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<EvaluationIdAnswer> {
    return this.take(actor, id, key, { kind: 'refuse-strategy', because, by: actor.subject });
  }

  private async take(actor: Actor, id: string, key: string, command: MatterCommand): Promise<EvaluationIdAnswer> {
    const { now } = await this.cases.take(actor, id, key, command);
    const { matter } = now.state.parts.matter;
    const evaluation = matter?.evaluation ?? null;
    if (matter === null || evaluation === null) throw new Problem(409, 'no-case', NO_CASE);
    return { caseId: matter.caseId, evaluationId: evaluation.evaluationId, state: evaluation.state };
  }
}
