import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Roles } from '@mora/runtime';
import { PortfolioQueries } from '../persistence/portfolio.queries.js';
import { ClosedDaysAnswer } from './answers.js';

@ApiTags('days')
@Roles('collector', 'negotiator', 'legal', 'supervisor', 'auditor', 'operator', 'service', 'reporting-client')
@Controller('v1/days')
export class DaysController {
  constructor(private readonly queries: PortfolioQueries) {}

  @Get()
  @ApiOperation({ summary: 'The last day that has closed here in every lane: up to it, answers are complete' })
  @ApiOkResponse({ type: ClosedDaysAnswer })
  async closed(): Promise<ClosedDaysAnswer> {
    return { lastClosedDay: await this.queries.lastClosedDay() };
  }
}
