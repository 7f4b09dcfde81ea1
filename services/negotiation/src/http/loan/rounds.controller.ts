import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Actor, ApiProblem, CurrentActor, IdempotencyKey, Problem, Roles } from '@mora/runtime';
import type { RoundCommand } from '../../domain/round/commands.js';
import { roundIdOf } from '../../domain/round/begin.js';
import { causeOf, NegotiationCommands } from '../../handlers/loan/loan-commands.js';
import { requireAllowed } from '../refusals.js';
import { isStaff, Loans, nameFor } from './loans.js';
import { AssignDto, CloseRoundDto, DoneAnswer, OpenRoundDto, ReasonDto, RoundIdAnswer } from './rounds.dto.js';
import { KEY } from './texts.js';

const NO_ROUND = 'No negotiation is open about the loan';
const NO_LOAN = 'No such loan, one of another tenant, or not the borrower’s own';

@ApiTags('rounds')
@Controller('v1/loans/:loanId')
export class RoundsController {
  constructor(
    private readonly loans: Loans,
    private readonly commands: NegotiationCommands,
  ) {}

  @Post('rounds')
  @Roles('negotiator', 'supervisor', 'borrower', 'legal', 'service')
  @ApiHeader(KEY)
  @ApiOperation({
    summary: 'A negotiation is to begin',
    description: 'The borrower may ask before anything is overdue; the bank not again at once after one has ended.',
  })
  @ApiBody({
    type: OpenRoundDto,
    examples: {
      staff: { value: { because: 'asked-for-help', reasonForDelinquency: 'illness', forBorrower: true } },
      borrower: { value: { because: 'lost-job', reasonForDelinquency: 'job-loss' } },
      legal: { value: { because: 'before-the-suit', reference: { requestId: 'lr-1', caseId: 'case-1' } } },
    },
  })
  @ApiCreatedResponse({ type: RoundIdAnswer })
  @ApiProblem(404, 'loan-unknown', NO_LOAN)
  @ApiProblem(409, 'round-open', 'Not taken: round-open, plan-open, nothing-overdue, cooling-down, loan-ended, held, …')
  async open(
    @Param('loanId') id: string,
    @Body() body: OpenRoundDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<RoundIdAnswer> {
    const { loan } = await this.loans.seenBy(actor, id);
    const { because, reasonForDelinquency: reason = null, reference: legal = null } = body;
    const command = { kind: 'open' as const, because, reason, by: nameFor(actor), who: whoAsks(actor, body), legal };
    requireAllowed(await this.commands.take(loan, command, key, actor));
    return { roundId: roundIdOf(loan, causeOf(key)) };
  }

  @Post('assign')
  @Roles('negotiator', 'supervisor')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'Who of the bank works on it: one who judges and one who speaks, two people' })
  @ApiBody({ type: AssignDto, examples: { team: { value: { credit: 'chen', service: 'wang', responsible: 'wang' } } } })
  @ApiOkResponse({ type: DoneAnswer })
  @ApiProblem(409, 'no-round', NO_ROUND)
  @ApiProblem(422, 'same-person-twice', 'One person is not a team')
  assign(
    @Param('loanId') id: string,
    @Body() { credit, service, responsible }: AssignDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<DoneAnswer> {
    const team = { credit: credit ?? null, service: service ?? null, responsible: responsible ?? null };
    return this.take(id, { kind: 'assign', by: actor.subject, ...team }, key, actor);
  }

  @Post('reason')
  @Roles('negotiator', 'supervisor')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'Why the borrower fell behind, as far as it is known now' })
  @ApiBody({ type: ReasonDto, examples: { illness: { value: { reason: 'illness' } } } })
  @ApiOkResponse({ type: DoneAnswer })
  @ApiProblem(409, 'no-round', NO_ROUND)
  reason(
    @Param('loanId') id: string,
    @Body() { reason }: ReasonDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<DoneAnswer> {
    return this.take(id, { kind: 'reason', reason, by: actor.subject }, key, actor);
  }

  @Post('close')
  @Roles('supervisor')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'The bank ends the negotiation; it counts against nobody' })
  @ApiBody({ type: CloseRoundDto, examples: { delay: { value: { outcome: 'bank-delay', because: 'staff-missing' } } } })
  @ApiOkResponse({ type: DoneAnswer })
  @ApiProblem(409, 'no-round', `${NO_ROUND}, or plan-open: the ledger is asked already`)
  close(
    @Param('loanId') id: string,
    @Body() { outcome, because }: CloseRoundDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<DoneAnswer> {
    return this.take(id, { kind: 'close-round', outcome, because, by: actor.subject }, key, actor);
  }

  private async take(id: string, command: RoundCommand, key: string, actor: Actor): Promise<DoneAnswer> {
    const { loan } = await this.loans.seenBy(actor, id);
    requireAllowed(await this.commands.take(loan, command, key, actor));
    return { loanId: loan };
  }
}

/** Throws the problem 422 where legal escalation names no request of its own, or anybody else does. */
function whoAsks(actor: Actor, { forBorrower = false, reference }: OpenRoundDto): 'staff' | 'borrower' | 'legal' {
  const isLegal = actor.roles.includes('legal') || actor.roles.includes('service');
  if (reference !== undefined) {
    if (isLegal) return 'legal';
    throw new Problem(422, 'reference-not-yours', 'Only legal escalation names a request of its own.');
  }
  if (!isStaff(actor) || forBorrower) return 'borrower';
  if (actor.roles.includes('negotiator') || actor.roles.includes('supervisor')) return 'staff';
  throw new Problem(422, 'reference-missing', 'Name the request that the negotiation is to answer.');
}
