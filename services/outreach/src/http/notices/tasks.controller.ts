import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type pg from 'pg';
import {
  type Actor,
  ApiProblem,
  CLOCK,
  type Clock,
  CurrentActor,
  DATABASE,
  IdempotencyKey,
  Problem,
  requireTaken,
  Roles,
} from '@mora/runtime';
import { id128 } from '../../domain/ids.js';
import type { LogCall, LogVisit } from '../../domain/notices/commands.js';
import type { Channel } from '../../domain/words.js';
import { LoanCommands } from '../../handlers/loan/loan-commands.js';
import { openTasks } from '../../persistence/notices/tasks.queries.js';
import { reading } from '../../persistence/person/reading.js';
import { byWhom, Logging } from './logging.js';
import { CallDto, LoggedAnswer, TasksAnswer, VisitDto } from './tasks.dto.js';

const PAGE = 200;
const KEY = { name: 'Idempotency-Key', required: true, description: 'The same key again changes nothing' };

@ApiTags('tasks')
@Controller('v1')
export class TasksController {
  constructor(
    @Inject(DATABASE) private readonly pool: pg.Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly commands: LoanCommands,
    private readonly logging: Logging,
  ) {}

  @Get('tasks')
  @Roles('collector', 'supervisor')
  @ApiOperation({ summary: 'Calls and visits that the gate allows now; whoever takes one asks no more' })
  @ApiOkResponse({ type: TasksAnswer })
  async tasks(@CurrentActor() { tenant }: Actor): Promise<TasksAnswer> {
    const found = await openTasks(reading(this.pool), { tenant, now: new Date(this.clock.now()), limit: PAGE });
    const tasks = found.map(({ taskId, loanId: loan, personId: person, role, kind, pointId: point, expiresAt }) => {
      return { taskId, loan, person, role, kind, point, expiresAt: expiresAt.toISOString() };
    });
    return { tasks };
  }

  @Post('calls')
  @Roles('collector', 'supervisor', 'negotiator', 'legal', 'agency')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'A call was made, or came in: with whom, and what came of it' })
  @ApiOkResponse({ type: LoggedAnswer })
  @ApiProblem(409, 'no-reservation', 'The gate allowed no such call of yours')
  @ApiProblem(422, 'outcome-unknown', 'No such outcome; or reason-unknown, not-yet, tenants-differ')
  async call(
    @Body() body: CallDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<LoggedAnswer> {
    const { loan, person: personId, at } = this.logging.about(body, actor);
    const isOut = body.direction === 'out';
    if (isOut && body.decision === undefined)
      throw new Problem(409, 'no-reservation', 'Ask before you call: `decision`.');
    const allowed = isOut ? await this.logging.decision(body.decision ?? '', loan, personId, actor) : null;
    const channel = (allowed?.channel ?? 'call') as Channel;
    const { answered, conversation, invalidPoint } = this.logging.meaning(body.outcome, channel);
    const command: LogCall = {
      kind: 'log-call',
      callId: id128('call', loan, key),
      direction: body.direction,
      channel,
      reasonForDelinquency: this.logging.reason(body.reasonForDelinquency),
      recordingId: body.recording ?? null,
      personId,
      role: body.role,
      decisionId: allowed?.decisionId ?? null,
      contactId: allowed?.contactId ?? null,
      pointId: allowed?.pointId ?? null,
      ...byWhom(actor),
      at,
      outcome: body.outcome,
      answered,
      conversation,
      invalidPoint,
    };
    requireTaken(await this.commands.take(loan, command, `call/${key}`, actor));
    return { id: command.callId };
  }

  @Post('visits')
  @Roles('collector', 'supervisor', 'agency')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'Two went to see somebody: when they came to the place, and what came of it' })
  @ApiOkResponse({ type: LoggedAnswer })
  @ApiProblem(409, 'no-reservation', 'The gate allowed no such visit of yours')
  @ApiProblem(422, 'outcome-unknown', 'No such outcome; or not-yet, tenants-differ')
  async visit(
    @Body() body: VisitDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<LoggedAnswer> {
    const { loan, person: personId, at } = this.logging.about(body, actor);
    const { decisionId, contactId, pointId, channel } = await this.logging.decision(
      body.decision,
      loan,
      personId,
      actor,
    );
    if (channel !== 'visit' && channel !== 'agency-visit')
      throw new Problem(409, 'no-reservation', 'A visit was not what was allowed.');
    const { answered, conversation, invalidPoint } = this.logging.meaning(body.outcome, channel);
    const command: LogVisit = {
      kind: 'log-visit',
      visitId: id128('visit', loan, key),
      channel,
      visitors: body.visitors.length,
      checkedInAt: this.logging.past(body.checkedInAt),
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
}
