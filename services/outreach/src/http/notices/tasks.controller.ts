import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
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
import type { LogCall } from '../../domain/notices/commands.js';
import type { Channel } from '../../domain/words.js';
import { LoanCommands } from '../../handlers/loan/loan-commands.js';
import { openTasks, taskOf } from '../../persistence/notices/tasks.queries.js';
import { reading } from '../../persistence/person/reading.js';
import { Rights } from '../people/rights.js';
import { byWhom, Logging, sayOf } from './logging.js';
import { CallDto, LoggedAnswer, TakenAnswer, TasksAnswer } from './tasks.dto.js';

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
    private readonly rights: Rights,
  ) {}

  @Get('tasks')
  @Roles('collector', 'supervisor')
  @ApiOperation({
    summary: 'Calls and visits that the gate allows now, and nobody else has taken; whoever takes one asks no more',
  })
  @ApiOkResponse({ type: TasksAnswer })
  async tasks(@CurrentActor() { tenant, subject: who }: Actor): Promise<TasksAnswer> {
    const found = await openTasks(reading(this.pool), { tenant, who, now: new Date(this.clock.now()), limit: PAGE });
    const tasks = found.map(({ loanId: loan, personId: person, pointId: point, expiresAt, ...task }) => {
      return { ...task, loan, person, point, expiresAt: expiresAt.toISOString() };
    });
    return { tasks };
  }

  @Post('tasks/:id/take')
  @Roles('collector', 'supervisor')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'From here on the call or the visit is yours: nobody else makes it too' })
  @ApiOkResponse({ type: TakenAnswer })
  @ApiProblem(404, 'task-unknown', 'No such task')
  @ApiProblem(409, 'task-taken', 'Somebody else has taken it; or task-over, where the gate allows it no more')
  async take(
    @Param('id') taskId: string,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<TakenAnswer> {
    const task = await taskOf(reading(this.pool), actor.tenant, taskId);
    if (task === null) throw new Problem(404, 'task-unknown', 'No such task.');
    const command = { kind: 'take-task' as const, taskId, by: actor.subject };
    requireTaken(await this.commands.take(task.loanId, command, `take/${key}`, actor));
    return { taskId };
  }

  @Post('calls')
  @Roles('collector', 'supervisor', 'negotiator', 'legal', 'agency')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'A call was made, or came in: with whom, and what came of it' })
  @ApiOkResponse({ type: LoggedAnswer })
  @ApiProblem(403, 'not-yours', 'A call that came in about a loan which is not placed with the firm')
  @ApiProblem(409, 'no-reservation', 'The gate allowed no such call of yours')
  @ApiProblem(422, 'outcome-unknown', 'No such outcome; or reason-unknown, not-yet, tenants-differ')
  async call(
    @Body() body: CallDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<LoggedAnswer> {
    const { loan, person: personId, at } = this.logging.about(body, actor);
    const isOut = body.direction === 'out';
    // Of a call that it makes a firm has the gate's yes; one that comes in must be about a loan that it has.
    if (!isOut) await this.rights.require(actor, loan, personId, body.role);
    if (isOut && body.decision === undefined)
      throw new Problem(409, 'no-reservation', 'Ask before you call: `decision`.');
    const allowed = isOut ? await this.logging.decision(body.decision ?? '', loan, personId, actor) : null;
    const channel = (allowed?.channel ?? 'call') as Channel;
    const { answered, conversation, invalidPoint, opens } = this.logging.meaning(body.outcome, channel);
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
    const { pointId, reasonForDelinquency: reason, role } = command;
    const said = sayOf(opens, { loan, key, personId, role, pointId, reason, via: byWhom(actor).by });
    const items = [{ loan, command, key: `call/${key}` }, ...(said === null ? [] : [said])];
    for (const answer of await this.commands.takeAll(items, actor)) requireTaken(answer);
    return { id: command.callId };
  }
}
