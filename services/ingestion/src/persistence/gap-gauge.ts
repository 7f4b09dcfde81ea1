import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { Gauge } from 'prom-client';
import { DATABASE, isWeather, ServiceMetrics } from '@mora/runtime';

/** How many loans wait behind a gap, counted whenever somebody reads the metrics. */
@Injectable()
export class GapGauge {
  constructor(@Inject(DATABASE) pool: pg.Pool, metrics: ServiceMetrics) {
    new Gauge({
      name: 'mora_gap_loans',
      help: 'Loans whose records wait for an earlier one that has not come',
      registers: [metrics.registry],
      async collect() {
        const loans = await waiting(pool);
        if (loans !== null) this.set(loans);
      },
    });
  }
}

/** Null while the database is away: the other figures are read all the same. */
async function waiting(pool: pg.Pool): Promise<number | null> {
  try {
    const { rows } = await pool.query<{ loans: number }>(
      `select count(*)::float8 as loans from loan_intake where gap_since is not null`,
    );
    return rows[0]?.loans ?? 0;
  } catch (error) {
    if (isWeather(error)) return null;
    throw error;
  }
}
