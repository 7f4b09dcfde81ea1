import { Controller, Get, Inject, Res, ServiceUnavailableException } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { HealthCheckService, HealthIndicatorService, type HealthIndicatorFunction } from '@nestjs/terminus';
import type { Response } from 'express';
import type pg from 'pg';
import { Open } from '../../auth/roles.js';
import { DATABASE } from '../../tokens.js';
import { Lifecycle } from '../lifecycle.js';

const DATABASE_DEADLINE_MS = 2_000;

@ApiExcludeController()
@Controller('health')
export class HealthController {
  constructor(
    @Inject(HealthCheckService) private readonly health: HealthCheckService,
    @Inject(HealthIndicatorService) private readonly indicators: HealthIndicatorService,
    @Inject(Lifecycle) private readonly lifecycle: Lifecycle,
    @Inject(DATABASE) private readonly database: pg.Pool,
  ) {}

  /** Red where only a new process helps. A database that is away is not such a case: a restart would not bring it. */
  @Open()
  @Get('live')
  live(@Res({ passthrough: true }) response: Response): Promise<unknown> {
    return this.answer(response, [() => this.judge('machinery', this.lifecycle.live())]);
  }

  /** Red where this process should get no requests now. */
  @Open()
  @Get('ready')
  ready(@Res({ passthrough: true }) response: Response): Promise<unknown> {
    return this.answer(response, [
      () => this.judge('machinery', this.lifecycle.ready()),
      async () =>
        this.indicators
          .check('database')
          .attempt(async () => void (await this.database.query('select 1')))
          .withTimeout(DATABASE_DEADLINE_MS),
    ]);
  }

  private judge(what: 'machinery', wrong: string | null) {
    const indicator = this.indicators.check(what);
    return wrong === null ? indicator.up() : indicator.down(wrong);
  }

  private async answer(response: Response, checks: HealthIndicatorFunction[]): Promise<unknown> {
    try {
      return await this.health.check(checks);
    } catch (error) {
      if (!(error instanceof ServiceUnavailableException)) throw error;
      response.status(503);
      return error.getResponse();
    }
  }
}
