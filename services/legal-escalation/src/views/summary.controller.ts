import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Actor, ApiProblem, CurrentActor, Problem, Roles } from '@mora/runtime';
import { DaySummaries } from './day-summary.js';
import { SummaryAnswer, SummaryQuery } from './summary.dto.js';

@ApiTags('summary')
@Roles('supervisor', 'auditor', 'operator', 'reporting-client')
@Controller('v1/summary')
export class SummaryController {
  constructor(private readonly summaries: DaySummaries) {}

  @Get()
  @ApiOperation({ summary: 'What legal escalation did on a day, and how many loans stand where; numbers only' })
  @ApiOkResponse({ type: SummaryAnswer })
  @ApiProblem(409, 'no-day-open', 'No business day has come yet, and none was named')
  async of(@Query() query: SummaryQuery, @CurrentActor() { tenant }: Actor): Promise<SummaryAnswer> {
    const openDay = await this.summaries.openDay();
    const on = query.on ?? openDay;
    if (on === null) throw new Problem(409, 'no-day-open', 'No business day has come yet; name one.');
    return { openDay, ...(await this.summaries.of(tenant, on)) };
  }
}
