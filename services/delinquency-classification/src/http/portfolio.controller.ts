import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { amountText, type CalendarDate } from '@mora/kernel';
import { type Actor, ApiProblem, CurrentActor, Problem, Roles } from '@mora/runtime';
import { Policies } from '../domain/policies.js';
import { PortfolioQueries } from '../persistence/portfolio.queries.js';
import { BucketsAnswer, TransitionsAnswer } from './answers.js';
import { BucketsQuery, TransitionsQuery } from './as-of.query.js';
import { ClosedDays, NOT_CLOSED } from './closed-days.js';

const NOT_ACTIVE = 'The table is none that is active here; `detail` names those that are';

@ApiTags('portfolio')
@Roles('collector', 'negotiator', 'legal', 'supervisor', 'auditor', 'operator', 'service', 'reporting-client')
@Controller('v1/portfolio')
export class PortfolioController {
  constructor(
    private readonly queries: PortfolioQueries,
    private readonly closed: ClosedDays,
    private readonly policies: Policies,
  ) {}

  @Get('buckets')
  @ApiOperation({ summary: 'Loans and overdue amounts by bucket and currency on a day' })
  @ApiOkResponse({ type: BucketsAnswer })
  @ApiProblem(409, 'day-not-closed', NOT_CLOSED)
  @ApiProblem(422, 'table-not-active', NOT_ACTIVE)
  async buckets(@Query() query: BucketsQuery, @CurrentActor() { tenant }: Actor): Promise<BucketsAnswer> {
    const table = this.active(query.table);
    await this.closed.require(query.asOf, query.knownOn);
    const asOf = query.asOf ?? query.knownOn ?? (await this.closed.last());
    const rows = await this.queries.buckets({ tenant, ladder: table, knownOn: query.knownOn ?? null }, asOf);
    const place = this.places(table, asOf);
    const buckets = rows
      .toSorted((a, b) => place(a.bucket) - place(b.bucket) || (a.currency < b.currency ? -1 : 1))
      .map(({ bucket, currency, loans, minor }) => ({
        bucket,
        currency,
        loans: Number(loans),
        overdue: amountText(minor, currency),
      }));
    return { asOf, table, buckets };
  }

  @Get('transitions')
  @ApiOperation({ summary: 'From which bucket to which loans moved between two days' })
  @ApiOkResponse({ type: TransitionsAnswer })
  @ApiProblem(409, 'day-not-closed', NOT_CLOSED)
  @ApiProblem(422, 'table-not-active', NOT_ACTIVE)
  async transitions(@Query() query: TransitionsQuery, @CurrentActor() { tenant }: Actor): Promise<TransitionsAnswer> {
    const { from, to, knownOn = null } = query;
    const table = this.active(query.table);
    await this.closed.require(from, to, knownOn);
    const rows = await this.queries.transitions({ tenant, ladder: table, knownOn }, from, to);
    const place = this.places(table, to);
    const transitions = rows
      .toSorted(
        (a, b) => place(a.from) - place(b.from) || place(a.to) - place(b.to) || (a.currency < b.currency ? -1 : 1),
      )
      .map((row) => ({
        from: row.from,
        to: row.to,
        currency: row.currency,
        loans: Number(row.loans),
        overdueFrom: amountText(row.minor_from, row.currency),
        overdueTo: amountText(row.minor_to, row.currency),
      }));
    return { from, to, table, transitions };
  }

  private active(asked: string | undefined): string {
    const { tables, schemes } = this.policies.active;
    const table = asked ?? tables[0] ?? '';
    if (![...tables, ...schemes].includes(table)) {
      throw new Problem(422, 'table-not-active', `Active here: ${[...tables, ...schemes].join(', ')}.`);
    }
    return table;
  }

  /** Steps in the order of their ladder; what is no step (`new`, or a loan that has left) behind them. */
  private places(table: string, day: CalendarDate): (step: string) => number {
    const { tables, schemes } = this.policies.on(day, '');
    const names = [...tables, ...schemes].find(({ id }) => id === table)?.steps.map(({ name }) => name) ?? [];
    return (step) => (names.includes(step) ? names.indexOf(step) : names.length);
  }
}
