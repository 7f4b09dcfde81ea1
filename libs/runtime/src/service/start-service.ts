import 'reflect-metadata';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Type } from '@nestjs/common';
import { DiscoveryService, NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Request } from 'express';
import type { DestinationStream } from 'pino';
import { checkRoutes, openRoutes } from '../auth/route-check.js';
import type { Broker } from '../broker/port.js';
import { laneMachinery } from '../reactor/machinery.js';
import { runtimeMigrations } from '../migrations.js';
import { openPool } from '../postgres.js';
import type { Reactor } from '../reactor/reactor.js';
import { type Clock, wallClock } from '../tokens.js';
import { type Environment, processEnvironment, readConfig } from './config/read-config.js';
import { migrate } from './database/migrate.js';
import { safeHeaders, watchRequests } from './http/middleware.js';
import { serveOpenApi } from './http/openapi.js';
import { Lifecycle } from './lifecycle.js';
import { Log } from './log/log.js';
import { NestLog } from './log/nest-log.js';
import { type Machinery, type MachineryContext, type MachineryFactory, noMachinery } from './machinery.js';
import { metricSignals } from './metrics/metric-signals.js';
import { ServiceMetrics } from './metrics/service-metrics.js';
import { definitionOf, type ServiceDefinition } from './mora-service.js';
import { type Shell, ShellModule } from './shell.module.js';
import { inTime } from './stop.js';
import { Tracing } from './tracing/tracing.js';

/** How long answers under way may take when the doors close. */
const DOORS_MS = 2_000;

export type StartOptions = Readonly<{
  env?: Environment;
  clock?: Clock;
  broker?: Broker;
  machinery?: MachineryFactory;
  logTo?: DestinationStream;
  /** The machinery is beyond mending. Default: an uncaught exception. */
  onCrash?: (error: Error) => void;
}>;

export type RunningService = Readonly<{
  name: string;
  url: string;
  app: NestExpressApplication;
  log: Log;
  /** How long `stop` waits for the machinery, in milliseconds. */
  stopDeadlineMs: number;
  /** Resolves when all is closed, with whether the work under way was finished within the deadline. */
  stop: () => Promise<boolean>;
}>;

/**
 * Starts one service in this process: tables, HTTP doors, machinery, in this order.
 * Rejects with what is wrong, and leaves nothing open behind it.
 */
export async function startService(service: Type, options: StartOptions = {}): Promise<RunningService> {
  const definition = definitionOf(service);
  const context = contextOf(definition, options);
  const machinery = (options.machinery ?? defaultMachinery(definition))(context);
  const shell: Shell = { context, machinery, lifecycle: new Lifecycle(machinery) };
  let app: NestExpressApplication | null = null;
  try {
    await prepareTables(definition, context);
    app = await createApp(service, definition, shell);
    await app.listen(context.config.PORT, context.config.HOST);
    await machinery.start(reactorsOf(app, definition), app);
  } catch (error) {
    await closeAfter(error, shell, app);
    throw error;
  }
  shell.lifecycle.running();
  const running = app;
  const { port } = running.getHttpServer().address() as AddressInfo;
  context.log.info('the service runs', { url: `http://localhost:${port}`, bus: context.config.BUS });
  return {
    name: definition.name,
    url: `http://localhost:${port}`,
    app: running,
    log: context.log,
    stopDeadlineMs: context.config.STOP_DEADLINE_MS,
    stop: () => close(shell, running),
  };
}

const defaultMachinery = ({ reactors }: ServiceDefinition): MachineryFactory =>
  reactors.length === 0 ? noMachinery : laneMachinery;

/** Migrates and nothing else, for a job that runs before an upgrade. */
export async function migrateService(service: Type, env: Environment): Promise<void> {
  const definition = definitionOf(service);
  const config = readConfig(definition.settings ?? {}, env);
  const log = new Log({ service: definition.name, level: config.LOG_LEVEL });
  await migrate(config.MIGRATION_URL ?? config.DATABASE_URL, migrationsOf(definition), log);
}

const migrationsOf = ({ migrations }: ServiceDefinition) => [...runtimeMigrations, ...migrations];

