import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type pg from 'pg';
import { type Actor, ApiProblem, CLOCK, type Clock, CurrentActor, DATABASE, Problem, Roles } from '@mora/runtime';
import { reading } from '../../persistence/loan/reading.js';
import { finishWork, type Lock, openWork, takeWork } from '../../persistence/loan/work.queries.js';
import { BecauseDto } from '../loan/holds.dto.js';
import { TakeWorkDto, WorkAnswer, WorkDoneAnswer, WorkQuery, WorkTakenAnswer } from './work.dto.js';

const PAGE = 100;
const MINUTES = 60;
const MINUTE_MS = 60_000;

@ApiTags('work')
@Controller('v1/work')
export class WorkController {
  constructor(
    @Inject(DATABASE) private readonly pool: pg.Pool,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @Roles('legal', 'supervisor')
  @ApiOperation({ summary: 'What people have to do, by its day' })
  @ApiOkResponse({ type: WorkAnswer })
  async list(@Query() query: WorkQuery, @CurrentActor() actor: Actor): Promise<WorkAnswer> {
    const { team = null, kind = null, limit = PAGE } = query;
    const [dueOn, itemId] = query.after?.split('/') ?? [];
    const after = dueOn === undefined || itemId === undefined ? null : { dueOn, itemId };
    const { tenants, now } = this.lockOf('', actor);
    const items = await openWork(reading(this.pool), { tenants, team, kind, after, limit, now });
    const last = items.length < limit ? undefined : items.at(-1);
    return { items, next: last === undefined ? null : `${last.dueOn}/${last.itemId}` };
  }

  @Post(':itemId/take')
  @Roles('legal', 'supervisor')
  @HttpCode(200)
  @ApiOperation({ summary: 'I work on it for a while; the same again makes it longer' })
  @ApiBody({ type: TakeWorkDto, examples: { hour: { value: { minutes: 60 } } } })
  @ApiOkResponse({ type: WorkTakenAnswer })
  @ApiProblem(409, 'not-to-be-taken', 'No such open item, or somebody else works on it')
  async take(
    @Param('itemId') itemId: string,
    @Body() { minutes = MINUTES }: TakeWorkDto,
    @CurrentActor() actor: Actor,
  ): Promise<WorkTakenAnswer> {
    const lock = this.lockOf(itemId, actor);
    const wanted = new Date(lock.now.getTime() + minutes * MINUTE_MS);
    const until = await takeWork(reading(this.pool), lock, wanted);
    if (until === null) {
      throw new Problem(409, 'not-to-be-taken', 'There is no such open item, or somebody else works on it.');
    }
    return { itemId, until: until.toISOString() };
  }

  @Post(':itemId/done')
  @Roles('legal', 'supervisor')
  @HttpCode(200)
  @ApiOperation({
    summary: 'It has been done by hand',
    description: 'Most items end by themselves, by what is done with the loan.',
  })
  @ApiBody({ type: BecauseDto, examples: { sent: { value: { because: 'papers-sent' } } } })
  @ApiOkResponse({ type: WorkDoneAnswer })
  @ApiProblem(409, 'no-such-item', 'No such open item')
  async done(
    @Param('itemId') itemId: string,
    @Body() { because }: BecauseDto,
    @CurrentActor() actor: Actor,
  ): Promise<WorkDoneAnswer> {
    if (await finishWork(reading(this.pool), this.lockOf(itemId, actor), because)) return { itemId };
    throw new Problem(409, 'no-such-item', 'There is no such open item.');
  }

  private lockOf(itemId: string, { tenant, tenants = [], subject }: Actor): Lock {
    return { itemId, tenants: [tenant, ...tenants], actor: subject, now: new Date(this.clock.now()) };
  }
}
