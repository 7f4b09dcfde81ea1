import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { id128, type PersonId } from '@mora/kernel';
import { type Actor, ApiProblem, CurrentActor, IdempotencyKey, Problem, requireTaken, Roles } from '@mora/runtime';
import type { ClockCommand } from '../../domain/clock/commands.js';
import type { Act } from '../../domain/clock/types.js';
import { LegalCommands } from '../../handlers/loan/legal-commands.js';
import { LEGAL_POLICIES, type PolicyBook } from '../../policies/load.js';
import { BecauseDto } from '../loan/holds.dto.js';
import { Loans } from '../loan/loans.js';
import { dayOf, KEY } from '../loan/texts.js';
import {
  AccelerationDto,
  ActDto,
  ActIdAnswer,
  DemandDto,
  GuaranteeDto,
  LimitationAnswer,
  LoanIdAnswer,
  ObstacleDto,
  ObstacleIdAnswer,
  OnDto,
  type ProofDto,
} from './limitation.dto.js';
import { limitationOf } from './limitation-view.js';

const NOTHING = 'No such loan, or one of another tenant';
const FUTURE = 'It lies after the day that is open';

@ApiTags('limitation')
@Controller('v1/loans/:loanId/limitation')
export class LimitationController {
  constructor(
    private readonly loans: Loans,
    private readonly commands: LegalCommands,
    @Inject(LEGAL_POLICIES) private readonly policies: PolicyBook,
  ) {}

  @Get()
  @Roles('legal', 'supervisor', 'auditor')
  @ApiOperation({ summary: 'When the claims of a loan lapse, what has interrupted each period, and the proof' })
  @ApiOkResponse({ type: LimitationAnswer })
  @ApiProblem(404, 'loan-unknown', NOTHING)
  async one(@Param('loanId') id: string, @CurrentActor() actor: Actor): Promise<LimitationAnswer> {
    const { now } = await this.loans.seenBy(actor, id);
    if (now.openDay === null) throw new Problem(503, 'starting', 'No day is open yet; ask again in a moment.');
    return limitationOf(now.state, now.openDay, now.heldSince, this.policies.on(now.openDay));
  }

