import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type pg from 'pg';
import { amountText, type Currency } from '@mora/kernel';
import {
  type Actor,
  ApiProblem,
  CurrentActor,
  DATABASE,
  IdempotencyKey,
  Problem,
  requireTaken,
  Roles,
} from '@mora/runtime';
import { LoanCommands } from '../../handlers/loan/loan-commands.js';
import { Placing } from '../../people/placing.js';
import { openProposals, proposalOf, type ProposalFound } from '../../persistence/people/proposals.js';
import { reading } from '../../persistence/person/reading.js';
import { PlacementAnswer } from './agencies.dto.js';
import { KEY } from './key.js';
import { placementAnswer } from './placements.controller.js';
import { dateOf } from './promises.controller.js';
import { AcceptProposalDto, DeclineProposalDto, ProposalChanged, ProposalsAnswer } from './proposals.dto.js';
import { Rights } from './rights.js';

const PAGE = 200;

@ApiTags('agencies')
@Controller('v1/placement-proposals')
export class ProposalsController {
  constructor(
    private readonly placing: Placing,
    private readonly commands: LoanCommands,
    private readonly rights: Rights,
    @Inject(DATABASE) private readonly pool: pg.Pool,
  ) {}

  @Get()
  @Roles('supervisor', 'compliance', 'auditor', 'negotiator')
  @ApiOperation({
    summary: 'Loans that the strategy would give to an outside firm, the longest waiting first',
    description: 'Each is also a case in the queue `placements`, unless the loan has a more urgent one.',
  })
  @ApiOkResponse({ type: ProposalsAnswer })
  async open(@CurrentActor() { tenant }: Actor): Promise<ProposalsAnswer> {
    return { proposals: (await openProposals(reading(this.pool), tenant, PAGE)).map(answerOf) };
  }

  @Post(':proposalId/accept')
  @Roles('supervisor')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({
    summary: 'Give the loan to an outside firm, as the strategy proposes',
    description: 'The borrower is told first; the firm has the loan from the day that the notice names.',
  })
  @ApiOkResponse({ type: PlacementAnswer })
  @ApiProblem(404, 'proposal-unknown', 'There is no such proposal')
  @ApiProblem(409, 'agency-not-good', 'Not placed: no-agency, not-proposed, agency-not-good, restricted, …')
  async accept(
    @Param('proposalId') proposalId: string,
    @Body() body: AcceptProposalDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<PlacementAnswer> {
    const found = await this.found(proposalId, actor);
    const today = this.rights.today();
    if (found.state === 'declined' || found.state === 'overtaken') {
      throw new Problem(409, 'not-proposed', 'The proposal is not open any more.');
    }
    const agency = body.agency ?? (await this.placing.choose(actor.tenant, today));
    if (agency === null) throw new Problem(409, 'no-agency', 'No firm may be given another loan.');
    const order = {
      agency,
      until: body.until === undefined ? null : dateOf(body.until),
      announcedOn: body.announcedOn === undefined ? null : dateOf(body.announcedOn),
    };
    const how = { key, by: actor, said: { proposalId, ...body }, today };
    const { placementId, answer } = await this.placing.place(found.loanId, order, how);
    requireTaken(answer);
    return placementAnswer(this.pool, placementId);
  }

  @Post(':proposalId/decline')
  @Roles('supervisor')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'The loan stays with the bank; it is not proposed again in this episode' })
  @ApiOkResponse({ type: ProposalChanged })
  @ApiProblem(404, 'proposal-unknown', 'There is no such proposal')
  @ApiProblem(409, 'not-proposed', 'The proposal is not open any more')
  async decline(
    @Param('proposalId') proposalId: string,
    @Body() { because }: DeclineProposalDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<ProposalChanged> {
    const { loanId } = await this.found(proposalId, actor);
    const command = { kind: 'decline-placement' as const, proposalId, because, by: actor.subject };
    requireTaken(await this.commands.take(loanId, command, key, actor));
    return { proposalId };
  }

  private async found(proposalId: string, { tenant }: Actor): Promise<ProposalFound> {
    const found = await proposalOf(reading(this.pool), tenant, proposalId);
    if (found === null) throw new Problem(404, 'proposal-unknown', 'There is no such proposal.');
    return found;
  }
}

const answerOf = ({ proposalId, loanId, step, proposedOn, state, because, currency, balanceMinor }: ProposalFound) => ({
  proposalId,
  loan: loanId,
  step,
  proposedOn,
  state,
  because,
  currency,
  overdue: amountText(balanceMinor, currency as Currency),
});
