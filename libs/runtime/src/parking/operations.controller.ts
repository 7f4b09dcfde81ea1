import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor } from '../auth/actor.js';
import { Roles } from '../auth/roles.js';
import { Problem } from '../service/http/problem.js';
import { type HeldView, heldViews, type WaitingView, waitingViews } from './held.js';
import { type LetterView, letterViews } from './letters.js';
import { DiscardHeldDto, DiscardLettersDto, ListDto, ReplayDto } from './operations.dto.js';
import { type Done, Operations } from './operations.js';

const WAITING_SHOWN = 100;

@ApiTags('operations')
@ApiBearerAuth()
@Controller('v1/operations')
export class OperationsController {
  constructor(@Inject(Operations) private readonly operations: Operations) {}

  @Roles('operator', 'auditor')
  @Get('dead-letters')
  @ApiOperation({ summary: 'Records that were set aside, and why; never what they hold' })
  letters(
    @Query() { reason, status = 'open', limit = 100 }: ListDto,
    @CurrentActor() actor: Actor,
  ): Promise<LetterView[]> {
    return letterViews(this.operations.pool, actor.tenant, { status, limit, ...(reason && { reason }) });
  }

  @Roles('operator', 'auditor')
  @Get('dead-letters/:id')
  @ApiOperation({ summary: 'One dead letter' })
  async letter(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<LetterView> {
    if (!/^\d{1,18}$/.test(id)) throw new Problem(404, 'no-such-dead-letter');
    const [letter] = await letterViews(this.operations.pool, actor.tenant, { id, limit: 1 });
    if (letter === undefined) throw new Problem(404, 'no-such-dead-letter', 'No dead letter has this number.');
    return letter;
  }

  @Roles('operator')
  @Post('dead-letters/replay')
  @HttpCode(200)
  @ApiOperation({ summary: 'Takes dead letters through the same path again: one, all of a reason, or all of a loan' })
  replayLetters(@Body() which: ReplayDto, @CurrentActor() actor: Actor): Promise<Done[]> {
    return this.operations.replayLetters(requireOne(which), actor);
  }

  @Roles('operator')
  @Post('dead-letters/discard')
  @HttpCode(200)
  @ApiOperation({ summary: 'Gives dead letters up, with a reason; the bytes are kept' })
  discardLetters(@Body() { because, ...which }: DiscardLettersDto, @CurrentActor() actor: Actor): Promise<Done[]> {
    return this.operations.discardLetters(requireOne(which), because, actor);
  }

  @Roles('operator', 'auditor')
  @Get('parked')
  @ApiOperation({ summary: 'Loans whose records wait, and why' })
  held(@Query() { reason, limit = 100 }: ListDto, @CurrentActor() actor: Actor): Promise<HeldView[]> {
    return heldViews(this.operations.pool, actor.tenant, { limit, ...(reason && { reason }) });
  }

  @Roles('operator', 'auditor')
  @Get('parked/:loan')
  @ApiOperation({ summary: 'One held loan, with what waits behind it' })
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
  replayHeld(@Body() which: ReplayDto, @CurrentActor() actor: Actor): Promise<Done[]> {
    return this.operations.releaseHeld(requireOne(which), actor);
  }

  @Roles('operator')
  @Post('parked/discard')
  @HttpCode(200)
  @ApiOperation({ summary: 'Gives up the record that holds a loan, with a reason, and takes what waits behind it' })
  discardHeld(@Body() { loan, because }: DiscardHeldDto, @CurrentActor() actor: Actor): Promise<Done[]> {
    return this.operations.discardHeld(loan, because, actor);
  }
}

function requireOne<W extends ReplayDto>(which: W): W {
  const named = [which.id, which.reason, which.loan].filter((value) => value !== undefined);
  if (named.length === 1) return which;
  throw new Problem(400, 'which', 'Name exactly one of id, reason and loan.');
}