  @Post('acts')
  @Roles('legal')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'Something has happened that may interrupt a period; it is taken of a held loan too' })
  @ApiOkResponse({ type: ActIdAnswer })
  @ApiProblem(404, 'loan-unknown', NOTHING)
  @ApiProblem(409, 'in-the-future', FUTURE)
  @ApiProblem(409, 'guarantor-unnamed', 'What was said to a guarantor counts for that one alone')
  async record(
    @Param('loanId') id: string,
    @Body() { act: kind, on, until, claims, against = 'debtor', guarantorId, proof }: ActDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<ActIdAnswer> {
    const actId = id128('act', id, key);
    const end = until === undefined ? null : until === 'open' ? until : dayOf(until);
    const act: Act = {
      actId,
      kind,
      on: dayOf(on),
      until: end,
      claims: claims ?? 'all',
      against,
      ...(guarantorId !== undefined && { guarantorId: guarantorId as PersonId }),
      proof: proofOf(proof),
      from: 'staff',
    };
    await this.take(actor, id, key, { kind: 'record-act', act, by: actor.subject });
    return { actId };
  }

  @Post('acts/:actId/end')
  @Roles('legal')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'What was said to go on has ended: from then on the period runs' })
  @ApiOkResponse({ type: ActIdAnswer })
  @ApiProblem(409, 'no-such-act', 'Nobody has said that it goes on')
  @ApiProblem(409, 'in-the-future', FUTURE)
  @ApiProblem(409, 'ends-before-it-begins', 'It had not begun by then')
  async end(
    @Param('loanId') id: string,
    @Param('actId') actId: string,
    @Body() { on }: OnDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<ActIdAnswer> {
    await this.take(actor, id, key, { kind: 'act-ended', actId, on: dayOf(on), by: actor.subject });
    return { actId };
  }

  @Post('acts/:actId/void')
  @Roles('legal', 'supervisor')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({
    summary: 'A correction: it was never so. What was filed on it stays filed, and a supervisor looks at it',
  })
  @ApiOkResponse({ type: ActIdAnswer })
  @ApiProblem(409, 'no-such-act', 'No such act, or one that people have not recorded')
  async void(
    @Param('loanId') id: string,
    @Param('actId') actId: string,
    @Body() { because }: BecauseDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<ActIdAnswer> {
    await this.take(actor, id, key, { kind: 'void-act', actId, because, by: actor.subject });
    return { actId };
  }

  @Post('obstacles')
  @Roles('legal')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'Something keeps the bank from suing' })
  @ApiOkResponse({ type: ObstacleIdAnswer })
  @ApiProblem(409, 'in-the-future', FUTURE)
  async obstacle(
    @Param('loanId') id: string,
    @Body() { obstacle, from, proof }: ObstacleDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<ObstacleIdAnswer> {
    const obstacleId = id128('obstacle', id, key);
    const said = { obstacleId, obstacle, from: dayOf(from), proof: proofOf(proof), by: actor.subject };
    await this.take(actor, id, key, { kind: 'obstacle', ...said });
    return { obstacleId };
  }

  @Post('obstacles/:obstacleId/end')
  @Roles('legal')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'It keeps the bank from suing no more' })
  @ApiOkResponse({ type: ObstacleIdAnswer })
  @ApiProblem(409, 'no-such-obstacle', 'No such obstacle, or it has ended')
  async obstacleEnded(
    @Param('loanId') id: string,
    @Param('obstacleId') obstacleId: string,
    @Body() { on }: OnDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<ObstacleIdAnswer> {
    await this.take(actor, id, key, { kind: 'obstacle-ended', obstacleId, on: dayOf(on), by: actor.subject });
    return { obstacleId };
  }

  @Post('acceleration')
  @Roles('legal')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'The whole debt was called; its own period runs beside that of the last instalment' })
  @ApiOkResponse({ type: LoanIdAnswer })
  @ApiProblem(409, 'in-the-future', FUTURE)
  @ApiProblem(409, 'accelerated-already', 'It was called on another day, and that day stands')
  async accelerate(
    @Param('loanId') id: string,
    @Body() { on, proof }: AccelerationDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<LoanIdAnswer> {
    const said = { on: dayOf(on), proof: proofOf(proof), by: actor.subject };
    return this.take(actor, id, key, { kind: 'accelerate', ...said });
  }

  @Post('acceleration/void')
  @Roles('supervisor')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({
    summary: 'A correction: the debt was not called on that day. What was filed on it stays filed, and is looked at',
  })
  @ApiOkResponse({ type: LoanIdAnswer })
  @ApiProblem(409, 'not-accelerated', 'Nobody has said that it was called')
  @ApiProblem(409, 'own-acceleration', 'Whoever has said so does not take it back alone')
  async voidAcceleration(
    @Param('loanId') id: string,
    @Body() { because }: BecauseDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<LoanIdAnswer> {
    return this.take(actor, id, key, { kind: 'void-acceleration', because, by: actor.subject });
  }

  @Post('guarantees')
  @Roles('legal')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'What was agreed with a guarantor; without it the guarantee is as the law takes it' })
  @ApiOkResponse({ type: LoanIdAnswer })
  async guarantee(
    @Param('loanId') id: string,
    @Body() { guarantorId, kind, months }: GuaranteeDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<LoanIdAnswer> {
    const term = { guarantorId: guarantorId as PersonId, kind, months: months ?? null };
    return this.take(actor, id, key, { kind: 'guarantee-term', term, by: actor.subject });
  }

  @Post('demands')
  @Roles('legal')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'The debtor is asked by letter before the period ends; its arrival restarts it' })
  @ApiOkResponse({ type: LoanIdAnswer })
  @ApiProblem(409, 'demand-open', 'One is on its way already')
  async demand(
    @Param('loanId') id: string,
    @Body() { clockId, role = 'borrower' }: DemandDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<LoanIdAnswer> {
    return this.take(actor, id, key, { kind: 'demand', clockId, role, by: actor.subject });
  }

  @Post('recompute')
  @Roles('legal', 'operator')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'The periods are folded anew, as after a calendar was added' })
  @ApiOkResponse({ type: LoanIdAnswer })
  async recompute(
    @Param('loanId') id: string,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<LoanIdAnswer> {
    return this.take(actor, id, key, { kind: 'recompute', by: actor.subject });
  }

  private async take(actor: Actor, id: string, key: string, command: ClockCommand): Promise<LoanIdAnswer> {
    const { loan } = await this.loans.seenBy(actor, id);
    requireTaken(await this.commands.take(loan, command, key, actor));
    return { loanId: loan };
  }
}

const proofOf = ({ kind, id, sha256 }: ProofDto) => ({ kind, id, sha256: sha256 ?? null });
