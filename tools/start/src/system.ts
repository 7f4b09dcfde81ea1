import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Type } from '@nestjs/common';
import { DelinquencyClassificationModule } from '@mora/delinquency-classification';
import { type RunningIssuer, startIssuer } from '@mora/dev-issuer';
import { IngestionModule } from '@mora/ingestion';
import { LegalModule } from '@mora/legal-escalation';
import { NegotiationModule } from '@mora/negotiation';
import { OutreachModule } from '@mora/outreach';
import {
  type Broker,
  type Clock,
  embeddedBroker,
  openPool,
  type RunningService,
  startService,
  wallClock,
} from '@mora/runtime';
import { makeDatabases } from './databases.js';
import { evidenceKeyIn } from './evidence-key.js';
import type { Infrastructure } from './infrastructure.js';
import { type Line, openLine } from './line.js';
import { startMessages } from './messages.js';
import { freePort, portOrAny } from './ports.js';

const OUTREACH_PORT = 4103;
const SERVICES: readonly Readonly<{ name: ServiceName; module: Type; port: number }>[] = [
  { name: 'ingestion', module: IngestionModule, port: 4101 },
  { name: 'delinquency-classification', module: DelinquencyClassificationModule, port: 4102 },
  { name: 'outreach', module: OutreachModule, port: OUTREACH_PORT },
  { name: 'negotiation', module: NegotiationModule, port: 4104 },
  { name: 'legal-escalation', module: LegalModule, port: 4105 },
];
const ISSUER_PORT = 4100;
const SOURCES = fileURLToPath(new URL('../config/sources.yaml', import.meta.url));
const BUS = 'mora-bus';

const TENANT = 'demo';

export type ServiceName = 'ingestion' | 'delinquency-classification' | 'outreach' | 'negotiation' | 'legal-escalation';

export type System = Readonly<{
  issuer: RunningIssuer;
  urls: Readonly<Record<ServiceName, string>>;
  /** Where every message that was sent can be seen. */
  messagesUrl: string;
  logFile: string;
  line: Omit<Line, 'close'>;
  stop: () => Promise<void>;
}>;

export type SystemOptions = Readonly<{
  folder: string;
  /** Null: the first record that comes opens its own day. */
  openDay: string | null;
  infrastructure: Infrastructure;
  tracing: Readonly<Record<string, string>>;
  /** The clock of the simulated bank, by which its people are contacted; null: the wall's. */
  bankClock: Clock | null;
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
  const clock = options.bankClock ?? wallClock;
  const outreachPort = (await portOrAny(OUTREACH_PORT)) || (await freePort());
  const outreachUrl = `http://localhost:${outreachPort}`;
  const messages = await startMessages({ folder, tenant: TENANT, outreachUrl, clock });
  const EVIDENCE_KEY_FILE = await evidenceKeyIn(folder);
  const { brokers } = infrastructure;
  const { onCrash } = options;
  const line = openLine({ services: names, databases, broker: bus?.broker ?? null, brokers, clock, onCrash });
  const stop = async (): Promise<void> => {
    await Promise.all(running.map((service) => service.stop()));
    await messages.stop();
    await line.close();
    await bus?.close();
    await issuer.stop();
    logTo.end();
  };
  try {
    for (const { name, module, port } of SERVICES) {
      const common = commonEnv(options, issuer, name === 'outreach' ? outreachPort : await portOrAny(port));
      const own = ownEnv(name, messages.env, { EVIDENCE_KEY_FILE, OUTREACH_URL: outreachUrl });
      const env = { ...common, ...own, DATABASE_URL: databases[name].url };
      const broker = bus === null ? {} : { broker: bus.broker };
      const ofPeople = OF_PEOPLE.has(name) ? { clock } : {};
      running.push(await startService(module, { env, logTo, onCrash, ...ofPeople, ...broker }));
    }
  } catch (error) {
    await stop();
    throw error;
  }
  const urls = Object.fromEntries(running.map(({ name, url }) => [name, url])) as Record<ServiceName, string>;
  return { issuer, urls, messagesUrl: messages.url, logFile, line, stop };
}

/** What people do counts by the bank's clock; what ledgers book counts by its days. */
const OF_PEOPLE: ReadonlySet<ServiceName> = new Set(['outreach', 'negotiation', 'legal-escalation']);

type Env = Readonly<Record<string, string>>;

/** Outreach alone has providers; the keys of people are those of both; legal escalation signs, and asks for names. */
function ownEnv(name: ServiceName, ofOutreach: Env, ofLegal: Env): Env {
  if (name === 'outreach') return ofOutreach;
  if (name === 'legal-escalation') return ofLegal;
  const { KEY_FILE = '' } = ofOutreach;
  return name === 'negotiation' ? { KEY_FILE } : {};
}

function commonEnv({ infrastructure, openDay, tracing }: SystemOptions, { issuer }: RunningIssuer, port: number) {
  const { brokers } = infrastructure;
  return {
    HOST: '127.0.0.1',
    PORT: String(port),
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
