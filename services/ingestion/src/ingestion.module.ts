import { CONFIG, MoraService } from '@mora/runtime';
import { type IngestionConfig, ingestionSettings } from './config.js';
import { DayKeeper } from './handlers/day-keeper.js';
import { GapSkipper } from './handlers/gap-skipper.js';
import { IntakeReactor } from './handlers/intake.reactor.js';
import { DaysController } from './http/days.controller.js';
import { GapsController } from './http/gaps.controller.js';
import { LEDGER_EVENTS, LedgerEventsController } from './http/ledger-events.controller.js';
import { Once } from './http/once.js';
import { RejectionsController } from './http/rejections.controller.js';
import { Alarms } from './intake/alarms.js';
import { FirstDay } from './intake/first-day.js';
import { Intake } from './intake/intake.js';
import { DayBook } from './persistence/day-book.js';
import { EarlyRecords } from './persistence/early-records.js';
import { GapGauge } from './persistence/gap-gauge.js';
import { Gaps } from './persistence/gaps.js';
import { IdempotentRequests } from './persistence/idempotent-requests.js';
import { IntakeRepository } from './persistence/intake.repository.js';
import { ingestionMigrations } from './persistence/migrations/index.js';
import { DayActions } from './persistence/day-actions.js';
import { Rejections } from './persistence/rejections.js';
import { Sources } from './sources/sources.js';
import { loadSources } from './sources/sources-file.js';

@MoraService({
  name: 'ingestion',
  title: 'Ingestion',
  description: 'Takes what ledgers booked, in order and once, and closes the business day when all of it has come.',
  controllers: [LedgerEventsController, DaysController, GapsController, RejectionsController],
  providers: [
    {
      provide: Sources,
      useFactory: ({ SOURCES_FILE }: IngestionConfig) => loadSources(SOURCES_FILE),
      inject: [CONFIG],
    },
    Alarms,
    FirstDay,
    Intake,
    DayKeeper,
    DayBook,
    EarlyRecords,
    Gaps,
    GapGauge,
    GapSkipper,
    IdempotentRequests,
    IntakeRepository,
    Once,
    DayActions,
    Rejections,
  ],
  readsBodies: [LEDGER_EVENTS],
  migrations: ingestionMigrations,
  reactors: [IntakeReactor],
  settings: ingestionSettings,
})
export class IngestionModule {}
