import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { LoanId, PersonId } from '@mora/kernel';
import { type Actor, ApiProblem, CurrentActor, IdempotencyKey, Problem, requireTaken, Roles } from '@mora/runtime';
import { id128 } from '../../domain/ids.js';
import type { CheckInVisit, LogVisit } from '../../domain/notices/commands.js';
import { LoanCommands } from '../../handlers/loan/loan-commands.js';
import type { DecisionRow } from '../../persistence/person/decisions.js';
import { byWhom, Logging } from './logging.js';
import { CheckedInAnswer, CheckInDto, LoggedAnswer, VisitDto } from './tasks.dto.js';

const KEY = { name: 'Idempotency-Key', required: true, description: 'The same key again changes nothing' };

/** A visit has two reports: who has come to the place and when, and then what came of it. */
@ApiTags('tasks')
@Controller('v1/visits')
export class VisitsController {
  constructor(
    private readonly commands: LoanCommands,
    private readonly logging: Logging,
  ) {}

  @Post(':decisionId/check-in')
  @Roles('collector', 'supervisor', 'agency')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'Two have come to the place that the gate has allowed; before anything comes of it' })
  @ApiOkResponse({ type: CheckedInAnswer })
  @ApiProblem(409, 'no-reservation', 'No such visit of yours was allowed; or reservation-over, checked-in-already')
  @ApiProblem(422, 'not-the-place', 'Another place than the gate has allowed; or not-yet, tenants-differ')
  async checkIn(
    @Param('decisionId') id: string,
    @Body() body: CheckInDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<CheckedInAnswer> {
    const { loan, person, at } = this.logging.about(body, actor);
    const { decisionId, contactId, pointId, reservedUntil } = await this.allowed(id, loan, person, actor);
    if (pointId !== null && body.point !== pointId)
      throw new Problem(422, 'not-the-place', 'The gate has allowed another place.');
    if (reservedUntil !== null && at > reservedUntil.getTime())
      throw new Problem(409, 'reservation-over', 'The gate has allowed it for a time that was over: ask again.');
    const command: CheckInVisit = {
      kind: 'check-in-visit',
      decisionId,
      contactId,
      personId: person,
      role: body.role,
      pointId,
      agencyId: byWhom(actor).agencyId,
      visitors: body.visitors,
      checkedInAt: at,
    };
    requireTaken(await this.commands.take(loan, command, `check-in/${key}`, actor));
    return { decisionId, checkedInAt: new Date(at).toISOString() };
  }

  @Post()
  @Roles('collector', 'supervisor', 'agency')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'What came of a visit; those who went have checked in before' })
  @ApiOkResponse({ type: LoggedAnswer })
  @ApiProblem(409, 'no-reservation', 'The gate allowed no such visit of yours; or not-checked-in, before-check-in')
  @ApiProblem(422, 'outcome-unknown', 'No such outcome; or not-yet, tenants-differ')
  async visit(
    @Body() body: VisitDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<LoggedAnswer> {
    const { loan, person: personId, at } = this.logging.about(body, actor);
    const { decisionId, contactId, pointId, channel } = await this.allowed(body.decision, loan, personId, actor);
    const { answered, conversation, invalidPoint } = this.logging.meaning(body.outcome, channel);
    const command: LogVisit = {
      kind: 'log-visit',
      visitId: id128('visit', loan, key),
      channel,
      arrival: null,
      recorded: body.recorded,
      entryConsent: body.entryConsent ?? null,
      personId,
      role: body.role,
      decisionId,
      contactId,
      pointId,
      ...byWhom(actor),
      at,
      outcome: body.outcome,
      answered,
      conversation,
      invalidPoint,
    };
    requireTaken(await this.commands.take(loan, command, `visit/${key}`, actor));
    return { id: command.visitId };
  }

  private async allowed(id: string, loan: LoanId, person: PersonId, actor: Actor): Promise<AllowedVisit> {
    const decision = await this.logging.decision(id, loan, person, actor);
    const { channel } = decision;
    if (channel !== 'visit' && channel !== 'agency-visit')
      throw new Problem(409, 'no-reservation', 'A visit was not what was allowed.');
    return { ...decision, channel };
  }
}

type AllowedVisit = DecisionRow & Readonly<{ channel: 'visit' | 'agency-visit' }>;
