import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
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
import { LoanCommands } from '../../handlers/loan/loan-commands.js';
import { CaseLocks } from '../../people/case-locks.js';
import { alertsOf, type CaseFound, caseOf, queuesOf } from '../../persistence/people/queries.js';
import { reading } from '../../persistence/person/reading.js';
import { OUTREACH_POLICIES, type OutreachPolicies } from '../../policies/load.js';
import { AlertsAnswer, AssignDto, CaseChanged, CloseCaseDto, NextCaseAnswer, QueuesAnswer } from './cases.dto.js';
import { KEY } from './key.js';
import { dateOf } from './promises.controller.js';
import { Rights } from './rights.js';

@ApiTags('cases')
@Controller('v1')
export class CasesController {
  constructor(
    private readonly commands: LoanCommands,
    private readonly locks: CaseLocks,
    private readonly rights: Rights,
    @Inject(OUTREACH_POLICIES) private readonly policies: OutreachPolicies,
    @Inject(DATABASE) private readonly pool: pg.Pool,
  ) {}

  @Get('queues')
  @Roles('collector', 'negotiator', 'supervisor', 'auditor')
  @ApiOperation({ summary: 'How much waits in each queue of work, and how much of it is late' })
  @ApiOkResponse({ type: QueuesAnswer })
  async queues(@CurrentActor() { tenant }: Actor): Promise<QueuesAnswer> {
    return { queues: await queuesOf(reading(this.pool), tenant, this.rights.today()) };
  }

  @Post('queues/:queue/next')
  @Roles('collector', 'negotiator', 'supervisor')
  @HttpCode(200)
  @ApiOperation({
    summary: 'The next case for me: my own first, then the most urgent one that nobody works on',
    description: 'It is locked for a while. Ask again and it is locked anew; two who ask at once are given two cases.',
  })
  @ApiOkResponse({ type: NextCaseAnswer })
  async next(@Param('queue') queue: string, @CurrentActor() { tenant, subject }: Actor): Promise<NextCaseAnswer> {
    const { lockMinutes } = this.policies.people.work.inForceOn(this.rights.today());
    return { case: await this.locks.next({ tenant, actor: subject }, queue, lockMinutes) };
  }

  @Post('cases/:caseId/release')
  @Roles('collector', 'negotiator', 'supervisor')
  @HttpCode(204)
  @ApiOperation({ summary: 'Somebody else may have the case; nothing happens where one’s lock is over already' })
  @ApiNoContentResponse()
  async release(@Param('caseId') caseId: string, @CurrentActor() { tenant, subject }: Actor): Promise<void> {
    await this.locks.release({ tenant, actor: subject }, caseId);
  }

  @Post('cases/:caseId/assign')
  @Roles('collector', 'negotiator', 'supervisor')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'Who answers for the case, to what end and by when' })
  @ApiOkResponse({ type: CaseChanged })
  @ApiProblem(403, 'case-not-yours', 'Somebody else works on it')
  @ApiProblem(404, 'case-unknown', 'There is no such case')
  async assign(
    @Param('caseId') caseId: string,
    @Body() body: AssignDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<CaseChanged> {
    const { loanId } = await this.requireMine(actor, caseId);
    const { responsible = null, goal = null } = body;
    const dueOn = body.dueOn === undefined ? null : dateOf(body.dueOn);
    const command = { kind: 'assign-case' as const, caseId, responsible, goal, dueOn, by: actor.subject };
    requireTaken(await this.commands.take(loanId, command, key, actor));
    return { caseId };
  }

  @Post('cases/:caseId/close')
  @Roles('collector', 'negotiator', 'supervisor')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'The case is done' })
  @ApiOkResponse({ type: CaseChanged })
  @ApiProblem(403, 'case-not-yours', 'Somebody else works on it')
  @ApiProblem(404, 'case-unknown', 'There is no such case')
  async close(
    @Param('caseId') caseId: string,
    @Body() { because }: CloseCaseDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<CaseChanged> {
    const { loanId } = await this.requireMine(actor, caseId);
    requireTaken(
      await this.commands.take(loanId, { kind: 'close-case', caseId, because, by: actor.subject }, key, actor),
    );
    return { caseId };
  }

  @Get('alerts')
  @Roles('collector', 'negotiator', 'supervisor')
  @ApiOperation({ summary: 'What has happened to the loans that I answer for, and that I have not seen yet' })
  @ApiOkResponse({ type: AlertsAnswer })
  async alerts(@CurrentActor() { tenant, subject }: Actor): Promise<AlertsAnswer> {
    return { alerts: await alertsOf(reading(this.pool), tenant, subject) };
  }

  @Post('alerts/:alertId/seen')
  @Roles('collector', 'negotiator', 'supervisor')
  @HttpCode(204)
  @ApiOperation({ summary: 'I have seen it' })
  @ApiNoContentResponse()
  async seen(@Param('alertId') alertId: string, @CurrentActor() { tenant, subject }: Actor): Promise<void> {
    await this.pool.query(
      `update notify set seen_at = $4 where tenant = $1 and responsible = $2 and notify_id = $3 and seen_at is null`,
      [tenant, subject, alertId, this.rights.now()],
    );
  }

  /** Whoever holds the lock works on the case; a supervisor may always. */
  private async requireMine({ tenant, subject, roles }: Actor, caseId: string): Promise<CaseFound> {
    const found = await caseOf(reading(this.pool), tenant, caseId);
    if (found === null) throw new Problem(404, 'case-unknown', 'There is no such case.');
    if (roles.includes('supervisor') || (await this.locks.holderOf(caseId)) === subject) return found;
    throw new Problem(403, 'case-not-yours', 'Ask for the next case first: you work on what is locked for you.');
  }
}
