import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type pg from 'pg';
import { type Actor, CurrentActor, DATABASE, Roles } from '@mora/runtime';
import { lapsing } from '../../persistence/clock/lapsing.queries.js';
import { reading } from '../../persistence/loan/reading.js';
import { dayOf } from '../loan/texts.js';
import { LapsingAnswer, LapsingQuery } from './lapsing.dto.js';

const PAGE = 100;

@ApiTags('limitation')
@Controller('v1/limitation')
export class LapsingController {
  constructor(@Inject(DATABASE) private readonly pool: pg.Pool) {}

  @Get()
  @Roles('legal', 'supervisor', 'auditor')
  @ApiOperation({ summary: 'The loans whose claims lapse by a day, what ends first comes first' })
  @ApiOkResponse({ type: LapsingAnswer })
  async list(
    @Query() { until, after, limit = PAGE }: LapsingQuery,
    @CurrentActor() { tenant, tenants = [] }: Actor,
  ): Promise<LapsingAnswer> {
    const at = after?.indexOf('/') ?? -1;
    const from = after === undefined || at < 0 ? null : { nextDate: after.slice(0, at), loanId: after.slice(at + 1) };
    const asked = { tenants: [tenant, ...tenants], until: dayOf(until), after: from, limit };
    const loans = await lapsing(reading(this.pool), asked);
    const last = loans.length < limit ? undefined : loans.at(-1);
    return { loans, next: last === undefined ? null : `${last.nextDate}/${last.loanId}` };
  }
}
