import { addDays, calendarDate, type CalendarDate } from '@mora/kernel';
import {
  BankClock,
  type Bank,
  type LedgerAsk,
  openAnsweringBank,
  partiesHeartbeat,
  partiesRecords,
  peopleOf,
  type Portfolio,
} from '@mora/ledger-simulator';
import type { LogRecord } from '../checker/log.js';
import { bookDay, instantOf } from '../day.js';
import { type Cast, nameTiers } from '../negotiation/cast.js';
import { castOf } from '../negotiation/run.js';
import type { Options } from '../options.js';
import { onKafka } from '../process/on-kafka.js';
import { table } from '../print.js';
import { quiet } from '../quiet.js';
import { tellPeople } from '../requests.js';
import { StreamLog } from '../stream-log.js';
import { ALL_SERVICES, startWorld, type World } from '../world.js';
import { HeardAsks } from './asks.js';
import { StageBoard } from './board.js';
import { Causes } from './causes.js';
import { DayLog, LINE_STREAMS } from './day-log.js';
import { Funnel } from './funnel.js';
import { Money } from './money.js';
import { policiesFrom } from './policies.js';
import { LogHash, tellLaw } from './print.js';
import { stageOf } from './stage.js';
import { Staff } from './staff.js';
import { judgeRun } from './verdict.js';

const OPENS_ON = calendarDate('2025-01-01');
const WORKS_AT = '11:00';
const CLOSES_AT = '23:30';
const FUNNEL_EVERY_DAYS = 30;

/** The whole line, and how it is set up for a portfolio of thousands on two cores. */
const SETTINGS = { LOG_LEVEL: 'warn', PARTITIONS: '1' };

/** What somebody who reads the public streams keeps of them. */
type Books = Readonly<{ board: StageBoard; money: Money; asks: HeardAsks; hash: LogHash; funnel: Funnel }>;
type Scene = Readonly<{
  world: World;
  bank: Bank;
  cast: Cast;
  staff: Staff;
  log: DayLog;
  books: Books;
  all: LogRecord[];
}>;

/** Lets the days of the whole line pass, prints what came of them, and answers whether the checker found nothing. */
export async function runLine(
  { seed, days, loans, kafka, brokers }: Options,
  folder: string,
  print: (line: string) => void,
): Promise<boolean> {
  const portfolio: Portfolio = { seed, loans, cards: 0, opensOn: OPENS_ON, economies: true, goesToLaw: true };
  const start = instantOf(OPENS_ON, '00:00');
  const ownSettings = {
    outreach: { POLICY_FOLDER: await policiesFrom(folder, 'outreach', OPENS_ON) },
    negotiation: { POLICY_FOLDER: await policiesFrom(folder, 'negotiation', OPENS_ON) },
  };
  const order = { folder, opensOn: OPENS_ON, services: ALL_SERVICES, settings: SETTINGS, ownSettings };
  const world = await startWorld(
    kafka ? { ...order, ...(await onKafka(folder, start, brokers)) } : { ...order, clock: new BankClock(start) },
  );
  const causes = new Causes();
  const log = new StreamLog(world.broker, world.clock, LINE_STREAMS, causes.note);
  try {
    await log.start();
    const cast = castOf(world, portfolio);
    await nameTiers(world, OPENS_ON);
    await tellPeople(world, partiesRecords(portfolio));
    const asks = new HeardAsks();
    const books: Books = {
      board: new StageBoard(),
      money: new Money(),
      asks,
      hash: new LogHash(),
      funnel: new Funnel(),
    };
    const people = peopleOf(portfolio);
    const staff = new Staff(world, cast, people);
    const scene: Scene = {
      world,
      cast,
      books,
      bank: openAnsweringBank(portfolio, () => [...asks.asks(), ...receivedIn(staff)]),
      staff,
      log: new DayLog(log),
      all: [],
    };
    for (let n = 0; n < days; n += 1) {
      const day = addDays(OPENS_ON, n);
      await passDay(scene, day);
      if ((n + 1) % FUNNEL_EVERY_DAYS === 0 || n + 1 === days) books.funnel.take(day, books.board);
    }
    tell(scene, print);
    const lastDay = addDays(OPENS_ON, days - 1);
    const unapplied = await causes.unapplied(world, OPENS_ON, days);
    const run = { records: scene.all, people, cast, received: world.provider.counts(), lastDay, causes: unapplied };
    return judgeRun({ ...run, atLaw: staff.lawyers.book }, print);
  } finally {
    await log.stop();
    await world.stop();
  }
}

/** Money that courts have passed on, as the bank hears of it. */
const receivedIn = ({ lawyers }: Staff): readonly LedgerAsk[] =>
  lawyers.taken.map(({ loan, on, requestId, minor }) => {
    return { loan: loan.slice(loan.indexOf(':') + 1), on, kind: 'received', data: { requestId, minor } };
  });

/** People at work by day; then the bank books and closes the day, and hears what it was asked. */
async function passDay(scene: Scene, day: CalendarDate): Promise<void> {
  const { world, bank, staff, books } = scene;
  await world.goOnTo(instantOf(day, WORKS_AT));
  await quiet(world);
  await readOn(scene);
  await staff.workOn(day, books.board);
  await quiet(world);
  await readOn(scene); // before the clock goes on, as every record bears the time at which it was read
  await world.goOnTo(instantOf(day, CLOSES_AT));
  await bookDay(world, bank, day);
  await tellPeople(world, [partiesHeartbeat(day)]);
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

function tell({ books: { board, money, hash, funnel }, staff, all }: Scene, print: (line: string) => void): void {
  print('where loans stood:');
  funnel.lines(board).forEach(print);
  print('money that came in, by how far its loan had come:');
  money.lines().forEach(print);
  tellLaw(all).forEach(print);
  table('what the law did not take', staff.lawyers.refused).forEach(print);
  print(hash.line());
}
