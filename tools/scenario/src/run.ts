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
import { Elsewhere } from './elsewhere.js';
import { findCanaries } from './canaries.js';
import { firmsFrom, placeSome, registerFirms } from './agencies.js';
import type { Announced, FactsBook, KnownFirm } from './checker/book.js';
import { blindSpots } from './checker/mutations.js';
import { judge } from './checker/verdict.js';
import type { Options } from './options.js';
import { overdueSince, ownedBy, roundsOf } from './overdue.js';
import { tellRun } from './print.js';
import { closeDay, goTo, instantOf } from './day.js';
import { quiet, swept } from './quiet.js';
import { tellPeople } from './requests.js';
import { FirmsAtWork } from './firms.js';
import { settleSays } from './settle-says.js';
import { type Called, letStaffCall, putIn } from './staff.js';
import { StreamLog } from './stream-log.js';
import { workTasks } from './tasks.js';
import { TENANT } from './tenant.js';
import { BANK_ZONE, startWorld, type World } from './world.js';

const OPENS_ON = calendarDate('2026-03-02');
const MOST_FINDINGS = 20;

/** The bank's clock: the day closes at 23:30, and at 00:00 papers run out. People are at work by day in Asia, and late in the night there in America. */
const CLOSES_AT = '23:30';
const BEGINS_AT = '00:00';
const WORK_STOPS = ['04:00', '09:30', '15:00', '22:00'];
const SPEAK_AT = '15:00';

const FIRMS = firmsFrom(OPENS_ON);

type Scene = Readonly<{
  world: World;
  bank: Bank;
  people: readonly Person[];
  behaviour: Behaviour;
  log: StreamLog;
  elsewhere: Elsewhere;
  firms: readonly KnownFirm[];
  atWork: FirmsAtWork;
  /** What the bank has told by itself. */
  announced: Announced[];
}>;

/** Lets the days of the scenario pass, prints what came of them, and answers whether the checker found nothing. */
export async function runOutreach(
  { seed, days, loans }: Options,
  folder: string,
  print: (line: string) => void,
): Promise<boolean> {
  const portfolio: Portfolio = { seed, loans, cards: 0, opensOn: OPENS_ON, sharedPeople: true };
  const clock = new BankClock(instantOf(OPENS_ON, '00:00'));
  const world = await startWorld({ folder, clock, opensOn: OPENS_ON, settings: { AGENCY_CHECK_MS: '100' } });
  const log = new StreamLog(world.broker, clock);
  try {
    await log.start();
    const behaviour = new Behaviour(seed);
    const scene = {
      world,
      bank: openBank(portfolio),
      people: peopleOf(portfolio),
      behaviour,
      log,
      elsewhere: new Elsewhere(world, behaviour),
      firms: FIRMS,
      atWork: new FirmsAtWork(world, behaviour, FIRMS, () => atRest(world)),
      announced: [],
    };
    await tellPeople(world, partiesRecords(portfolio));
    await registerFirms(world, scene.firms);
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

/** How the firms stand is looked at after whatever may have changed it, and before anybody goes on. */
async function atRest(world: World): Promise<void> {
  await quiet(world);
  await swept(world);
  await quiet(world);
}

/** A day: its contacts by the clock, then what the bank has booked, then its close. */
async function passDay(scene: Scene, day: CalendarDate): Promise<void> {
  const { world, people, behaviour, elsewhere } = scene;
  const said = await scene.log.all();
  const since = overdueSince(said);
  const overdue = ownedBy(since.keys(), people);
  const owners = new Map(overdue.map((one) => [one.loan, one]));
  const settle = async (): Promise<void> => {
    await atRest(world);
    await scene.log.catchUp();
  };
  const hearOf = async (called: readonly Called[]): Promise<void> => {
    if (called.length > 0) await quiet(world);
    if (await putIn(called)) await quiet(world);
  };
  const atTimers = async (): Promise<void> => {
    await hearOf(await workTasks(world, behaviour, owners, day));
    await scene.log.catchUp();
  };
  await goTo(world, instantOf(day, BEGINS_AT), atTimers);
  await settle();
  for (const [nth, stop] of WORK_STOPS.entries()) {
    await goTo(world, instantOf(day, stop), atTimers);
    for (const round of roundsOf(overdue)) {
      // What was said on the phone is heard by the loan before what the borrower says by himself.
      await hearOf(await letStaffCall(world, behaviour, round, day, nth));
      if (stop !== SPEAK_AT) continue;
      await letBorrowersSpeak(world, behaviour, round, day);
      await quiet(world);
    }
    if (stop === SPEAK_AT) {
      // What comes by streams of their own comes one after the other, so that two runs hear the same.
      await settleSays(world, said, day);
      await quiet(world);
      await elsewhere.negotiate(overdue, day);
      await quiet(world);
      await elsewhere.goToLaw(overdue, day);
      await quiet(world);
      await placeSome(world, behaviour, overdue, { ...scene, on: day, since });
      await settle();
    }
    await scene.atWork.work(owners);
  }
  await goTo(world, instantOf(day, CLOSES_AT), atTimers);
  await closeDay(world, scene.bank, day);
  await elsewhere.closeDay(day);
  await settle();
}

const bookOf = ({ people, world, firms, atWork, announced }: Scene): FactsBook => ({
  people: new Map(
    people.map(({ party, home, zoneKnown, hours, robotCalls }) => {
      const personId = `${TENANT}:${party}`;
      const timeZone = zoneKnown ? home.timeZone : null;
      return [personId, { personId, jurisdiction: home.jurisdiction, timeZone, hours, robotCalls }];
    }),
  ),
  firms,
  grants: atWork.grants,
  announced,
  received: world.provider.counts(),
});

type Records = Awaited<ReturnType<StreamLog['all']>>;

function tell(records: Records, book: FactsBook, print: (line: string) => void): boolean {
  tellRun(records, book).forEach(print);
  const { attempts, decisions, rules, findings } = judge(records, book, BANK_ZONE);
  findings.slice(0, MOST_FINDINGS).forEach(({ check, rule, about, detail }) => {
    print(`  BROKEN ${check} ${rule}: ${about} ${detail}`);
  });
  const blind = blindSpots({ records, book }, BANK_ZONE);
  const seen =
    blind === null ? 'no notice to try it on' : `${blind.tried - blind.unseen.length} of ${blind.tried} seen`;
  blind?.unseen.forEach((name) => print(`  NOT SEEN: ${name}`));
  print(`checker: ${attempts} contacts, ${decisions} decisions, ${findings.length} findings; mutations: ${seen}`);
  print(`rules that bound a contact: ${rules.join(' ')}`);
  return findings.length === 0 && blind?.unseen.length === 0;
}
