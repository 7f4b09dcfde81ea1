import { type Judgement, judge } from './checker.js';
import { gather } from './evidence.js';
import { commit, type Done, type Fault, nothingDone, planFaults } from './faults.js';
import type { Delivery } from './ledger-record.js';
import type { Options } from './options.js';
import { dayClosed } from './quiet.js';
import type { Report } from './report.js';
import type { Scene } from './scene.js';
import type { Sender } from './sender.js';
import type { World } from './world.js';

/** Of the days after which the ledger goes on before the day has closed, so that records come before their day. */
const HASTE = 3;

/** Sends the bank's days while services, broker and database are killed; then judges what became of it all. */
export async function runFaults(scene: Scene, { seed, load }: Options, report: Report): Promise<Judgement> {
  const { world, bank, sender } = scene;
  const done = nothingDone();
  const faults = planFaults(seed, load);
  const began = performance.now();
  let duplicates = 0;
  for (let n = 0; n < load.days; n += 1) {
    const day = bank.day(scene.nextDay());
    duplicates += day.duplicates;
    await sendUnderFaults(world, sender, day.deliveries, shareOf(faults, n, load.days), done);
    if (n % HASTE !== 0) await dayClosed(world, day.date);
    report.say(`  ${day.date}: ${day.deliveries.length} deliveries, ${report.faultsSoFar(done)}`);
  }
  const sent = performance.now();
  await scene.settle();
  report.load({ bank, sender, duplicates, done, sendMs: sent - began, healMs: performance.now() - sent });
  const evidence = await gather(world, { sent: bank.sent, days: scene.days, expected: scene.expected() });
  const judgement = judge(evidence);
  report.judgement(judgement, evidence);
  return judgement;
}

/** One fault falls into every slice of the day's records. */
async function sendUnderFaults(
  world: World,
  sender: Sender,
  deliveries: readonly Delivery[],
  faults: readonly Fault[],
  done: Done,
): Promise<void> {
  const size = Math.ceil(deliveries.length / Math.max(1, faults.length));
  for (let n = 0; n < Math.max(1, faults.length); n += 1) {
    const sending = sender.send(deliveries.slice(n * size, (n + 1) * size));
    const fault = faults[n];
    await Promise.all([sending, fault === undefined ? null : commit(world, fault, done)]);
  }
}

const shareOf = (faults: readonly Fault[], n: number, of: number): Fault[] =>
  faults.filter((_, nth) => Math.floor((nth * of) / faults.length) === n);
