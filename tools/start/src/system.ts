import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Type } from '@nestjs/common';
import { DelinquencyClassificationModule } from '@mora/delinquency-classification';
import { type RunningIssuer, startIssuer } from '@mora/dev-issuer';
import { IngestionModule } from '@mora/ingestion';
import { type Broker, embeddedBroker, openPool, type RunningService, startService } from '@mora/runtime';
import { makeDatabases } from './databases.js';
import type { Infrastructure } from './infrastructure.js';
import { portOrAny } from './ports.js';

const SERVICES: readonly Readonly<{ name: ServiceName; module: Type; port: number }>[] = [
  { name: 'ingestion', module: IngestionModule, port: 4101 },
  { name: 'delinquency-classification', module: DelinquencyClassificationModule, port: 4102 },
];
const ISSUER_PORT = 4100;
const SOURCES = fileURLToPath(new URL('../config/sources.yaml', import.meta.url));
const BUS = 'mora-bus';

export type ServiceName = 'ingestion' | 'delinquency-classification';

export type System = Readonly<{
  issuer: RunningIssuer;
  urls: Readonly<Record<ServiceName, string>>;
  logFile: string;
  stop: () => Promise<void>;
}>;

export type SystemOptions = Readonly<{
  folder: string;
  /** Null: the first record that comes opens its own day. */
  openDay: string | null;
  infrastructure: Infrastructure;
  tracing: Readonly<Record<string, string>>;
  onCrash: (error: Error) => void;
}>;

/** Starts every service in this process, each on a database of its own, on one bus. */
export async function startSystem(options: SystemOptions): Promise<System> {
  const { folder, infrastructure } = options;
  const names = SERVICES.map(({ name }) => name);
  const databases = await makeDatabases(infrastructure.databaseUrl, [...names, BUS]);
  const issuer = await startIssuer({ port: await portOrAny(ISSUER_PORT) });
  const bus = infrastructure.brokers === null ? openBus(databases[BUS].url) : null;
  const logFile = join(folder, 'mora.log');
  const logTo = createWriteStream(logFile, { flags: 'a' });
  const running: RunningService[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(running.map((service) => service.stop()));
    await bus?.close();
    await issuer.stop();
    logTo.end();
  };
  try {
    for (const { name, module, port } of SERVICES) {
      const env = { ...(await commonEnv(options, issuer, port)), DATABASE_URL: databases[name].url };
      const { onCrash } = options;
      running.push(await startService(module, { env, logTo, onCrash, ...(bus !== null && { broker: bus.broker }) }));
    }
  } catch (error) {
    await stop();
    throw error;
  }
  const urls = Object.fromEntries(running.map(({ name, url }) => [name, url])) as Record<ServiceName, string>;
  return { issuer, urls, logFile, stop };
}

async function commonEnv({ infrastructure, openDay, tracing }: SystemOptions, { issuer }: RunningIssuer, port: number) {
  const { brokers } = infrastructure;
  return {
    HOST: '127.0.0.1',
    PORT: String(await portOrAny(port)),
    OIDC_ISSUER: issuer,
    TIME_ZONE: 'Asia/Shanghai',
    SOURCES_FILE: SOURCES,
    ...(openDay !== null && { OPEN_DAY: openDay }),
    ...tracing,
    DAY_CHECK_MS: '50', // the days of a simulated bank are short
    ...(brokers === null ? { BUS: 'embedded' } : { BUS: 'kafka', KAFKA_BROKERS: brokers.join(',') }),
  };
}

/** All services of this process read and write one log, so that what one appends wakes the others. */
function openBus(url: string): Readonly<{ broker: Broker; close: () => Promise<void> }> {
  const pool = openPool({ url, max: 12, name: 'mora-bus' });
  const broker = embeddedBroker({ pool });
  return {
    broker,
    close: async () => {
      await broker.close();
      await pool.end();
    },
  };
}