function contextOf(definition: ServiceDefinition, options: StartOptions): MachineryContext {
  const { name } = definition;
  const config = readConfig(definition.settings ?? {}, options.env ?? processEnvironment());
  const log = new Log({ service: name, level: config.LOG_LEVEL, ...(options.logTo && { destination: options.logTo }) });
  const metrics = new ServiceMetrics(name);
  return {
    service: name,
    config,
    log,
    metrics,
    pool: openPool({ url: config.DATABASE_URL, max: config.DATABASE_POOL, name }),
    clock: options.clock ?? wallClock,
    broker: options.broker ?? null,
    signals: metricSignals(metrics, log),
    tracing: new Tracing({
      service: name,
      endpoint: config.OTEL_EXPORTER_OTLP_ENDPOINT ?? null,
      ratio: config.TRACE_RATIO,
    }),
    crash: options.onCrash ?? uncaught,
  };
}

function uncaught(error: Error): void {
  setImmediate(() => {
    throw error;
  });
}

async function prepareTables(definition: ServiceDefinition, { config, log }: MachineryContext): Promise<void> {
  if (config.MIGRATE === 'never') return;
  await migrate(config.MIGRATION_URL ?? config.DATABASE_URL, migrationsOf(definition), log);
}

async function createApp(service: Type, definition: ServiceDefinition, shell: Shell): Promise<NestExpressApplication> {
  const { log, metrics, tracing, config } = shell.context;
  const app = await NestFactory.create<NestExpressApplication>(ShellModule.around(service, shell), {
    logger: new NestLog(log),
    abortOnError: false,
    bodyParser: false, // ours knows CloudEvents and a limit
    rawBody: true, // a door hashes the bytes as they came: the same id with another body is a conflict
  });
  checkRoutes(controllersOf(app));
  for (const open of openRoutes([...(definition.controllers ?? [])])) log.info('a route takes no token', open);
  app.disable('x-powered-by');
  app.use(safeHeaders, watchRequests({ log, metrics, tracing }));
  app.useBodyParser('json', { limit: config.HTTP_BODY_LIMIT, type: parsedFor(definition) });
  serveOpenApi(app, definition);
  return app;
}

const JSON_TYPES = ['application/json', 'application/*+json'];

/** Routes are matched in any case and with or without a slash at the end, and so are the paths that read for themselves. */
function parsedFor({ readsBodies = [] }: ServiceDefinition): (request: IncomingMessage) => boolean {
  const isTheirs = ({ path }: Request): boolean => readsBodies.includes(path.toLowerCase().replace(/\/+$/, ''));
  return (request) => !isTheirs(request as Request) && typeof (request as Request).is(JSON_TYPES) === 'string';
}

/** Those of imported modules too. */
function controllersOf(app: NestExpressApplication): Type[] {
  const found = app.get(DiscoveryService).getControllers();
  return found.flatMap(({ metatype }) => (metatype === null ? [] : [metatype as Type]));
}

function reactorsOf(app: NestExpressApplication, { reactors }: ServiceDefinition): Reactor<unknown, unknown>[] {
  return reactors.map((reactor) => app.get<Reactor<unknown, unknown>>(reactor, { strict: false }));
}

/** Work first, then the doors, and the connections last: whatever still runs may need them (docs/adr). */
async function close({ context, machinery, lifecycle }: Shell, app: NestExpressApplication | null): Promise<boolean> {
  lifecycle.stopping();
  const finished = await stopMachinery(machinery, context);
  if (app !== null) await closeDoors(app);
  await context.tracing.stop().catch((error: unknown) => context.log.warn('the last spans were not sent', { error }));
  await context.pool.end();
  return finished;
}

/** Answers under way may leave; a caller who neither hangs up nor gets his answer is cut off. */
async function closeDoors(app: NestExpressApplication): Promise<void> {
  const closed = app.close();
  if (!(await inTime(closed, DOORS_MS))) app.getHttpServer().closeAllConnections();
  await closed;
}

/** What closing meets besides must not hide why the start failed. */
async function closeAfter(failure: unknown, shell: Shell, app: NestExpressApplication | null): Promise<void> {
  await close(shell, app).catch((error: unknown) => {
    throw new AggregateError([failure, error], failure instanceof Error ? failure.message : 'the start failed');
  });
}

function stopMachinery(machinery: Machinery, { config }: MachineryContext): Promise<boolean> {
  return inTime(machinery.stop(config.STOP_DEADLINE_MS), config.STOP_DEADLINE_MS);
}
