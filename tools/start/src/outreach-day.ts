import { setTimeout as sleep } from 'node:timers/promises';
import type { CalendarDate } from '@mora/kernel';
import {
  type BankClock,
  type Behaviour,
  type LedgerMessage,
  partiesHeartbeat,
  partiesRecords,
  patiently,
  type Patience,
  type Portfolio,
  type Person,
  Weather,
} from '@mora/ledger-simulator';
import {
  letBorrowersSpeak,
  letStaffCall,
  ownedBy,
  putIn,
  type Replies,
  settleSays,
  type StageBoard,
} from '@mora/scenario';
import type { AtLaw } from './at-law.js';
import type { Said } from './line-tap.js';
import { letNegotiate } from './negotiation-day.js';
import type { System } from './system.js';

const BANK = { tenant: 'demo', subject: 'simulated-crm', roles: ['ledger-client'] };
const AT_ONCE = 1_000;

/** Hours of the bank's day at which its clock stops: late in the night it is day in America. */
const STOPS = ['02:30', '10:05', '15:05', '22:35'];
const WORK_AT = '10:05';
const SPEAK_AT = '15:05';
/** What one look missed on its way, the next one sees. */
const SETTLED_LOOKS = 2;
const LOOK_MS = 20;
const SETTLE_LIMIT_MS = 5_000;

/** Tells outreach who everybody is. What it knows already is a duplicate. */
export async function tellPeople(system: System, portfolio: Portfolio, patience: Patience): Promise<void> {
  const records = partiesRecords(portfolio);
  for (let from = 0; from < records.length; from += AT_ONCE) {
    await tell(system, records.slice(from, from + AT_ONCE), patience);
  }
}

/** Nobody has more to say of people on a day that is over. */
export const endDayOfPeople = (system: System, day: CalendarDate, patience: Patience): Promise<void> =>
  tell(system, [partiesHeartbeat(day)], patience);

/** Whoever has to do with overdue loans, and how they behave; `said` is what borrowers have said that somebody settles. */
export type Cast = Readonly<{
  said: readonly Said[];
  people: readonly Person[];
  behaviour: Behaviour;
  clock: BankClock;
  replies: Replies;
  atLaw: AtLaw;
}>;

/**
 * A day of the people, once the day before has closed everywhere: the clock goes on, stops a few times, waits until
 * nothing is under way, and lets people act.
 */
export async function letPeopleLive(
  system: System,
  cast: Cast,
  board: StageBoard,
  day: CalendarDate,
  patience: Patience,
): Promise<void> {
  for (const [nth, stop] of STOPS.entries()) {
    await goTo(system, cast.clock, instantOf(day, stop));
    await letPeopleAct(system, cast, board, day, nth);
    if (stop === WORK_AT) await letOfficesWork(system, cast, day, patience);
    await settled(system); // what people did is answered at this hour, not at the next one
  }
}

/** Those who negotiate, and then the lawyers, who hear of it first. */
async function letOfficesWork(system: System, cast: Cast, day: CalendarDate, patience: Patience): Promise<void> {
  await letNegotiate(system, cast, day, patience);
  await settled(system);
  await system.line.readOn();
  await cast.atLaw.workOn(day);
}

/** What outreach does by itself in between it does in time: a message that is too late is not sent. */
async function goTo(system: System, clock: BankClock, instant: number): Promise<void> {
  const { line } = system;
  for (let due = await line.nextTimer(); due !== null && due <= instant; due = await line.nextTimer()) {
    if (due <= clock.now()) break; // it does not settle: the days go on all the same
    clock.set(due);
    await settled(system);
  }
  clock.set(instant);
  await settled(system);
}

/** Staff call by day where somebody lives, and in the afternoon borrowers say what they have to say. */
async function letPeopleAct(
  system: System,
  { people, behaviour, clock, said }: Cast,
  board: StageBoard,
  day: CalendarDate,
  nth: number,
): Promise<void> {
  await system.line.readOn();
  const doors = { clock, issuer: system.issuer, urls: system.urls };
  const overdue = ownedBy(overdueIn(board), people);
  await putIn(await letStaffCall(doors, behaviour, overdue, day, nth));
  if (STOPS[nth] === WORK_AT) await settleSays(doors, said, day);
  if (STOPS[nth] === SPEAK_AT) await letBorrowersSpeak(doors, behaviour, overdue, day);
}

const overdueIn = (board: StageBoard): readonly string[] =>
  [...board.all()]
    .filter(([, { bucket, status }]) => bucket !== null && status === 'active')
    .map(([loan]) => loan)
    .toSorted();

/** The bank keeps one time, and it knows no summer. */
export const instantOf = (date: CalendarDate, time: string): number => Date.parse(`${date}T${time}:00+08:00`);

async function tell(system: System, records: readonly LedgerMessage[], patience: Patience): Promise<void> {
  const answers = await patiently(() => post(system, records), patience);
  const wrong = answers.find(({ outcome }) => outcome !== 'accepted' && outcome !== 'duplicate');
  if (wrong !== undefined) throw new Error(`outreach does not take a record about people: ${wrong.reason}`);
}

async function post(
  { urls, issuer }: System,
  records: readonly LedgerMessage[],
): Promise<readonly Readonly<{ outcome: string; reason?: string }>[]> {
  const response = await fetch(`${urls.outreach}/v1/parties`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await issuer.token(BANK)}`, 'content-type': 'application/x-ndjson' },
    body: records.map((record) => `${JSON.stringify(record)}\n`).join(''),
  });
  if (response.status === 503) throw new Weather('outreach still starts');
  if (!response.ok) throw new Error(`outreach answers ${response.status} to the records about people`);
  return ((await response.json()) as { answers: Readonly<{ outcome: string; reason?: string }>[] }).answers;
}

/** A provider that does not answer must not stop the bank's days: after a while they go on. */
async function settled({ line }: System): Promise<void> {
  const until = Date.now() + SETTLE_LIMIT_MS;
  for (let still = 0; still < SETTLED_LOOKS && Date.now() < until;) {
    still = (await line.moves()) === null ? still + 1 : 0;
    if (still < SETTLED_LOOKS) await sleep(LOOK_MS);
  }
}
