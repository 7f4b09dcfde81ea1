import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiParam, ApiTags, getSchemaPath } from '@nestjs/swagger';
import { addDays, type CalendarDate } from '@mora/kernel';
import { type Actor, ApiProblem, CurrentActor, Problem, Roles } from '@mora/runtime';
import { Policies } from '../domain/policies.js';
import { PortfolioQueries } from '../persistence/portfolio.queries.js';
import { viewOf } from '../views/standing-view.js';
import { PastStandingAnswer, StandingAnswer } from './answers.js';
import { AsOfQuery } from './as-of.query.js';
import { ClosedDays, NOT_CLOSED } from './closed-days.js';
import { pastViewOf } from '../views/past-view.js';

@ApiTags('loans')
@ApiExtraModels(StandingAnswer, PastStandingAnswer)
@Roles('collector', 'negotiator', 'legal', 'supervisor', 'auditor', 'operator', 'service', 'reporting-client')
@Controller('v1/loans')
export class StandingController {
  constructor(
    private readonly queries: PortfolioQueries,
    private readonly closed: ClosedDays,
    private readonly policies: Policies,
  ) {}

  @Get(':loanId/standing')
  @ApiOperation({ summary: 'How a loan stands, or how it stood on a day, by what was known on a day' })
  @ApiOkResponse({
    schema: { oneOf: [StandingAnswer, PastStandingAnswer].map((answer) => ({ $ref: getSchemaPath(answer) })) },
  })
  @ApiParam({ name: 'loanId', example: 'demo:L-000001', description: 'The loan, as `tenant:loan`' })
  @ApiProblem(404, 'loan-unknown', 'No such loan is known, or none was known on that day')
  @ApiProblem(409, 'day-not-closed', NOT_CLOSED)
  async standing(
    @Param('loanId') loanId: string,
    @Query() { asOf, knownOn }: AsOfQuery,
    @CurrentActor() actor: Actor,
  ): Promise<StandingAnswer | PastStandingAnswer> {
    const tenant = loanId.split(':', 1)[0] ?? actor.tenant; // the guard has seen that it is the actor's
    await this.closed.require(asOf, knownOn);
    const day = asOf ?? knownOn;
    return day === undefined ? this.now(tenant, loanId) : this.past(tenant, loanId, day, knownOn ?? null);
  }

  private async now(tenant: string, loanId: string): Promise<StandingAnswer> {
    const known = await this.queries.current(tenant, loanId);
    if (known === null) throw unknown();
    const days = { agedTo: addDays(known.openDay, -1), knownTo: known.openDay };
    return viewOf(known.standing, days, this.policies);
  }

  private async past(
    tenant: string,
    loanId: string,
    asOf: CalendarDate,
    knownOn: CalendarDate | null,
  ): Promise<PastStandingAnswer> {
    const row = await this.queries.past(tenant, loanId, asOf, knownOn);
    if (row === null) throw unknown();
    return pastViewOf(loanId, asOf, knownOn, row, this.policies);
  }
}

const unknown = (): Problem =>
  new Problem(404, 'loan-unknown', 'No such loan is known, or none was known on that day.');
