import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type pg from 'pg';
import { type Actor, ApiProblem, CurrentActor, DATABASE, IdempotencyKey, Problem, Roles } from '@mora/runtime';
import { NegotiationCommands } from '../../handlers/loan/loan-commands.js';
import { reading } from '../../persistence/loan/reading.js';
import { asksAfter, asksOf, loanAsked } from '../../persistence/plans/plan.queries.js';
import { tenantOf } from '@mora/kernel';
import { Loans } from '../loan/loans.js';
import { KEY } from '../loan/texts.js';
import { requireAllowed } from '../refusals.js';
import { AnsweredAnswer, AnswerRequestDto, AskAnswer, AsksAnswer, AsksQuery } from './requests.dto.js';

const PAGE = 100;

/** The door for ledgers without a broker: the same asks, and the same answers, as on the streams. */
@ApiTags('ledger-requests')
@Controller('v1')
export class RequestsController {
  constructor(
    private readonly loans: Loans,
    private readonly commands: NegotiationCommands,
    @Inject(DATABASE) private readonly pool: pg.Pool,
  ) {}

  @Get('ledger-requests')
  @Roles('ledger-client', 'operator')
  @ApiOperation({ summary: 'What the ledger is asked for, in the order in which it was; asks, not orders' })
  @ApiOkResponse({ type: AsksAnswer })
  async after(
    @Query() { after = '0', limit = PAGE }: AsksQuery,
    @CurrentActor() { tenant }: Actor,
  ): Promise<AsksAnswer> {
    const requests = await asksAfter(reading(this.pool), tenant, after, limit);
    return { requests, next: requests.at(-1)?.position ?? after };
  }

  @Get('loans/:loanId/ledger-requests')
  @Roles('negotiator', 'supervisor', 'auditor')
  @ApiOperation({ summary: 'What the ledger was asked about a loan, the latest first' })
  @ApiOkResponse({ type: [AskAnswer] })
  @ApiProblem(404, 'loan-unknown', 'No such loan, or one of another tenant')
  async ofLoan(@Param('loanId') id: string, @CurrentActor() actor: Actor): Promise<readonly AskAnswer[]> {
    const { loan } = await this.loans.seenBy(actor, id);
    return asksOf(reading(this.pool), tenantOf(loan), loan);
  }

  @Post('ledger-requests/:requestId/answer')
  @Roles('ledger-client', 'operator')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'The ledger answers; a new schedule is booked by sending it, and named there' })
  @ApiBody({
    type: AnswerRequestDto,
    examples: {
      accepted: { value: { outcome: 'accepted', reference: 'BK-20260310-17' } },
      rejected: { value: { outcome: 'rejected', reason: 'product-locked', reference: 'BK-20260310-18' } },
    },
  })
  @ApiOkResponse({ type: AnsweredAnswer })
  @ApiProblem(404, 'request-unknown', 'No such ask, or one of another tenant')
  @ApiProblem(409, 'already-answered', 'Not taken: already-answered')
  @ApiProblem(422, 'needs-the-schedule', 'A new schedule is booked by sending it, and by nothing else')
  @ApiProblem(422, 'needs-the-record', 'A settlement is accepted by a record of the ledger, and by nothing else')
  async answer(
    @Param('requestId') requestId: string,
    @Body() body: AnswerRequestDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<AnsweredAnswer> {
    const loan = await loanAsked(reading(this.pool), actor.tenant, requestId);
    if (loan === null) throw new Problem(404, 'request-unknown', 'There is no such ask.');
    const { outcome, reference } = body;
    const reason = body.reason ?? null;
    const command = { kind: 'answer-request' as const, requestId, outcome, reason, reference, by: actor.subject };
    requireAllowed(await this.commands.take(loan, command, key, actor));
    return { requestId };
  }
}
