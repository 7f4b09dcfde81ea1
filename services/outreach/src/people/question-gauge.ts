import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import { Gauge } from 'prom-client';
import { CLOCK, type Clock, DATABASE, isWeather, ServiceMetrics } from '@mora/runtime';
import { questionsSince } from '../persistence/people/questions.js';
import { reading } from '../persistence/person/reading.js';

const STATES = ['open', 'overdue', 'answered', 'answered-late'] as const;
const DAYS = 30;
const DAY_MS = 86_400_000;

/** How timely questions are answered (S30), counted whenever somebody reads the metrics. */
@Injectable()
export class QuestionGauge {
  constructor(@Inject(DATABASE) pool: pg.Pool, @Inject(CLOCK) clock: Clock, metrics: ServiceMetrics) {
    new Gauge({
      name: 'mora_questions',
      help: 'Questions of the last 30 days: open, open past their time, answered in time, answered late',
      labelNames: ['state'],
      registers: [metrics.registry],
      async collect() {
        const now = clock.now();
        const counted = await counts(pool, new Date(now - DAYS * DAY_MS), new Date(now));
        if (counted !== null) for (const state of STATES) this.set({ state }, counted.get(state) ?? 0);
      },
    });
  }
}

/** Null while the database is away: the other figures are read all the same. */
async function counts(pool: pg.Pool, since: Date, now: Date): Promise<ReadonlyMap<string, number> | null> {
  try {
    const rows = await questionsSince(reading(pool), since, now);
    return new Map(rows.map(({ state, questions }) => [state, questions]));
  } catch (error) {
    if (isWeather(error)) return null;
    throw error;
  }
}
