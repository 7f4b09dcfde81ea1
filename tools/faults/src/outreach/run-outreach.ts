import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { addDays, calendarDate } from '@mora/kernel';
import { openBank, partiesRecords, peopleOf, type Portfolio } from '@mora/ledger-simulator';
import { startViewer } from '@mora/message-viewer';
import { freePort } from '@mora/postgres';
import {
  closeDay,
  findCanaries,
  goTo,
  instantOf,
  nextTimer,
  type Provider,
  quiet,
  startWorld,
  tellPeople,
} from '@mora/scenario';
import { Dice } from '../dice.js';
import type { Report } from '../report.js';
import { evidenceOf, wrongIn } from './check.js';
import { KilledOutreach } from './killed-outreach.js';

export type OutreachLoad = Readonly<{ loans: number; days: number; kills: number }>;

const OPENS_ON = calendarDate('2026-03-02');
/** Of a thousand messages: cut before they were taken, taken and never answered, told twice, refused. */
const FAULTS = { drop: 80, 'timeout-after-accept': 120, 'double-receipt': 100, reject: 60 };
const LONGEST_KILL_MS = 900;
/** The sweeper gives a claim up after five minutes of the clock. */
const GIVEN_UP_MS = 600_000;

/** Kills outreach again and again while its provider misbehaves, lets it come to rest, and counts at the provider. */
export async function runOutreach(
  folder: string,
  seed: number,
  { loans, days, kills }: OutreachLoad,
  report: Report,
): Promise<readonly string[]> {
  const portfolio: Portfolio = { seed: String(seed), loans, cards: 0, opensOn: OPENS_ON, sharedPeople: true };
  const log = join(folder, 'outreach.log');
  const outreach = new KilledOutreach(instantOf(OPENS_ON, '00:00'), log);
  const world = await startWorld({
    folder: join(folder, 'outreach-world'),
    clock: outreach,
    opensOn: OPENS_ON,
    provider: () => badProvider(seed),
    outreach: outreach.starter,
    moreLogs: [log],
    settings: { SEND_DEADLINE_MS: '400' },
  });
  const dice = new Dice(seed);
  try {
    const bank = openBank(portfolio);
    await tellPeople(world, partiesRecords(portfolio));
    for (let n = 0; n < days; n += 1) {
      const day = addDays(OPENS_ON, n);
      while (outreach.kills < Math.ceil((kills * (n + 1)) / days)) {
        const due = await nextTimer(world);
        if (due === null || due > instantOf(day, '23:00')) break;
        outreach.set(due);
        await sleep(dice.between(0, LONGEST_KILL_MS));
        outreach.kill();
        await outreach.ready();
        if (dice.between(0, 1) === 0) await quiet(world); // else the next kill comes while the last one is mended
      }
      await goTo(world, instantOf(day, '23:30'));
      await closeDay(world, bank, day);
    }
    outreach.set(outreach.now() + GIVEN_UP_MS);
    await quiet(world);
    const evidence = await evidenceOf(world.pools.outreach, world.provider.counts());
    report.say(
      `outreach: ${outreach.kills} kills, ${evidence.notices.length} notices, ` +
        `${Object.keys(evidence.received).length} at the provider, ${statesOf(evidence.notices)}`,
    );
    const leaks = (await findCanaries(world, peopleOf(portfolio))).map((leak) => `leaked: ${leak}`);
    return [...wrongIn(evidence), ...outreach.crashes, ...leaks];
  } finally {
    await world.stop();
  }
}

async function badProvider(seed: number): Promise<Provider> {
  const viewer = await startViewer({ httpPort: await freePort(), smtpPort: await freePort(), faults: FAULTS, seed });
  return {
    smsUrl: `${viewer.url}/sms`,
    smtpPort: viewer.smtpPort,
    counts: () => viewer.counts(),
    stop: () => viewer.stop(),
  };
}

function statesOf(notices: readonly Readonly<{ state: string }>[]): string {
  const counts = new Map<string, number>();
  for (const { state } of notices) counts.set(state, (counts.get(state) ?? 0) + 1);
  return [...counts]
    .toSorted()
    .map(([state, count]) => `${count} ${state}`)
    .join(', ');
}
