import { addDays, type CalendarDate } from '@mora/kernel';
import {
  type Bank,
  openAnsweringBank,
  partiesHeartbeat,
  partiesRecords,
  peopleOf,
  type Person,
  type Portfolio,
} from '@mora/ledger-simulator';
import type { LogRecord } from '../checker/log.js';
import { bookDay, instantOf } from '../day.js';
import { type Cast, nameTiers } from '../negotiation/cast.js';
import { castOf } from '../negotiation/run.js';
import { quiet } from '../quiet.js';
import { tellPeople } from '../requests.js';
import { StreamLog } from '../stream-log.js';
import { ALL_SERVICES, startWorld, type World, type WorldOrder } from '../world.js';
import { HeardAsks } from './asks.js';
import { StageBoard } from './board.js';
import { Causes } from './causes.js';
import { DayLog, LINE_STREAMS } from './day-log.js';
import { Funnel } from './funnel.js';
import { Money } from './money.js';
import { policiesFrom } from './policies.js';
import { LogHash } from './print.js';
import { stageOf } from './stage.js';
import { Staff } from './staff.js';
import { judgeRun } from './verdict.js';

const WORKS_AT = '11:00';
const MINUTE_MS = 60_000;
const CLOSES_AT = '23:30';

/** What somebody who reads the public streams keeps of them. */
type Books = Readonly<{ board: StageBoard; money: Money; asks: HeardAsks; hash: LogHash; funnel: Funnel }>;

/** The whole line at work: the services, the bank with its people, and whoever reads what is said. */
export type Scene = Readonly<{
  world: World;
  bank: Bank;
  people: readonly Person[];
  cast: Cast;
  staff: Staff;
  log: DayLog;
  causes: Causes;
  books: Books;
  all: LogRecord[];
  /** Days that nobody has taken yet, as the service is away that takes them. */
  unbooked: CalendarDate[];
  untold: CalendarDate[];
  stop: () => Promise<void>;
}>;

export type SceneOrder = Readonly<{
  portfolio: Portfolio;
  folder: string;
  settings: Readonly<Record<string, string>>;
  /** The clock, and where the services run. */
  where: Pick<WorldOrder, 'clock' | 'bus' | 'elsewhere' | 'moreLogs' | 'closesLast'>;
  /** Services are killed: what they had sent without knowing it is said again, and is heard once. */
  areKilled?: boolean;
}>;

/** What happens while the bank books its day; nobody goes on before it is over. */
export type Meanwhile = () => Promise<void>;

/** Starts all of it on the first day of the portfolio. Rejects with what is wrong, and leaves nothing running behind it. */
export async function openScene({ portfolio, folder, settings, where, areKilled }: SceneOrder): Promise<Scene> {
  const { opensOn } = portfolio;
  const ownSettings = {
    outreach: { POLICY_FOLDER: await policiesFrom(folder, 'outreach', opensOn) },
    negotiation: { POLICY_FOLDER: await policiesFrom(folder, 'negotiation', opensOn) },
  };
  const world = await startWorld({ folder, opensOn, services: ALL_SERVICES, settings, ownSettings, ...where });
  const causes = new Causes();
  const log = new StreamLog(world.broker, world.clock, LINE_STREAMS, { note: causes.note, once: areKilled });
  const stop = async (): Promise<void> => {
    await log.stop();
    await world.stop();
  };
  try {
    await log.start();
    const cast = castOf(world, portfolio);
    await nameTiers(world, opensOn);
    await tellPeople(world, partiesRecords(portfolio));
    const asks = new HeardAsks();
    const people = peopleOf(portfolio);
    const staff = new Staff(world, cast, people);
    return {
      world,
      people,
      cast,
      books: { board: new StageBoard(), money: new Money(), asks, hash: new LogHash(), funnel: new Funnel() },
      causes,
      bank: openAnsweringBank(portfolio, () => [...asks.asks(), ...staff.lawyers.received()]),
      staff,
      log: new DayLog(log),
      all: [],
      unbooked: [],
      untold: [],
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The day as far as people work, where they do. */
export async function work(scene: Scene, day: CalendarDate, peopleWork = true): Promise<void> {
  const { world, staff, books } = scene;
  await world.goOnTo(instantOf(day, WORKS_AT));
  await quiet(world);
  await readOn(scene);
  if (!peopleWork) return;
  await staff.workOn(day, books.board);
  await quiet(world);
  await readOn(scene); // before the clock goes on, as every record bears the time at which it was read
  // What they have asked for is written a moment later, while people may be written to; the clock goes on to the evening.
  await world.goOnTo(world.clock.now() + MINUTE_MS);
  await quiet(world);
  await readOn(scene);
}

/** The bank books and closes the day, and hears what it was asked. */
export async function close(scene: Scene, day: CalendarDate, meanwhile?: Meanwhile): Promise<void> {
  const { world, unbooked, untold } = scene;
  await world.goOnTo(instantOf(day, CLOSES_AT));
  await quiet(world); // what is due by now comes before the close, in each run
  unbooked.push(day);
  untold.push(day);
  await catchUp(scene, meanwhile);
  // What the close has asked for is judged a moment later, ahead of whatever the night brings.
  await world.goOnTo(world.clock.now() + MINUTE_MS);
  await quiet(world);
  await readOn(scene);
}

/** Hands over whatever has not been taken yet, to those that are there. */
export async function catchUp(scene: Scene, meanwhile?: Meanwhile): Promise<void> {
  const { world, bank, unbooked, untold } = scene;
  const book = async (): Promise<void> => {
    for (const day of unbooked.splice(0)) await bookDay(world, bank, day);
  };
  await Promise.all([world.away.has('ingestion') ? null : book(), meanwhile?.()]);
  if (!world.away.has('outreach')) await tellPeople(world, untold.splice(0).map(partiesHeartbeat));
  await quiet(world);
  await readOn(scene);
}

async function readOn({ log, books, staff, all }: Scene): Promise<void> {
  const { board, money, asks, hash } = books;
  const said = await log.readOn();
  for (const record of said) {
    money.hear(record, () => stageOf(board.of(record.loan)));
    board.hear(record);
    asks.hear(record);
    staff.hear(record);
    all.push(record);
  }
  hash.add(said);
}

/** All checkers over all that was said. Answers whether none of them found anything. */
export async function judgeScene(
  { world, cast, people, staff, all, causes, bank }: Scene,
  days: number,
  print: (line: string) => void,
): Promise<boolean> {
  const { opensOn } = bank.portfolio;
  const lastDay = addDays(opensOn, days - 1);
  const unapplied = await causes.unapplied(world, opensOn, days);
  const received = world.provider.counts();
  const run = { records: all, people, cast, received, lastDay, causes: unapplied };
  return judgeRun({ ...run, atLaw: staff.lawyers.book }, print);
}
