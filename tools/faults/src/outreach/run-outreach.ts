import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { addDays, calendarDate } from '@mora/kernel';
import { openBank, partiesRecords, peopleOf, type Portfolio } from '@mora/ledger-simulator';
import { freePort } from '@mora/postgres';
import {
  closeDay,
  findCanaries,
  goTo,
  instantOf,
  nextTimer,
  quiet,
  type ServiceProcess,
  startWorld,
  tellPeople,
  ToldClock,
  type World,
} from '@mora/scenario';
import { Dice } from '../dice.js';
import type { Report } from '../report.js';
import { whileRuns } from '../running.js';
import { toldInLog } from '../told.js';
import { BadProvider } from './bad-provider.js';
import { evidenceOf, type OutreachEvidence, wrongIn } from './check.js';
import { GIVEN_UP_MS, killedOutreach } from './killed-outreach.js';

export type OutreachLoad = Readonly<{
  loans: number;
  days: number;
  /** At whatever it is. */
  kills: number;
  /** While the provider keeps it waiting. */
  killsAtProvider: number;
}>;

const OPENS_ON = calendarDate('2026-03-02');
const LONGEST_KILL_MS = 900;

/** Kills outreach again and again while its provider misbehaves, lets it come to rest, and counts at the provider. */
export async function runOutreach(
  folder: string,
  seed: number,
  load: OutreachLoad,
  report: Report,
): Promise<readonly string[]> {
  const portfolio: Portfolio = {
    seed: String(seed),
    loans: load.loans,
    cards: 0,
    opensOn: OPENS_ON,
    sharedPeople: true,
  };
  const log = join(folder, 'outreach.log');
  const clock = new ToldClock(instantOf(OPENS_ON, '00:00'));
  const outreach = killedOutreach(clock, await freePort(), log);
  const provider = new BadProvider(seed, outreach, clock, load.killsAtProvider);
  const world = await startWorld({
    folder: join(folder, 'outreach-world'),
    clock,
    opensOn: OPENS_ON,
    provider: provider.start,
    elsewhere: { outreach: outreach.starter },
    moreLogs: [log],
    settings: provider.settings,
  });
  return whileRuns(world.stop, async () => {
    await tellPeople(world, partiesRecords(portfolio));
    await runDays(world, outreach, portfolio, load);
    await world.goOnTo(clock.now() + GIVEN_UP_MS);
    await provider.allTold();
    await quiet(world);
    const evidence = await evidenceOf(world, toldInLog(world), provider.killedAt);
    report.say(summary(outreach, provider, evidence));
    const leaks = (await findCanaries(world, peopleOf(portfolio))).map((leak) => `leaked: ${leak}`);
    return [...wrongIn(evidence), ...notMet(provider), ...outreach.crashes, ...leaks];
  });
}

async function runDays(
  world: World,
  outreach: ServiceProcess,
  portfolio: Portfolio,
  { days, kills }: OutreachLoad,
): Promise<void> {
  const dice = new Dice(Number(portfolio.seed));
  const bank = openBank(portfolio);
  let killed = 0;
  for (let n = 0; n < days; n += 1) {
    const day = addDays(OPENS_ON, n);
    for (; killed < Math.ceil((kills * (n + 1)) / days); killed += 1) {
      const due = await nextTimer(world);
      if (due === null || due > instantOf(day, '23:00')) break;
      await world.goOnTo(due);
      await sleep(dice.between(0, LONGEST_KILL_MS));
      outreach.kill();
      await outreach.ready();
      if (dice.between(0, 1) === 0) await quiet(world); // else the next kill comes while the last one is mended
    }
    await goTo(world, instantOf(day, '23:30'));
    await closeDay(world, bank, day);
  }
}

/** A run that met none of a fault proves nothing about it. */
const notMet = ({ met, killedAt }: BadProvider): readonly string[] => [
  ...Object.entries(met).flatMap(([fault, count]) => (count === 0 ? [`no message has met ${fault}`] : [])),
  ...(killedAt.length === 0 ? ['never killed while the provider kept it waiting'] : []),
];

function summary({ kills }: ServiceProcess, { met, killedAt }: BadProvider, evidence: OutreachEvidence): string {
  const { notices, received } = evidence;
  const faults = Object.entries(met).map(([fault, count]) => `${count} ${fault}`);
  return (
    `outreach: ${kills} kills, ${killedAt.length} of them while the provider kept it waiting; ` +
    `${notices.length} notices, ${Object.keys(received).length} at the provider, ${statesOf(notices)}; ` +
    `met ${faults.join(', ')}`
  );
}

function statesOf(notices: readonly Readonly<{ state: string }>[]): string {
  const counts = new Map<string, number>();
  for (const { state } of notices) counts.set(state, (counts.get(state) ?? 0) + 1);
  return [...counts]
    .toSorted()
    .map(([state, count]) => `${count} ${state}`)
    .join(', ');
}
