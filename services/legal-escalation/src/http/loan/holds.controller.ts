import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { id128 } from '@mora/kernel';
import { type Actor, ApiProblem, CurrentActor, IdempotencyKey, Problem, requireTaken, Roles } from '@mora/runtime';
import { LegalCommands } from '../../handlers/loan/legal-commands.js';
import { Loans } from './loans.js';
import { BecauseDto, HoldDto, HoldIdAnswer } from './holds.dto.js';
import { dayOf, KEY } from './texts.js';

@ApiTags('holds')
@Controller('v1/loans/:loanId/holds')
export class HoldsController {
  constructor(
    private readonly loans: Loans,
    private readonly commands: LegalCommands,
  ) {}

  @Post()
  @Roles('legal', 'supervisor')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'The bank goes to court with nothing until it is lifted; it is taken of a held loan too' })
  @ApiBody({
    type: HoldDto,
    examples: {
      moratorium: { value: { kind: 'moratorium', because: 'court-order', from: '2026-03-10', until: '2026-04-10' } },
      dispute: { value: { kind: 'dispute', because: 'amount-disputed' } },
    },
  })
  @ApiOkResponse({ type: HoldIdAnswer })
  @ApiProblem(404, 'loan-unknown', 'No such loan, or one of another tenant')
  @ApiProblem(409, 'ends-before-it-begins', 'The last day lies before the first')
  async hold(
    @Param('loanId') id: string,
    @Body() { kind: hold, because, from, until }: HoldDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<HoldIdAnswer> {
    const { loan, now } = await this.loans.seenBy(actor, id);
    const holdId = id128('hold', loan, key);
    const first = from === undefined ? now.openDay : dayOf(from);
    if (first === null) throw new Problem(503, 'starting', 'No day is open yet; ask again in a moment.');
    const last = until === undefined ? null : dayOf(until);
    const by = actor.subject;
    const command = { kind: 'hold' as const, holdId, hold, from: first, until: last, because, by };
    // The day that is open may have moved on when the same is asked again.
    const said = { hold, because, from: from ?? null, until: until ?? null };
    requireTaken(await this.commands.take(loan, command, key, actor, said));
    return { holdId };
  }

  @Post(':holdId/lift')
  @Roles('legal', 'supervisor')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'A hold that people have set ends' })
  @ApiBody({ type: BecauseDto, examples: { over: { value: { because: 'court-has-decided' } } } })
  @ApiOkResponse({ type: HoldIdAnswer })
  @ApiProblem(409, 'no-such-hold', 'No such hold, or it has ended')
  async lift(
    @Param('loanId') id: string,
    @Param('holdId') holdId: string,
    @Body() { because }: BecauseDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<HoldIdAnswer> {
    const { loan } = await this.loans.seenBy(actor, id);
    const command = { kind: 'lift' as const, holdId, because, by: actor.subject };
    requireTaken(await this.commands.take(loan, command, key, actor));
    return { holdId };
  }
}
