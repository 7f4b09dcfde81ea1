import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type pg from 'pg';
import { amountText, type Currency } from '@mora/kernel';
import {
  type Actor,
  ApiProblem,
  CurrentActor,
  DATABASE,
  IdempotencyKey,
  Problem,
  Roles,
  type TracedRequest,
} from '@mora/runtime';
import { id128 } from '../../domain/ids.js';
import { PersonCommands } from '../../handlers/person/person-commands.js';
import { AGENCY_EXAMPLE, agencyLine } from '../../people/agency-line.js';
import { FileExchange } from '../../people/file-exchange.js';
import { type AllowanceFound, allowancesOf, placedWith } from '../../persistence/people/agencies.js';
import { reading } from '../../persistence/person/reading.js';
import { AskedAnswer } from '../person/contacts.dto.js';
import { ndjsonIn } from '../person/ndjson.js';
import { AllowanceAnswer, AllowanceDto, FirmContactDto, LineAnswersDto } from './agencies.dto.js';
import { FirmAsks } from './firm-asks.js';
import { KEY } from './key.js';
import { bodyOfLines } from './lines.js';
import { dateOf } from './promises.controller.js';
import { Rights } from './rights.js';

const MANY = 'application/x-ndjson';
const LIMITS = { lines: 1_000, bytes: 5_000_000, lineBytes: 20_000 };
const PAGE = 1_000;
const PLACED_EXAMPLE =
  '{"placementId":"p-1","loan":"demo:L-000001","placedOn":"2026-03-02","until":null,"currency":"CNY","overdue":"1234.50",' +
  '"allowances":[{"allowanceId":"al-1","person":"demo:P-000001","channel":"agency-call","from":"2026-03-02",' +
  '"until":"2026-03-06","contacts":["c-1","c-2"]}]}\n';

@ApiTags('agencies')
@Controller('v1/agencies/:agencyId')
export class AgencyFilesController {
  constructor(
    private readonly persons: PersonCommands,
    private readonly asks: FirmAsks,
    private readonly exchange: FileExchange,
    private readonly rights: Rights,
    @Inject(DATABASE) private readonly pool: pg.Pool,
  ) {}

  @Post('ask')
  @Roles('agency')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({
    summary: 'May we call, write or visit now? A firm asks just before; a yes holds for a few minutes and counts',
    description: 'What became of it is reported in a line of `contacts`, under the id of the decision.',
  })
  @ApiOkResponse({ type: AskedAnswer, description: 'A no is an answer too: `rules` says by which' })
  @ApiProblem(403, 'not-yours', 'Another firm, or the loan is not placed with it')
  @ApiProblem(503, 'catching-up', 'What happened to the loan before yesterday is not known yet')
  async ask(
    @Param('agencyId') agencyId: string,
    @Body() body: FirmContactDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<AskedAnswer> {
    const { person, ask } = await this.asks.of(agencyId, body, actor);
    const { nextAllowedAt, reservedUntil, pointId, ...answer } = await this.persons.ask(person, ask, key, actor);
    return { ...answer, nextAllowedAt: instant(nextAllowedAt), reservedUntil: instant(reservedUntil), point: pointId };
  }

  @Post('allowances')
  @Roles('supervisor', 'agency')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({
    summary: 'Contacts that a firm may make by itself between two days',
    description: 'The gate judges each of them. Granted ones count as made until the firm reports or gives them back.',
  })
  @ApiOkResponse({ type: AllowanceAnswer })
  @ApiProblem(403, 'not-yours', 'Another firm, or the loan is not placed with it')
  @ApiProblem(503, 'catching-up', 'What happened to the loan before yesterday is not known yet')
  async allow(
    @Param('agencyId') agencyId: string,
    @Body() body: AllowanceDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<AllowanceAnswer> {
    const { person, ask } = await this.asks.of(agencyId, body, actor);
    const grant = { ...ask, count: body.count, from: dateOf(body.from), until: dateOf(body.until) };
    const { decisionId, granted, rules, nextAllowedAt } = await this.persons.allow(person, grant, key);
    return {
      allowanceId: decisionId,
      granted,
      contacts: contactsOf(decisionId, granted),
      rules,
      nextAllowedAt: instant(nextAllowedAt),
    };
  }

  @Get('placements.ndjson')
  @Roles('agency', 'supervisor', 'auditor')
  @Header('Content-Type', MANY)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    summary: 'What a firm has, a line a loan: ids, what is overdue, and the contacts it may make',
    description: 'Names and numbers are asked of the vault, one person at a time, with a reserved contact.',
  })
  @ApiResponse({
    status: 200,
    content: { [MANY]: { schema: { type: 'string' }, example: PLACED_EXAMPLE } },
    description: 'At most 1,000 lines; go on with `after`, the loan of the last one',
  })
  async placements(
    @Param('agencyId') agencyId: string,
    @CurrentActor() actor: Actor,
    @Query('after') after?: string,
  ): Promise<string> {
    this.rights.requireFirm(actor, agencyId);
    const { tenant } = actor;
    const db = reading(this.pool);
    const page = await placedWith(db, { tenant, agencyId, ...(after !== undefined && { after }), limit: PAGE });
    const loans = page.map(({ loanId }) => loanId);
    const allowances = await allowancesOf(db, { tenant, agencyId, loans, today: this.rights.today() });
    return page
      .map(({ placementId, loanId, placedOn, until, currency, balanceMinor }) => {
        const overdue = amountText(balanceMinor, currency as Currency);
        const own = allowances.filter((one) => one.loanId === loanId).map(lineOf);
        return `${JSON.stringify({ placementId, loan: loanId, placedOn, until, currency, overdue, allowances: own })}\n`;
      })
      .join('');
  }

  @Post('contacts')
  @Roles('agency', 'supervisor')
  @HttpCode(200)
  @ApiOperation({
    summary: 'What became of the contacts of a firm: NDJSON, at most 1,000 lines',
    description: 'Idempotent by the firm’s own id of each line. A line is taken or not by itself.',
    requestBody: bodyOfLines(agencyLine, AGENCY_EXAMPLE),
  })
  @ApiOkResponse({ type: LineAnswersDto })
  @ApiProblem(413, 'batch-too-large', 'Too large; nothing was taken')
  @ApiProblem(415, 'media-type-unknown', 'Not NDJSON, or compressed')
  async contacts(
    @Param('agencyId') agencyId: string,
    @Req() request: TracedRequest,
    @CurrentActor() actor: Actor,
  ): Promise<LineAnswersDto> {
    this.rights.requireFirm(actor, agencyId);
    if ((request.header('content-encoding') ?? 'identity') !== 'identity' || request.is(MANY) !== MANY) {
      throw new Problem(415, 'media-type-unknown', `Send ${MANY}, not compressed.`);
    }
    return { answers: await this.exchange.take(await ndjsonIn(request, LIMITS), agencyId, actor) };
  }
}

const instant = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

/** The ids under which the lane of the person counts them. */
const contactsOf = (allowanceId: string, granted: number): readonly string[] =>
  Array.from({ length: granted }, (_, nth) => id128(allowanceId, nth));

const lineOf = ({ allowanceId, personId, channel, granted, from, until }: AllowanceFound) => ({
  allowanceId,
  person: personId,
  channel,
  from,
  until,
  contacts: contactsOf(allowanceId, granted),
});
