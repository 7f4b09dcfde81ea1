import type { CalendarDate } from '@mora/kernel';
import { type Judgement, judge } from './checker.js';
import { type Evidence, gather } from './evidence.js';
import { commit, type Done, type Fault, nothingDone, planFaults } from './faults.js';
import { Bank, daysOf } from './generator.js';
import { type Delivery, TENANT } from './ledger-record.js';
import type { Options } from './options.js';
import { dayClosed, quiet } from './quiet.js';
import type { Report } from './report.js';
import { Sender } from './sender.js';
import type { World } from './world.js';

/** Of the days after which the ledger goes on before the day has closed, so that records come before their day. */
const HASTE = 3;

/** Sends the bank's days while services, broker and database are killed; then judges what became of it all. */
export async function runFaults(world: World, { seed, load }: Options, report: Report): Promise<Judgement> {
  const bank = new Bank(seed, load);
  const sender = new Sender(world);
  const done = nothingDone();
  const days = daysOf(load);
  const last = days.at(-1) as CalendarDate;
  const faults = planFaults(seed, load);
  const began = performance.now();
  let duplicates = 0;
  for (const [n, date] of days.entries()) {
    const day = bank.day(date);
    duplicates += day.duplicates;
    await sendUnderFaults(world, sender, day.deliveries, shareOf(faults, n, days.length), done);
    if (n % HASTE !== 0) await dayClosed(world, date);
    report.say(`  ${date}: ${day.deliveries.length} deliveries, ${report.faultsSoFar(done)}`);
  }
  const sent = performance.now();
  await dayClosed(world, last);
  await quiet(world);
  report.load({ bank, sender, duplicates, done, sendMs: sent - began, healMs: performance.now() - sent });
  const evidence = await gather(world, { sent: bank.sent, days, expected: expectedOf(bank, last) });
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

const expectedOf = (bank: Bank, last: CalendarDate): Evidence['expected'] =>
  new Map(
    bank.loans.map((loan) => [
      `${TENANT}:${loan.id}`,
      { paidMinor: BigInt(loan.paidBy(last)), overdueMinor: BigInt(loan.overdueAt(last)) },
    ]),
  );
