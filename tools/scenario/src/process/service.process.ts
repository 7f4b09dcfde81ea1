import type { Type } from '@nestjs/common';
import { BankClock } from '@mora/ledger-simulator';
import { embeddedBroker, openPool, type RunningService, startService } from '@mora/runtime';
import type { ServiceName } from '../world.js';

/** What the parent says first: what to start, and how. Without a bus in PostgreSQL the settings name the broker. */
export type StartOrder = Readonly<{
  name: ServiceName;
  env: Readonly<Record<string, string>>;
  busUrl: string | null;
  now: number;
}>;
/** And then: what time it is, and which of its words that was. */
export type Told = Readonly<{ now: number; word: number }>;
/** What it answers: that it runs, and which words it has heard. */
export type Answer = Readonly<{ runs: true }> | Readonly<{ heard: number }>;

const BUS_CONNECTIONS = 6;
/** Here nobody wakes a reader whose record another process has written. */
const BUS_POLL_MS = 100;

let clock: BankClock | null = null;
let service: Promise<RunningService> | null = null;

process.on('message', (said: StartOrder | Told) => {
  if ('env' in said) return void (service ??= start(said));
  clock?.set(said.now);
  answer({ heard: said.word });
});
process.on('disconnect', () => process.exit(0)); // nobody is left who would ask
process.once('SIGTERM', () => void stop());

/** A service on the clock of the run, on the bus that the others use: whoever kills it kills all of it. */
async function start({ name, env, busUrl, now }: StartOrder): Promise<RunningService> {
  const time = new BankClock(now);
  clock = time;
  const broker = busUrl === null ? null : embeddedBroker({ pool: busAt(busUrl), pollMs: BUS_POLL_MS });
  const running = await startService(await MODULES[name](), {
    env,
    clock: time,
    ...(broker !== null && { broker }),
  });
  answer({ runs: true });
  return running;
}

async function stop(): Promise<void> {
  await (await service)?.stop();
  process.exit(0);
}

const busAt = (url: string) => openPool({ url, max: BUS_CONNECTIONS, name: 'scenario-bus' });

const answer = (what: Answer): void => void process.send?.(what);

/** Of the services it loads the one that it is. */
const MODULES: Readonly<Record<ServiceName, () => Promise<Type>>> = {
  ingestion: async () => (await import('@mora/ingestion')).IngestionModule,
  'delinquency-classification': async () =>
    (await import('@mora/delinquency-classification')).DelinquencyClassificationModule,
  outreach: async () => (await import('@mora/outreach')).OutreachModule,
  negotiation: async () => (await import('@mora/negotiation')).NegotiationModule,
  'legal-escalation': async () => (await import('@mora/legal-escalation')).LegalModule,
};
