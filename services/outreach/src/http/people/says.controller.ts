import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type pg from 'pg';
import { tenantOf } from '@mora/kernel';
import {
  type Actor,
  ApiProblem,
  CurrentActor,
  DATABASE,
  IdempotencyKey,
  Problem,
  requireTaken,
  requireTenant,
  Roles,
} from '@mora/runtime';
import { id128 } from '../../domain/ids.js';
import type { Saying } from '../../domain/says/commands.js';
import { LoanCommands } from '../../handlers/loan/loan-commands.js';
import { openSay, sayOf, saysOf } from '../../persistence/people/queries.js';
import { reading } from '../../persistence/person/reading.js';
import { Vault } from '../../vault/vault.js';
import { refusedBy, requirePurpose } from '../person/access-rights.js';
import { CaseWork } from './case-work.js';
import { KEY } from './key.js';
import { dateOf } from './promises.controller.js';
import { loanOf, personOf, Rights } from './rights.js';
import { CloseSayDto, SayAnswer, SayDto, SaysAnswer, SayTextAnswer, SayTextDto } from './says.dto.js';

const NO_STORE = ['Cache-Control', 'no-store'] as const;

@ApiTags('says')
@Controller('v1/loans/:loanId/says')
export class SaysController {
  constructor(
    private readonly commands: LoanCommands,
    private readonly rights: Rights,
    private readonly caseWork: CaseWork,
    private readonly vault: Vault,
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
    const way = await this.rights.require(actor, loan, person, body.role);
    const via = way === 'portal' ? ('word' as const) : way;
    if (body.says === 'vulnerability-over' && !actor.roles.includes('supervisor')) {
      throw new Problem(403, 'not-yours', 'That it is over is for a supervisor to say.');
    }
    if (body.says === 'opt-in' && way !== 'portal' && !actor.roles.includes('supervisor')) {
      throw new Problem(403, 'not-yours', 'That a channel is open again is for the borrower or a supervisor to say.');
    }
    const sayId = id128('say', loan, key);
    const saying = sayingOf(body, way === 'agency' ? (actor.agency ?? null) : null);
    const command = { kind: 'say' as const, sayId, personId: person, role: body.role, via, saying };
    requireTaken(await this.commands.take(loan, command, key, actor));
    const agency = 'agencyId' in saying ? saying.agencyId : null;
    const like = { sayId, person, kind: body.says, about: body.about ?? body.topic ?? 'all', agency };
    return { sayId: (await openSay(reading(this.pool), loan, like)) ?? sayId };
  }

  @Post(':sayId/text')
  @Roles('collector', 'negotiator', 'legal', 'supervisor')
  @HttpCode(200)
  @Header(...NO_STORE)
  @ApiOperation({ summary: 'What the person has written, for a purpose; who asked for it, and why, is kept' })
  @ApiOkResponse({ type: SayTextAnswer })
  @ApiProblem(403, 'case-not-yours', 'The case is not yours to work on; or purpose-not-yours')
  @ApiProblem(404, 'say-unknown', 'Nothing was said under this id; or text-unknown: nothing was written')
  @ApiProblem(410, 'erased', 'The person has been erased')
  async text(
    @Param('loanId') id: string,
    @Param('sayId') sayId: string,
    @Body() { purpose, reference }: SayTextDto,
    @CurrentActor() actor: Actor,
  ): Promise<SayTextAnswer> {
    const loan = loanOf(id);
    requireTenant(actor, tenantOf(loan));
    const said = await sayOf(reading(this.pool), loan, sayId);
    if (said === null) throw new Problem(404, 'say-unknown', 'Nothing was said under this id.');
    const person = personOf(said.personId);
    requirePurpose(actor, purpose);
    if (purpose === 'case-work') await this.caseWork.require(actor, reference, person);
    const field = `message:${sayId}`;
    const read = await this.vault.read({ person, fields: [field], purpose, actor, reference }).catch(refusedBy);
    const text = read[field];
    if (text === undefined) throw new Problem(404, 'text-unknown', 'Nothing was written.');
    return { text: text.reveal() };
  }

  @Post(':sayId/verification')
  @Roles('supervisor', 'legal', 'negotiator')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({
    summary: 'Send proof of a disputed debt',
    description: 'A written dispute is rejected only after it. Once it has gone out, closing needs no date any more.',
  })
  @ApiOkResponse({ type: SayAnswer })
  @ApiProblem(409, 'say-not-open', 'No dispute is open under this id; or verified-already')
  async verify(
    @Param('loanId') id: string,
    @Param('sayId') sayId: string,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<SayAnswer> {
    const command = { kind: 'verify-say' as const, sayId, by: actor.subject };
    requireTaken(await this.commands.take(loanOf(id), command, key, actor));
    return { sayId };
  }

  @Post(':sayId/close')
  @Roles('supervisor', 'legal', 'negotiator')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({
    summary: 'A dispute, a complaint, a hardship, a question or a ban on contact is settled',
    description: 'Whoever has asked is written that the question is answered, whoever has disputed what was found.',
  })
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
