import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor } from '../auth/actor.js';
import { Roles } from '../auth/roles.js';
import { IdempotencyKey } from '../service/http/idempotency-key.js';
import { Problem } from '../service/http/problem.js';
import { type ActionView, actionViews } from './actions.js';
import { type HeldView, heldViews, type WaitingView, waitingViews } from './held.js';
import { type LetterView, letterViews, seenBy } from './letters.js';
import { ActionDto, DoneDto, HeldDto, HeldOneDto, LetterDto, OutgoingDto } from './operations.answers.js';
import {
  ActionsDto,
  DiscardHeldDto,
  DiscardLettersDto,
  ListHeldDto,
  ListLettersDto,
  ReplayDto,
} from './operations.dto.js';
import { type Done, Operations } from './operations.js';
import { type OutgoingView, outgoingViews } from './outgoing.js';
import { answerOnce, requestOf } from './requests.js';

const WAITING_SHOWN = 100;
const KEY = {
  name: 'Idempotency-Key',
  required: true,
  description: 'The same key again changes nothing, and gets the same answer',
};

@ApiTags('operations')
@ApiBearerAuth()
@Controller('v1/operations')
export class OperationsController {
  constructor(@Inject(Operations) private readonly operations: Operations) {}

  @Roles('operator', 'auditor', 'platform-operator')
  @Get('dead-letters')
  @ApiOperation({ summary: 'Records that were set aside, and why; never what they hold' })
  @ApiOkResponse({ type: [LetterDto] })
  letters(
    @Query() { reason, status = 'open', limit = 100 }: ListLettersDto,
    @CurrentActor() actor: Actor,
  ): Promise<LetterView[]> {
    return letterViews(this.operations.pool, seenBy(actor), { status, limit, ...(reason && { reason }) });
  }

  @Roles('operator', 'auditor', 'platform-operator')
  @Get('dead-letters/:id')
  @ApiOperation({ summary: 'One dead letter' })
  @ApiOkResponse({ type: LetterDto })
  async letter(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<LetterView> {
    if (!/^\d{1,18}$/.test(id)) throw new Problem(404, 'no-such-dead-letter');
    const [letter] = await letterViews(this.operations.pool, seenBy(actor), { id, limit: 1 });
    if (letter === undefined) throw new Problem(404, 'no-such-dead-letter', 'No dead letter has this number.');
    return letter;
  }

  @Roles('operator', 'platform-operator')
  @Post('dead-letters/replay')
  @HttpCode(200)
  @ApiOperation({ summary: 'Takes dead letters through the same path again: one, all of a reason, or all of a loan' })
  @ApiHeader(KEY)
  @ApiOkResponse({ type: [DoneDto] })
  replayLetters(
    @Body() which: ReplayDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<Done[]> {
    const one = requireOne(which);
    return this.once(key, 'replayLetters', which, () => this.operations.replayLetters(one, actor, key));
  }

  @Roles('operator', 'platform-operator')
  @Post('dead-letters/discard')
  @HttpCode(200)
  @ApiOperation({ summary: 'Gives dead letters up, with a reason; the bytes are kept' })
  @ApiHeader(KEY)
  @ApiOkResponse({ type: [DoneDto] })
  discardLetters(
    @Body() { because, ...which }: DiscardLettersDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<Done[]> {
    const one = requireOne(which);
    return this.once(key, 'discardLetters', { because, ...which }, () =>
      this.operations.discardLetters(one, because, actor, key),
    );
  }

  @Roles('operator', 'auditor')
  @Get('parked')
  @ApiOperation({ summary: 'Loans whose records wait, and why' })
  @ApiOkResponse({ type: [HeldDto] })
  held(@Query() { reason, limit = 100 }: ListHeldDto, @CurrentActor() actor: Actor): Promise<HeldView[]> {
    return heldViews(this.operations.pool, actor.tenant, { limit, ...(reason && { reason }) });
  }

  @Roles('operator', 'auditor')
  @Get('parked/:loan')
  @ApiOperation({ summary: 'One held loan, with what waits behind it' })
  @ApiOkResponse({ type: HeldOneDto })
  async heldOne(
    @Param('loan') loan: string,
    @CurrentActor() actor: Actor,
  ): Promise<HeldView & { records: WaitingView[] }> {
    const [held] = await heldViews(this.operations.pool, actor.tenant, { loan, limit: 1 });
    if (held === undefined) throw new Problem(404, 'not-held', 'No record of this loan waits.');
    return { ...held, records: await waitingViews(this.operations.pool, loan, WAITING_SHOWN) };
  }

  @Roles('operator')
  @Post('parked/replay')
  @HttpCode(200)
  @ApiOperation({ summary: 'Takes the waiting records of held loans in their order: one loan, or all of a reason' })
  @ApiHeader(KEY)
  @ApiOkResponse({ type: [DoneDto] })
  replayHeld(@Body() which: ReplayDto, @CurrentActor() actor: Actor, @IdempotencyKey() key: string): Promise<Done[]> {
    const one = requireOne(which);
    return this.once(key, 'replayHeld', which, () => this.operations.releaseHeld(one, actor, key));
  }

  @Roles('operator')
  @Post('parked/discard')
  @HttpCode(200)
  @ApiOperation({ summary: 'Gives up the record that holds a loan, with a reason, and takes what waits behind it' })
  @ApiHeader(KEY)
  @ApiOkResponse({ type: [DoneDto] })
  discardHeld(
    @Body() { loan, because }: DiscardHeldDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<Done[]> {
    return this.once(key, 'discardHeld', { loan, because }, () =>
      this.operations.discardHeld(loan, because, actor, key),
    );
  }

  @Roles('auditor')
  @Get('actions')
  @ApiOperation({ summary: 'What operators did to dead letters and held loans, and why; the latest first' })
  @ApiOkResponse({ type: [ActionDto] })
  actions(@Query() { before, limit = 100 }: ActionsDto, @CurrentActor() actor: Actor): Promise<ActionView[]> {
    return actionViews(this.operations.pool, actor.tenant, { limit, ...(before && { before }) });
  }

  private once(key: string, route: string, body: object, work: () => Promise<Done[]>): Promise<Done[]> {
    return answerOnce(this.operations.pool, requestOf(key, route, body), work);
  }

  @Roles('operator', 'auditor', 'platform-operator')
  @Get('outbox')
  @ApiOperation({ summary: 'Announcements that no broker would take, and why; never what they say' })
  @ApiOkResponse({ type: [OutgoingDto] })
  outgoing(@Query() { reason, limit = 100 }: ListHeldDto, @CurrentActor() actor: Actor): Promise<OutgoingView[]> {
    return outgoingViews(this.operations.pool, seenBy(actor), { limit, ...(reason && { reason }) });
  }

  @Roles('operator', 'platform-operator')
  @Post('outbox/resend')
  @HttpCode(200)
  @ApiOperation({ summary: 'Sends such announcements again: one, all of a reason, or all of a loan' })
  @ApiHeader(KEY)
  @ApiOkResponse({ type: [DoneDto] })
  resend(@Body() which: ReplayDto, @CurrentActor() actor: Actor, @IdempotencyKey() key: string): Promise<Done[]> {
    const one = requireOne(which);
    return this.once(key, 'resend', which, () => this.operations.resend(one, actor, key));
  }
}

function requireOne<W extends ReplayDto>(which: W): W {
  const named = [which.id, which.reason, which.loan].filter((value) => value !== undefined);
  if (named.length === 1) return which;
  throw new Problem(400, 'which', 'Name exactly one of id, reason and loan.');
}
