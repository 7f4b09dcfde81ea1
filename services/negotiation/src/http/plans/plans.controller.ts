import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type pg from 'pg';
import { tenantOf } from '@mora/kernel';
import { type Actor, ApiProblem, CurrentActor, DATABASE, IdempotencyKey, Problem, Roles } from '@mora/runtime';
import type { PlanCommand } from '../../domain/plans/commands.js';
import { NegotiationCommands } from '../../handlers/loan/loan-commands.js';
import { reading } from '../../persistence/loan/reading.js';
import { planLine } from '../../persistence/plans/plan.queries.js';
import { Loans } from '../loan/loans.js';
import { BecauseDto } from '../loan/rounds.dto.js';
import { KEY } from '../loan/texts.js';
import { requireAllowed } from '../refusals.js';
import { planView } from './plan-view.js';
import { FundProofDto, PlanAnswer, PlanStateAnswer, SettleDifferenceDto } from './plans.dto.js';

const NO_PLAN = 'No such plan of the loan';

@ApiTags('plans')
@Controller('v1/loans/:loanId/plans/:planId')
export class PlansController {
  constructor(
    private readonly loans: Loans,
    private readonly commands: NegotiationCommands,
    @Inject(DATABASE) private readonly pool: pg.Pool,
  ) {}

  @Get()
  @Roles('negotiator', 'supervisor', 'legal', 'auditor', 'borrower')
  @ApiOperation({ summary: 'A plan: its instalments, what is paid on them, and what the ledger was asked' })
  @ApiOkResponse({ type: PlanAnswer })
  @ApiProblem(404, 'plan-unknown', NO_PLAN)
  async read(
    @Param('loanId') id: string,
    @Param('planId') planId: string,
    @CurrentActor() actor: Actor,
  ): Promise<PlanAnswer> {
    const seen = await this.loans.seenBy(actor, id);
    const plan = seen.now.state.parts.plans.plans.find((one) => one.planId === planId);
    if (plan === undefined) throw new Problem(404, 'plan-unknown', 'There is no such plan.');
    const isFolded = plan.rows.length === 0;
    const line = isFolded ? await planLine(reading(this.pool), tenantOf(seen.loan), seen.loan, planId) : null;
    return planView(plan, line, seen);
  }

  @Post('settle-difference')
  @Roles('negotiator', 'supervisor')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'The ledger’s own schedule stands, as it was acknowledged, or the ledger is asked again' })
  @ApiBody({
    type: SettleDifferenceDto,
    examples: {
      ledger: { value: { take: 'ledger', disclosureId: '4b1f…', because: 'borrower-agreed' } },
      again: { value: { take: 'ask-again', because: 'product-unlocked' } },
    },
  })
  @ApiOkResponse({ type: PlanStateAnswer })
  @ApiProblem(
    409,
    'disclosure-changed',
    'Not taken: disclosure-changed, nothing-differs, too-many-tries, offer-anew, …',
  )
  settle(
    @Param('loanId') id: string,
    @Param('planId') planId: string,
    @Body() body: SettleDifferenceDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<PlanStateAnswer> {
    const { take, because } = body;
    const disclosureId = body.disclosureId ?? null;
    const command = { kind: 'settle-difference' as const, planId, take, disclosureId, because, by: actor.subject };
    return this.take(id, command, key, actor);
  }

  @Post('cancel')
  @Roles('supervisor')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'A plan that is not in force is given up; the negotiation goes on' })
  @ApiBody({ type: BecauseDto, examples: { asked: { value: { because: 'asked-by-borrower' } } } })
  @ApiOkResponse({ type: PlanStateAnswer })
  @ApiProblem(409, 'plan-active', 'Not taken: plan-active, plan-over, no-such-plan')
  cancel(
    @Param('loanId') id: string,
    @Param('planId') planId: string,
    @Body() { because }: BecauseDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<PlanStateAnswer> {
    return this.take(id, { kind: 'cancel-plan', planId, because, by: actor.subject }, key, actor);
  }

  @Post('fund-proof')
  @Roles('negotiator', 'supervisor')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'What the hardship fund was used for is shown, and found good or not' })
  @ApiBody({
    type: FundProofDto,
    examples: {
      good: { value: { sha256: 'a'.repeat(64), accepted: true } },
      refused: { value: { sha256: 'b'.repeat(64), accepted: false } },
    },
  })
  @ApiOkResponse({ type: PlanStateAnswer })
  @ApiProblem(409, 'already-proven', 'Not taken: already-proven, no-fund, plan-not-active')
  proof(
    @Param('loanId') id: string,
    @Param('planId') planId: string,
    @Body() { sha256, accepted }: FundProofDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<PlanStateAnswer> {
    return this.take(id, { kind: 'fund-proof', planId, sha256, accepted, by: actor.subject }, key, actor);
  }

  private async take(id: string, command: PlanCommand & { planId: string }, key: string, actor: Actor) {
    const { loan } = await this.loans.seenBy(actor, id);
    requireAllowed(await this.commands.take(loan, command, key, actor));
    const { planId } = command;
    const { state = 'unknown', requestId = null } =
      (await planLine(reading(this.pool), tenantOf(loan), loan, planId)) ?? {};
    return { planId, state, requestId };
  }
}
