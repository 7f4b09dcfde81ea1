import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BankClock, type Portfolio } from '@mora/ledger-simulator';
import { passDays } from './bank-days.js';
import { banner } from './banner.js';
import { prepareFolder, rememberBus, removeRunFile, writeRunFile } from './folder.js';
import { startInfrastructure } from './infrastructure.js';
import type { Options } from './options.js';
import { instantOf } from './outreach-day.js';
import { rememberBank } from './remembered-bank.js';
import { type Stop, stopOnSignals } from './stop.js';
import { startSystem, type System } from './system.js';
import type { Term } from './term.js';

export type Surroundings = Readonly<{
  term: Term;
  brokers: string | undefined;
  /** Settings of the services about traces. */
  tracing: Readonly<Record<string, string>>;
  print: (text: string) => void;
}>;
type Scene = Readonly<{ options: Options; around: Surroundings; stop: Stop; clock: BankClock }>;

export const TENANT = 'demo';
const STOP_LIMIT_MS = 25_000;
const TOKEN_LIFE_S = 43_200;
/** What a developer may be: all but those who answer for themselves. */
const ROLES = [
  'operator',
  'platform-operator',
  'supervisor',
  'collector',
  'negotiator',
  'legal',
  'compliance',
  'auditor',
  'reporting-client',
  'ledger-client',
];

/** Something broke while Mora ran; its cause says what. */
export class Broke extends Error {
  override readonly name = 'Broke';

  constructor(cause: Error) {
    super(cause.message, { cause });
  }
}

/** Starts everything, lets the bank's days pass, and stops everything. Answers the exit code. */
export async function run(options: Options, around: Surroundings): Promise<number> {
  const { term, print } = around;
  const began = performance.now();
  const folder = resolve(options.folder);
  await prepareFolder(folder, options.fresh);
  await rememberBus(folder, options.kafka ? 'kafka' : 'embedded');
  const portfolio = await rememberBank(folder, options.portfolio);
  const openDay = options.bank ? portfolio.opensOn : (options.portfolio.opensOn ?? null);
  const what = options.kafka ? 'PostgreSQL and Apache Kafka' : 'PostgreSQL and the embedded bus';
  print(`\n  ${term.bold('Mora')} starts: ${what}, then the services …`);
  const infrastructure = await startInfrastructure({ folder, kafka: options.kafka, brokers: around.brokers });
  let broken: Error | null = null;
  const stop = stopOnSignals(
    () => print(`\n  Stopping in order. ${term.dim('Ctrl-C once more ends it at once.')}`),
    () => print('  Ended at once. The data is safe: PostgreSQL stops by itself.'),
  );
  const onCrash = (error: Error): void => {
    broken ??= error;
    stop.ask();
  };
  infrastructure.onLoss(() => stop.asked() || onCrash(new Error('the database process has ended')));
  const clock = new BankClock(instantOf(portfolio.opensOn, '00:00'));
  const bankClock = options.bank ? clock : null;
  try {
    const { tracing } = around;
    const system = await startSystem({ folder, openDay, infrastructure, tracing, bankClock, onCrash });
    try {
      await writeRunFile(folder, runFileOf(system));
      print(
        banner({
          system,
          infrastructure,
          seconds: (performance.now() - began) / 1000,
          token: await tokenOf(system),
          day: openDay,
          term,
        }),
      );
      await live({ options, around, stop, clock }, system, portfolio);
    } finally {
      await stopInTime(system, around);
    }
  } finally {
    stop.ask();
    await infrastructure.stop();
    await removeRunFile(folder); // the last thing: until then the folder is not free for another run
  }
  if (broken !== null) throw new Broke(broken);
  print(`  ${term.green('Stopped.')} The data stays in ${options.folder}; the next start goes on from here.\n`);
  return 0;
}

/** A service stops within its own deadline; should one hang all the same, the rest is stopped without it. */
async function stopInTime(system: System, { print, term }: Surroundings): Promise<void> {
  const late = sleep(STOP_LIMIT_MS, 'late' as const, { ref: false });
  if ((await Promise.race([system.stop(), late])) !== 'late') return;
  print(term.red(`  A service has not stopped within ${STOP_LIMIT_MS / 1000} s and is given up; its data is safe.`));
}

const runFileOf = ({ issuer, urls }: System) => ({
  pid: process.pid,
  tenant: TENANT,
  issuer: issuer.issuer,
  roles: ROLES,
  services: urls,
});

const tokenOf = ({ issuer }: System): Promise<string> =>
  issuer.token({
    tenant: TENANT,
    subject: 'developer',
    roles: ROLES,
    expiresIn: TOKEN_LIFE_S,
  });

async function live(scene: Scene, system: System, portfolio: Portfolio): Promise<void> {
  const { options, around, stop, clock } = scene;
  const { term, print } = around;
  const { signal } = stop;
  if (options.bank) await passDays({ options, term, print, signal, clock, tenant: TENANT }, system, portfolio);
  if (stop.asked() || options.once) return;
  print(term.dim('  No more days pass by themselves. The doors stay open; Ctrl-C stops.'));
  await new Promise<void>((done) => {
    const alive = setInterval(() => undefined, 60_000);
    signal.addEventListener('abort', () => (clearInterval(alive), done()));
  });
}
