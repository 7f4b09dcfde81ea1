import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { addDays, calendarDate, type CalendarDate, daysBetween } from '@mora/kernel';
import {
  type Bank,
  Behaviour,
  loansOf,
  openAnsweringBank,
  peopleOf,
  type Person,
  type Portfolio,
} from '@mora/ledger-simulator';
import { freePort } from '@mora/postgres';
import {
  AskReader,
  bookDay,
  instantOf,
  letThemNegotiate,
  nameApprovers,
  ownedBy,
  type NegotiationDoors,
  quiet,
  say,
  ServiceProcess,
  startWorld,
  TENANT,
  ToldClock,
  type World,
} from '@mora/scenario';
import { Dice } from '../dice.js';
import type { Report } from '../report.js';
import { whileRuns } from '../running.js';
import { toldInLog } from '../told.js';
import { wrongIn } from './check.js';
import { evidenceOf } from './evidence.js';
import { Line, type Word } from './line.js';
import { summary } from './summary.js';

export type NegotiationLoad = Readonly<{
  loans: number;
  days: number;
  /** While people accept, approve, and say whatever else. */
  killsAt: Readonly<Record<Word, number>>;
  /** While it reads what the bank has booked. */
  killsAtMoney: number;
}>;

const OPENS_ON = calendarDate('2026-03-02');
const WORKS_AT = '11:00';
const CLOSES_AT = '23:30';
const LONGEST_KILL_MS = 700;
const MOST_LOANS_A_DAY = 30;
/** In the first days many ask for help by themselves: a share of all on each of them. */
const FIRST_DAYS = 4;
/** So many people ask at the same time, so that one kill meets many. */
const AT_ONCE = 4;

type Scene = Readonly<{
  world: World;
  service: ServiceProcess;
  line: Line;
  doors: NegotiationDoors;
  people: readonly Person[];
  bank: Bank;
  asks: AskReader;
  behaviour: Behaviour;
  dice: Dice;
}>;

/** Kills negotiation while people agree and while money comes in, lets it come to rest, and counts. */
export async function runNegotiation(
  folder: string,
  seed: number,
  load: NegotiationLoad,
  report: Report,
): Promise<readonly string[]> {
  const portfolio: Portfolio = { seed: String(seed), loans: load.loans, cards: 0, opensOn: OPENS_ON };
  const log = join(folder, 'negotiation.log');
  const clock = new ToldClock(instantOf(OPENS_ON, '00:00'));
  const service = new ServiceProcess({ name: 'negotiation', clock, port: await freePort(), log });
  const dice = new Dice(seed);
  const line = new Line(service, dice, load.killsAt);
  const world = await startWorld({
    folder: join(folder, 'negotiation-world'),
    clock,
    opensOn: OPENS_ON,
    services: ['ingestion', 'delinquency-classification', 'negotiation'],
    elsewhere: { negotiation: service.starter },
    settings: { LOG_LEVEL: 'warn' },
    moreLogs: [log],
  });
  const stop = async (): Promise<void> => {
    await line.close();
    await world.stop();
  };
  return whileRuns(stop, async () => {
    const urls = { negotiation: await line.open(await freePort()) };
    const doors = { clock, issuer: world.issuer, urls };
    await nameApprovers(doors, OPENS_ON);
    const asks = new AskReader(doors);
    const bank = openAnsweringBank(portfolio, asks.asks);
    const behaviour = new Behaviour(portfolio.seed);
    const scene = { world, service, line, doors, people: peopleOf(portfolio), bank, asks, behaviour, dice };
    const killsBy = (days: number): number => Math.floor((load.killsAtMoney * days) / load.days);
    for (let n = 0; n < load.days; n += 1) await passDay(scene, addDays(OPENS_ON, n), killsBy(n + 1) - killsBy(n));
    const evidence = await evidenceOf(world, toldInLog(world), line.accepted);
    report.say(summary(evidence, service.kills, line));
    return [...wrongIn(evidence), ...line.wrong, ...notMet(line), ...service.crashes];
  });
}

async function passDay(scene: Scene, day: CalendarDate, kills: number): Promise<void> {
  const { world, service, bank, asks } = scene;
  await world.goOnTo(instantOf(day, WORKS_AT));
  await quiet(world);
  if (day < addDays(OPENS_ON, FIRST_DAYS)) await askForHelp(scene, day);
  await negotiate(scene, day);
  await service.ready();
  await quiet(world);
  await world.goOnTo(instantOf(day, CLOSES_AT));
  await Promise.all([bookDay(world, bank, day), killed(scene, kills)]);
  await quiet(world);
  await asks.readOn();
}

async function askForHelp({ doors, people, bank: { portfolio } }: Scene, day: CalendarDate): Promise<void> {
  const nth = daysBetween(OPENS_ON, day);
  const loans = loansOf(portfolio).filter((_terms, at) => at % (FIRST_DAYS * 2) === nth);
  for (const { loan, person } of ownedBy(
    loans.map(({ id }) => `${TENANT}:${id}`),
    people,
  )) {
    const who = { subject: person.party, role: 'borrower' };
    await say(doors, 'POST', `/v1/loans/${encodeURIComponent(loan)}/rounds`, { because: 'asked-for-help' }, who);
  }
}

async function negotiate({ doors, behaviour, people }: Scene, day: CalendarDate): Promise<void> {
  const shares = Array.from({ length: AT_ONCE }, (_, n) => people.filter((_one, at) => at % AT_ONCE === n));
  await Promise.all(shares.map((share) => letThemNegotiate(doors, behaviour, share, day, MOST_LOANS_A_DAY)));
}

async function killed({ service, dice }: Scene, kills: number): Promise<void> {
  for (let n = 0; n < kills; n += 1) {
    await service.ready();
    await sleep(dice.between(0, LONGEST_KILL_MS));
    service.kill();
  }
}

/** A run that met none of a fault proves nothing about it. */
const notMet = ({ killedAt, accepted, lost }: Line): readonly string[] => [
  ...Object.entries(killedAt).flatMap(([word, times]) => (times === 0 ? [`never killed at: ${word}`] : [])),
  ...(accepted.length === 0 ? ['nobody has accepted anything'] : []),
  ...(lost === 0 ? ['no answer was lost'] : []),
];
