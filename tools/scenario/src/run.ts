import { addDays, calendarDate, type CalendarDate } from '@mora/kernel';
import {
  BankClock,
  type Bank,
  Behaviour,
  openBank,
  partiesRecords,
  peopleOf,
  type Person,
  type Portfolio,
} from '@mora/ledger-simulator';
import { letBorrowersSpeak } from './borrowers.js';
import { findCanaries } from './canaries.js';
import type { FactsBook } from './checker/book.js';
import { blindSpots } from './checker/mutations.js';
import { judge } from './checker/verdict.js';
import type { Options } from './options.js';
import { overdueIn } from './overdue.js';
import { tellRun } from './print.js';
import { closeDay, goTo, instantOf } from './day.js';
import { quiet } from './quiet.js';
import { tellPeople } from './requests.js';
import { letStaffCall } from './staff.js';
import { StreamLog } from './stream-log.js';
import { TENANT } from './tenant.js';
import { BANK_ZONE, startWorld, type World } from './world.js';

const OPENS_ON = calendarDate('2026-03-02');
const MOST_FINDINGS = 20;

/** The bank's clock: the day closes at 23:30; people are at work by day in Asia, and in America while it is night there. */
const CLOSES_AT = '23:30';
const WORK_STOPS = ['01:00', '09:30', '15:00', '22:00'];
const SPEAK_AT = '15:00';

type Scene = Readonly<{ world: World; bank: Bank; people: readonly Person[]; behaviour: Behaviour; log: StreamLog }>;

/** Lets the days of the scenario pass, prints what came of them, and answers whether the checker found nothing. */
export async function runOutreach(
  { seed, days, loans }: Options,
  folder: string,
  print: (line: string) => void,
): Promise<boolean> {
  const portfolio: Portfolio = { seed, loans, cards: 0, opensOn: OPENS_ON, sharedPeople: true };
  const clock = new BankClock(instantOf(OPENS_ON, '00:00'));
  const world = await startWorld({ folder, clock, opensOn: OPENS_ON });
  const log = new StreamLog(world.broker);
  try {
    await log.start();
    const scene = {
      world,
      bank: openBank(portfolio),
      people: peopleOf(portfolio),
      behaviour: new Behaviour(seed),
      log,
    };
    await tellPeople(world, partiesRecords(portfolio));
    for (let n = 0; n < days; n += 1) await passDay(scene, addDays(OPENS_ON, n));
    await quiet(world);
    const leaks = await findCanaries(world, scene.people);
    leaks.forEach((leak) => print(`  LEAKED ${leak}`));
    return tell(await log.all(), bookOf(scene), print) && leaks.length === 0;
  } finally {
    await log.stop();
    await world.stop();
  }
}

/** A day: its contacts by the clock, then what the bank has booked, then its close. */
async function passDay(scene: Scene, day: CalendarDate): Promise<void> {
  const { world } = scene;
  const overdue = overdueIn(await scene.log.all(), scene.people);
  for (const [nth, stop] of WORK_STOPS.entries()) {
    await goTo(world, instantOf(day, stop));
    await letStaffCall(world, scene.behaviour, overdue, day, nth);
    if (stop === SPEAK_AT) await letBorrowersSpeak(world, scene.behaviour, overdue, day);
  }
  await goTo(world, instantOf(day, CLOSES_AT));
  await closeDay(world, scene.bank, day);
}

const bookOf = ({ people, world }: Scene): FactsBook => ({
  people: new Map(
    people.map(({ party, home, zoneKnown, hours, robotCalls }) => {
      const personId = `${TENANT}:${party}`;
      const timeZone = zoneKnown ? home.timeZone : null;
      return [personId, { personId, jurisdiction: home.jurisdiction, timeZone, hours, robotCalls }];
    }),
  ),
  received: world.provider.counts(),
});

type Records = Awaited<ReturnType<StreamLog['all']>>;

function tell(records: Records, book: FactsBook, print: (line: string) => void): boolean {
  tellRun(records, book).forEach(print);
  const { attempts, decisions, findings } = judge(records, book, BANK_ZONE);
  findings.slice(0, MOST_FINDINGS).forEach(({ check, rule, about, detail }) => {
    print(`  BROKEN ${check} ${rule}: ${about} ${detail}`);
  });
  const blind = blindSpots({ records, book }, BANK_ZONE);
  const seen =
    blind === null ? 'no notice to try it on' : `${blind.tried - blind.unseen.length} of ${blind.tried} seen`;
  blind?.unseen.forEach((name) => print(`  NOT SEEN: ${name}`));
  print(`checker: ${attempts} contacts, ${decisions} decisions, ${findings.length} findings; mutations: ${seen}`);
  return findings.length === 0 && blind?.unseen.length === 0;
}
