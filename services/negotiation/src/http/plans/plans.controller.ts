import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type pg from 'pg';
import { tenantOf } from '@mora/kernel';
import { type Actor, ApiProblem, CurrentActor, DATABASE, IdempotencyKey, Problem, Roles } from '@mora/runtime';
import type { PlanCommand } from '../../domain/plans/commands.js';
import { NegotiationCommands } from '../../handlers/loan/loan-commands.js';
import { reading } from '../../persistence/loan/reading.js';
import { planLine } from '../../persistence/plans/plan.queries.js';
import { NEGOTIATION_POLICIES, type PolicyBook } from '../../policies/load.js';
import { Loans } from '../loan/loans.js';
import { BecauseDto } from '../loan/rounds.dto.js';
import { spokenBy } from '../loan/spoken.js';
import { KEY } from '../loan/texts.js';
import { OfferDoor } from '../offers/offer-door.js';
import { DisclosureNamedDto } from '../offers/offers.dto.js';
import { requireAllowed } from '../refusals.js';
import { planView } from './plan-view.js';
import { FundDecisionDto, FundProofDto, PlanAnswer, PlanStateAnswer, SettleDifferenceDto } from './plans.dto.js';

const NO_PLAN = 'No such plan of the loan';

@ApiTags('plans')
@Controller('v1/loans/:loanId/plans/:planId')
export class PlansController {
  constructor(
    private readonly loans: Loans,
    private readonly commands: NegotiationCommands,
    private readonly door: OfferDoor,
    @Inject(DATABASE) private readonly pool: pg.Pool,
    @Inject(NEGOTIATION_POLICIES) private readonly policies: PolicyBook,
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
    return planView(plan, line, seen, this.policies.on(plan.acceptedOn).menu.forbearance);
  }

  @Post('acknowledge-difference')
  @Roles('negotiator', 'supervisor', 'borrower')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'The borrower has seen what the ledger has booked in place of what was agreed, and agrees' })
  @ApiBody({
    type: DisclosureNamedDto,
    examples: {
      borrower: { value: { disclosureId: '4b1f…' } },
      staff: { value: { disclosureId: '4b1f…', evidence: { kind: 'recording', id: 'call-20260312-17' } } },
    },
  })
  @ApiOkResponse({ type: PlanStateAnswer })
  @ApiProblem(
    409,
    'disclosure-changed',
    'Not taken: disclosure-changed, heavier-than-agreed, nothing-differs, nothing-open, plan-open, round-open',
  )
  @ApiProblem(422, 'evidence-missing', 'Somebody of the bank answers for the borrower, and names no proof of it')
  async acknowledge(
    @Param('loanId') id: string,
    @Param('planId') planId: string,
    @Body() { disclosureId, evidence }: DisclosureNamedDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<PlanStateAnswer> {
    const seen = await this.loans.seenBy(actor, id);
    const spoken = spokenBy(actor, seen, evidence);
    const command = { kind: 'acknowledge-difference' as const, planId, disclosureId, ...spoken };
    return this.take(id, command, key, actor);
  }

  @Post('settle-difference')
  @Roles('negotiator', 'supervisor')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({
    summary: 'The ledger’s own schedule stands, as the borrower has acknowledged it, or the ledger is asked again',
    description:
      'That it stands is said by another person than who has taken down the borrower’s word, of the tier of the plan.',
  })
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
    'Not taken: disclosure-changed, not-acknowledged, heavier-than-agreed, nothing-differs, round-open, offer-anew, …',
  )
  @ApiProblem(
    422,
    'own-acknowledgement',
    'A rule forbids it: own-acknowledgement, own-proposal, tier-too-low, voted-already',
  )
  async settle(
    @Param('loanId') id: string,
    @Param('planId') planId: string,
    @Body() body: SettleDifferenceDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<PlanStateAnswer> {
    const { take, because } = body;
    const disclosureId = body.disclosureId ?? null;
    const seen = await this.loans.seenBy(actor, id);
    const tier = await this.door.tierOf(seen, actor);
    const command = {
      kind: 'settle-difference' as const,
      planId,
      take,
      disclosureId,
      because,
      by: actor.subject,
      tier,
    };
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
  @ApiProblem(422, 'proof-not-verified', 'A rule forbids it: own-proposal, reviewed-already, proof-not-verified')
  proof(
    @Param('loanId') id: string,
    @Param('planId') planId: string,
    @Body() { sha256, accepted }: FundProofDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<PlanStateAnswer> {
    return this.take(id, { kind: 'fund-proof', planId, sha256, accepted, by: actor.subject }, key, actor);
  }

  @Post('fund-decision')
  @Roles('supervisor', 'compliance')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'The highest tier, or compliance, decides of a fund that nobody has proven' })
  @ApiBody({
    type: FundDecisionDto,
    examples: {
      letBe: { value: { decision: 'let-be', because: 'flood-took-the-papers' } },
      end: { value: { decision: 'end', because: 'used-for-something-else' } },
    },
  })
  @ApiOkResponse({ type: PlanStateAnswer })
  @ApiProblem(409, 'proof-not-due', 'Not taken: proof-not-due, already-proven, no-fund, plan-not-active')
  @ApiProblem(422, 'tier-too-low', 'A rule forbids it: tier-too-low, own-proposal, reviewed-already')
  async decide(
    @Param('loanId') id: string,
    @Param('planId') planId: string,
    @Body() { decision, because }: FundDecisionDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<PlanStateAnswer> {
    const seen = await this.loans.seenBy(actor, id);
    const tier = actor.roles.includes('compliance') ? 'T4' : await this.door.tierOf(seen, actor);
    const command = { kind: 'fund-decision' as const, planId, decision, because, by: actor.subject, tier };
    return this.take(id, command, key, actor);
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
