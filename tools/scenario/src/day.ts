import type { CalendarDate } from '@mora/kernel';
import { type Bank, httpDoor, partiesHeartbeat, patiently } from '@mora/ledger-simulator';
import { closedEverywhere, nextTimer, quiet } from './quiet.js';
import { tellPeople } from './requests.js';
import { TENANT } from './tenant.js';
import type { World } from './world.js';

const BATCH_RECORDS = 500;
const PATIENCE = { limitMs: 60_000 };

/** Goes on to the instant and stops wherever outreach itself has something to do; whoever wants to may act there. */
export async function goTo(world: World, instant: number, act?: () => Promise<void>): Promise<void> {
  await quiet(world);
  await act?.();
  for (let due = await nextTimer(world); due !== null && due <= instant; due = await nextTimer(world)) {
    await world.goOnTo(due);
    await quiet(world);
    await act?.();
  }
  await world.goOnTo(instant);
  await quiet(world);
}

/** The bank books its day and closes it; every service has closed it, too, when this resolves. */
export async function closeDay(world: World, bank: Bank, day: CalendarDate): Promise<void> {
  await bookDay(world, bank, day);
  await tellPeople(world, [partiesHeartbeat(day)]);
  await quiet(world);
}

/** The same where nobody waits for what is known of people. */
export async function bookDay(world: World, bank: Bank, day: CalendarDate): Promise<void> {
  const { closesLast } = world;
  closesLast?.hold();
  await sendDay(world, bank, day);
  if (closesLast !== null) {
    const others = { ...world, away: new Set([...world.away, closesLast.name]) };
    await closedEverywhere(others, day);
    await quiet(others);
    closesLast.release();
  }
  await closedEverywhere(world, day);
}

async function sendDay(world: World, bank: Bank, day: CalendarDate): Promise<void> {
  const machine = { tenant: TENANT, subject: 'simulated-bank', roles: ['ledger-client'] };
  const door = httpDoor(world.urls.ingestion, () => world.issuer.token(machine));
  const records = bank.day(day).flatMap((source) => [...source.records, source.close]);
  for (let from = 0; from < records.length; from += BATCH_RECORDS) {
    const batch = records.slice(from, from + BATCH_RECORDS);
    const answers = await patiently(() => door.send(batch), PATIENCE);
    const wrong = answers.find(({ outcome }) => outcome !== 'accepted' && outcome !== 'duplicate');
    if (wrong !== undefined) throw new Error(`a record of ${day} is not taken: ${wrong.reason} ${wrong.message}`);
  }
}

/** The bank keeps one time, and it knows no summer. */
export const instantOf = (date: CalendarDate, time: string): number => Date.parse(`${date}T${time}:00+08:00`);
