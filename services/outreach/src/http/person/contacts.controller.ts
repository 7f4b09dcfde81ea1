import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type pg from 'pg';
import { loanId, personId, tenantOf } from '@mora/kernel';
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
import { PersonCommands } from '../../handlers/person/person-commands.js';
import type { Reporter } from '../../domain/person/event.js';
import type { AskAnswer, ContactOutcome } from '../../domain/words.js';
import { decisionsAbout, decisionsOf } from '../../persistence/person/decisions.js';
import { taskOf } from '../../persistence/notices/tasks.queries.js';
import { reading } from '../../persistence/person/reading.js';
import { Asking } from './asking.js';
import {
  AskDto,
  AskedAnswer,
  ContactsQuery,
  DecisionAnswer,
  DecisionsAnswer,
  GiveBackDto,
  GivenBackAnswer,
} from './contacts.dto.js';

const PAGE = 100;
const KEY = { name: 'Idempotency-Key', required: true, description: 'The same key again is given the same answer' };

@ApiTags('contacts')
@Controller('v1/contacts')
export class ContactsController {
  constructor(
    private readonly commands: PersonCommands,
    private readonly asking: Asking,
    @Inject(DATABASE) private readonly pool: pg.Pool,
  ) {}

  @Post('ask')
  @Roles('collector', 'agency', 'negotiator', 'legal')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({
    summary:
      'May I call, write or visit now? Asked just before; a yes holds for a few minutes and counts until given back',
  })
  @ApiOkResponse({
    type: AskedAnswer,
    description: 'A no is an answer too: `rules` says by which, `nextAllowedAt` when',
  })
  @ApiProblem(404, 'loan-unknown', 'Outreach knows no such loan')
  @ApiProblem(409, 'idempotency-key-reused', 'The key came before with another body; or the person is held')
  @ApiProblem(503, 'catching-up', 'What happened to the loan before yesterday is not known yet')
  async ask(@Body() body: AskDto, @CurrentActor() actor: Actor, @IdempotencyKey() key: string): Promise<AskedAnswer> {
    const [loan, person] = [loanId(body.loan), personId(body.person)];
    for (const id of [loan, person]) requireTenant(actor, tenantOf(id));
    if (tenantOf(loan) !== tenantOf(person))
      throw new Problem(422, 'tenants-differ', 'Loan and person are of two tenants.');
    const { role, channel, purpose, point, visitors, recording, template } = body;
    const ask = {
      loanId: loan,
      role,
      channel,
      purpose,
      collector: await this.asking.collectorOf(actor, loan),
      pointId: point ?? null,
      visitors: visitors ?? null,
      recording: recording ?? null,
      templateId: template ?? null,
      ...(await this.asking.knownOf(loan)),
    };
    return askedAnswer(await this.commands.ask(person, ask, key, actor));
  }

  @Post(':decisionId/give-back')
  @Roles('collector', 'agency', 'negotiator', 'legal')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'What became of a contact that was allowed' })
  @ApiOkResponse({ type: GivenBackAnswer })
  @ApiProblem(409, 'no-reservation', 'Nothing of yours is reserved under this id; or reported-already')
  async giveBack(
    @Param('decisionId') decisionId: string,
    @Body() body: GiveBackDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<GivenBackAnswer> {
    const person = personId(body.person);
    requireTenant(actor, tenantOf(person));
    const isFirm = actor.roles.includes('agency');
    const firm = isFirm ? (actor.agency ?? '') : null;
    const staff = isFirm ? null : await this.reporterOf(actor, decisionId);
    const answer = await this.commands.giveBack(person, decisionId, outcomeOf(body), key, firm, null, staff);
    requireTaken(answer);
    return { decisionId, outcome: answer.kind };
  }

  private async reporterOf({ tenant, subject: id }: Actor, decisionId: string): Promise<Reporter> {
    const task = await taskOf(reading(this.pool), tenant, decisionId);
    return { id, hasTaken: task?.takenBy === id };
  }

  @Get()
  @Roles('collector', 'negotiator', 'legal', 'supervisor', 'auditor', 'operator', 'service')
  @ApiOperation({ summary: 'What was decided about contacts with a loan or a person, the latest first' })
  @ApiOkResponse({ type: DecisionsAnswer })
  @ApiProblem(400, 'request-invalid', 'Neither a loan nor a person is named')
  async list(@Query() query: ContactsQuery, @CurrentActor() { tenant }: Actor): Promise<DecisionsAnswer> {
    const { loan, person, limit = PAGE } = query;
    if (loan === undefined && person === undefined)
      throw new Problem(400, 'request-invalid', 'Name a loan or a person.');
    const about = { tenant, loan: loan ?? null, person: person ?? null, limit };
    return { contacts: await decisionsAbout(reading(this.pool), about) };
  }

  @Get(':decisionId')
  @Roles('collector', 'negotiator', 'legal', 'supervisor', 'auditor', 'operator', 'service')
  @ApiOperation({ summary: 'Why: the rules, the packs and every fact by which one contact was decided' })
  @ApiOkResponse({ type: DecisionsAnswer, description: 'The decision, and its return where it was given back' })
  @ApiProblem(404, 'decision-unknown', 'No such decision')
  async why(@Param('decisionId') decisionId: string, @CurrentActor() { tenant }: Actor): Promise<DecisionsAnswer> {
    const contacts: readonly DecisionAnswer[] = await decisionsOf(reading(this.pool), tenant, [decisionId]);
    if (contacts.length === 0) throw new Problem(404, 'decision-unknown', 'No such decision.');
    return { contacts };
  }
}

const instant = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

const askedAnswer = ({
  decisionId,
  outcome,
  rules,
  nextAllowedAt,
  reservedUntil,
  pointId,
}: AskAnswer): AskedAnswer => ({
  decisionId,
  outcome,
  rules,
  nextAllowedAt: instant(nextAllowedAt),
  reservedUntil: instant(reservedUntil),
  point: pointId,
});

function outcomeOf({ outcome, at, answered, conversation, code }: GiveBackDto): ContactOutcome {
  if (outcome === 'returned') return { kind: 'returned' };
  if (at === undefined) throw new Problem(400, 'request-invalid', 'Say when the contact was made: `at`.');
  return {
    kind: 'used',
    at: Date.parse(at),
    answered: answered ?? null,
    conversation: conversation ?? null,
    code: code ?? 'unknown',
  };
}
