import { type DynamicModule, Global, Module, type Provider, type Type, type ValueProvider } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { TerminusModule } from '@nestjs/terminus';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthGuard } from '../auth/auth.guard.js';
import { TokenVerifier } from '../auth/token-verifier.js';
import type { Lanes } from '../reactor/lanes.js';
import { CLOCK, CONFIG, DATABASE, LANES } from '../tokens.js';
import { TypeOrmLog } from './database/typeorm-log.js';
import { HealthController } from './health/health.controller.js';
import { ProblemFilter } from './http/problem.filter.js';
import { bodyValidation } from './http/validation.js';
import { Lifecycle } from './lifecycle.js';
import { Log } from './log/log.js';
import type { Machinery, MachineryContext } from './machinery.js';
import { measuredLanes } from './metrics/measured-lanes.js';
import { MetricsController } from './metrics/metrics.controller.js';
import { ServiceMetrics } from './metrics/service-metrics.js';
import { Tracing } from './tracing/tracing.js';

const TYPEORM_CONNECTIONS = 3; // for queries off the hot path; the hot path has the pool

export type Shell = Readonly<{ context: MachineryContext; machinery: Machinery; lifecycle: Lifecycle }>;

/** What every service has around its reactors, injectable everywhere in it. */
@Global()
@Module({})
export class ShellModule {
  static around(service: Type, shell: Shell): DynamicModule {
    const offered = offeredBy(shell);
    return {
      module: ShellModule,
      imports: [typeOrm(shell.context), TerminusModule.forRoot({ logger: false }), DiscoveryModule, service],
      controllers: [HealthController, MetricsController, ...(shell.machinery.controllers ?? [])],
      providers: [...offered, ...guards],
      exports: offered,
    };
  }
}

const guards: Provider[] = [
  { provide: APP_GUARD, useClass: AuthGuard },
  { provide: APP_FILTER, useClass: ProblemFilter },
  { provide: APP_PIPE, useFactory: bodyValidation },
];

function offeredBy({ context, machinery, lifecycle }: Shell): Provider[] {
  const { config } = context;
  return [
    { provide: CONFIG, useValue: config },
    { provide: DATABASE, useValue: context.pool },
    { provide: CLOCK, useValue: context.clock },
    { provide: Log, useValue: context.log },
    { provide: ServiceMetrics, useValue: context.metrics },
    { provide: Tracing, useValue: context.tracing },
    { provide: Lifecycle, useValue: lifecycle },
    {
      provide: TokenVerifier,
      useValue: new TokenVerifier({ issuer: config.OIDC_ISSUER, audience: config.OIDC_AUDIENCE }),
    },
    ...machinery.providers.map((provider) => measured(provider, context)),
  ];
}

/** Around the machinery, so that it need not know which of its callers is a door. */
function measured(provider: Provider, { signals }: MachineryContext): Provider {
  if (!('useValue' in Object(provider))) return provider;
  const { provide, useValue } = provider as ValueProvider<Lanes>;
  return provide === LANES ? { provide, useValue: measuredLanes(useValue, signals) } : provider;
}

const typeOrm = ({ config, log }: MachineryContext): DynamicModule =>
  TypeOrmModule.forRoot({
    type: 'postgres',
    url: config.DATABASE_URL,
    logger: new TypeOrmLog(log),
    autoLoadEntities: true,
    synchronize: false,
    migrationsRun: false,
    poolSize: TYPEORM_CONNECTIONS,
    retryAttempts: 0,
  });
