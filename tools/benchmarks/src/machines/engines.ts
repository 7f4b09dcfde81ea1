import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { type CalendarDate, calendarDate } from '@mora/kernel';
import { loadPolicies, StandingReactor, StandingRepository } from '@mora/delinquency-classification';
import { Alarms, FirstDay, IntakeReactor, IntakeRepository, loadSources } from '@mora/ingestion';
import {
  DoorLanes,
  type Engine,
  engineOf,
  ensureLanes,
  inTransaction,
  Log,
  type Reactor,
  ServiceMetrics,
  silent,
  wallClock,
} from '@mora/runtime';
import { OPEN_DAY } from '../load/portfolio.js';

export const SOURCES_FILE = fileURLToPath(new URL('../../config/sources.yaml', import.meta.url));

type EngineOf<R> = R extends Reactor<infer S, infer E> ? Engine<S, E> : never;
export type Intake = Readonly<{ engine: EngineOf<IntakeReactor>; reactor: IntakeReactor }>;

/** Ingestion's part of the chunk path on this database, in one lane, with its first day open. */
export async function intakeOn(pool: pg.Pool): Promise<Intake> {
  const lanes = new DoorLanes();
  const firstDay = new FirstDay(lanes);
  const log = new Log({ service: 'ingestion', level: 'error' });
  const sources = await loadSources(SOURCES_FILE);
  const alarms = new Alarms(log, new ServiceMetrics('ingestion'));
  const reactor = new IntakeReactor(new IntakeRepository(), sources, firstDay, alarms);
  const engine = await inOneLane('ingestion', pool, reactor);
  lanes.serve([engine as unknown as Engine<unknown, unknown>]);
  await firstDay.ensure(OPEN_DAY as CalendarDate);
  return { engine, reactor };
}

/** Classification's part of the chunk path on this database, in one lane. */
export function classificationOn(pool: pg.Pool): Promise<EngineOf<StandingReactor>> {
  const policies = loadPolicies();
  return inOneLane('delinquency-classification', pool, new StandingReactor(new StandingRepository(policies), policies));
}

async function inOneLane<S, E>(service: string, pool: pg.Pool, reactor: Reactor<S, E>): Promise<Engine<S, E>> {
  await inTransaction(pool, (tx) => ensureLanes(tx, reactor.space, 1));
  return engineOf({ service, reactor, pool, clock: wallClock, signals: silent, partitions: 1, timeZone: 'UTC' });
}

export const openDay = calendarDate(OPEN_DAY);
