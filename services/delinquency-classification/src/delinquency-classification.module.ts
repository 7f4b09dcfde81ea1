import { CONFIG, MoraService } from '@mora/runtime';
import { type DelinquencyConfig, delinquencySettings } from './config.js';
import { Policies } from './domain/policies.js';
import { StandingReactor } from './handlers/standing.reactor.js';
import { ClosedDays } from './http/closed-days.js';
import { DaysController } from './http/days.controller.js';
import { PortfolioController } from './http/portfolio.controller.js';
import { StandingController } from './http/standing.controller.js';
import { delinquencyMigrations } from './persistence/migrations/index.js';
import { PortfolioQueries } from './persistence/portfolio.queries.js';
import { StandingRepository } from './persistence/standing.repository.js';
import { loadPolicies } from './policies.js';

const policiesOf = ({ POLICY_FOLDER, BUCKET_TABLES, CLASS_SCHEMES }: DelinquencyConfig): Policies =>
  loadPolicies(POLICY_FOLDER, { tables: BUCKET_TABLES, schemes: CLASS_SCHEMES });

@MoraService({
  name: 'delinquency-classification',
  title: 'Delinquency classification',
  description:
    'How late every loan is: days past due, overdue amounts, buckets and classes, now and on any day before.',
  controllers: [StandingController, PortfolioController, DaysController],
  providers: [
    StandingRepository,
    PortfolioQueries,
    ClosedDays,
    { provide: Policies, inject: [CONFIG], useFactory: policiesOf },
  ],
  migrations: delinquencyMigrations,
  reactors: [StandingReactor],
  settings: delinquencySettings,
})
export class DelinquencyClassificationModule {}
