import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type pg from 'pg';
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
import { id128 } from '../../domain/ids.js';
import type { Saying } from '../../domain/says/commands.js';
import { LoanCommands } from '../../handlers/loan/loan-commands.js';
import { openSay, saysOf } from '../../persistence/people/queries.js';
import { reading } from '../../persistence/person/reading.js';
import { KEY } from './key.js';
import { dateOf } from './promises.controller.js';
import { loanOf, personOf, Rights } from './rights.js';
import { CloseSayDto, SayAnswer, SayDto, SaysAnswer } from './says.dto.js';

@ApiTags('says')
@Controller('v1/loans/:loanId/says')
export class SaysController {
  constructor(
    private readonly commands: LoanCommands,
    private readonly rights: Rights,
    @Inject(DATABASE) private readonly pool: pg.Pool,
  ) {}

  @Post()
  @Roles('collector', 'negotiator', 'legal', 'supervisor', 'agency', 'borrower')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({
    summary: 'What a borrower says: leave me alone, it is not so, it is hard, it is not me, a question',
    description:
      'It acts the moment it is taken, on a loan that is held too. The like of what is open changes nothing.',
  })
  @ApiOkResponse({ type: SayAnswer })
  @ApiProblem(403, 'not-yours', 'Another person, or a loan that is not placed with the firm')
  async say(
    @Param('loanId') id: string,
    @Body() body: SayDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<SayAnswer> {
    const [loan, person] = [loanOf(id), personOf(body.person)];
    const way = await this.rights.require(actor, loan, person);
    const via = way === 'portal' ? ('word' as const) : way;
    if (body.says === 'vulnerability-over' && !actor.roles.includes('supervisor')) {
      throw new Problem(403, 'not-yours', 'That it is over is for a supervisor to say.');
    }
    const sayId = id128('say', loan, key);
    const saying = sayingOf(body, way === 'agency' ? (actor.agency ?? null) : null);
    const command = { kind: 'say' as const, sayId, personId: person, role: body.role, via, saying };
    requireTaken(await this.commands.take(loan, command, key, actor));
    const like = { person, kind: body.says, about: body.about ?? body.topic ?? 'all' };
    return { sayId: (await openSay(reading(this.pool), loan, like)) ?? sayId };
  }

  @Post(':sayId/close')
  @Roles('supervisor', 'legal', 'negotiator')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'A dispute, a complaint, a hardship, a question or a ban on contact is settled' })
  @ApiOkResponse({ type: SayAnswer })
  @ApiProblem(409, 'say-not-open', 'Not open; or verification-not-sent, outcome-unfit')
  async close(
    @Param('loanId') id: string,
    @Param('sayId') sayId: string,
    @Body() { outcome, verificationSentOn }: CloseSayDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<SayAnswer> {
    const sentOn = verificationSentOn === undefined ? null : dateOf(verificationSentOn);
    const command = { kind: 'close-say' as const, sayId, outcome, verificationSentOn: sentOn, by: actor.subject };
    requireTaken(await this.commands.take(loanOf(id), command, key, actor));
    return { sayId };
  }

  @Get()
  @Roles('collector', 'negotiator', 'legal', 'supervisor', 'auditor')
  @ApiOperation({ summary: 'What was said about a loan, the latest first' })
  @ApiOkResponse({ type: SaysAnswer })
  async list(@Param('loanId') id: string): Promise<SaysAnswer> {
    return { says: await saysOf(reading(this.pool), loanOf(id)) };
  }
}

/** A firm that hears a complaint about itself says so by its token. */
function sayingOf(body: SayDto, ownFirm: string | null): Saying {
  const { says, channel, about, written = false, topic, point, effects } = body;
  const agencyId = body.agency ?? null;
  switch (says) {
    case 'opt-out':
    case 'opt-in':
      return { says, channel: channel as NonNullable<typeof channel> };
    case 'dispute':
      return { says, about: about as NonNullable<typeof about>, written };
    case 'complaint': {
      if (ownFirm !== null && agencyId !== null && agencyId !== ownFirm) {
        throw new Problem(403, 'not-yours', 'A firm names no other firm.');
      }
      return { says, about: agencyId === null ? 'bank' : 'agency', agencyId, topic: topic as string };
    }
    case 'hardship':
      return { says, reason: topic as string };
    case 'wrong-person':
      return { says, pointId: point as string };
    case 'question':
      return { says, topic: topic as string };
    case 'vulnerability':
    case 'vulnerability-over':
      return { says, flags: effects ?? [] };
    case 'cease':
      return { says };
  }
}
