import { createWriteStream } from 'node:fs';
import { BankClock } from '@mora/ledger-simulator';
import { NegotiationModule } from '@mora/negotiation';
import { OutreachModule } from '@mora/outreach';
import { embeddedBroker, openPool, startService } from '@mora/runtime';

const MODULES = { outreach: OutreachModule, negotiation: NegotiationModule };

export type KillableName = keyof typeof MODULES;

/** What the parent says first: what to start, and how. */
export type StartOrder = Readonly<{
  name: KillableName;
  env: Readonly<Record<string, string>>;
  busUrl: string;
  log: string;
  now: number;
}>;
/** And then: what time it is. */
export type Told = StartOrder | Readonly<{ now: number }>;

let clock: BankClock | null = null;

process.on('message', (told: Told) => {
  if (clock === null && 'env' in told) void start(told);
  else clock?.set(told.now);
});
process.on('disconnect', () => process.exit(0)); // nobody is left who would ask

/** A service on the clock of the run, on the bus that the others use: whoever kills it kills all of it. */
async function start({ name, env, busUrl, log, now }: StartOrder): Promise<void> {
  clock = new BankClock(now);
  const pool = openPool({ url: busUrl, max: 6, name: 'faults-bus' });
  const broker = embeddedBroker({ pool, pollMs: 100 });
  const logTo = createWriteStream(log, { flags: 'a' });
  await startService(MODULES[name], { env, clock, broker, logTo });
  process.send?.('ready');
}
