import { DELINQUENCY_STREAM, LEDGER_REQUESTS_STREAM, LOAN_STREAM, NEGOTIATION_STREAM } from '@mora/contracts';
import { addDays, calendarDate, type CalendarDate } from '@mora/kernel';
import { BankClock, type Bank, Behaviour, loansOf, openAnsweringBank, type Portfolio } from '@mora/ledger-simulator';
import { bookDay, instantOf } from '../day.js';
import { blindSpots } from '../negotiation-checker/mutations.js';
import { judgeNegotiations } from '../negotiation-checker/verdict.js';
import type { Options } from '../options.js';
import { quiet } from '../quiet.js';
import { StreamLog } from '../stream-log.js';
import { TENANT } from '../tenant.js';
import { startWorld, type World } from '../world.js';
import { AskReader } from './asks.js';
import { type Cast, nameTiers } from './cast.js';
import type { NegotiationDoors } from './doors.js';
import { Household } from './household.js';
import { Office } from './office.js';
import { tellNegotiations } from './print.js';
import { inOrder } from './told-log.js';

const OPENS_ON = calendarDate('2026-03-02');
const WORKS_AT = '11:00';
const CLOSES_AT = '23:30';
const MOST_FINDINGS = 20;
const STREAMS = [LOAN_STREAM, DELINQUENCY_STREAM, NEGOTIATION_STREAM, LEDGER_REQUESTS_STREAM];

/** Lets the days of the scenario pass, prints what came of them, and answers whether the checker found nothing. */
export async function runNegotiation(
  { seed, days, loans }: Options,
  folder: string,
  print: (line: string) => void,
): Promise<boolean> {
  const portfolio: Portfolio = { seed, loans, cards: 0, opensOn: OPENS_ON, economies: true };
  const clock = new BankClock(instantOf(OPENS_ON, '00:00'));
  const world = await startWorld({
    folder,
    clock,
    opensOn: OPENS_ON,
    services: ['ingestion', 'delinquency-classification', 'negotiation'],
    settings: { LOG_LEVEL: 'warn' },
  });
  const log = new StreamLog(world.broker, clock, STREAMS);
  try {
    await log.start();
    const cast = castOf(world, portfolio);
    await nameTiers(cast.doors, OPENS_ON);
    const asks = new AskReader(world);
    const scene = { world, bank: openAnsweringBank(portfolio, asks.asks), office: new Office(cast), asks };
    for (let n = 0; n < days; n += 1) await passDay(scene, addDays(OPENS_ON, n));
    return tell(inOrder(await log.byPlace()), { ...cast, lastDay: addDays(OPENS_ON, days - 1) }, print);
  } finally {
    await log.stop();
    await world.stop();
  }
}

type Scene = Readonly<{ world: World; bank: Bank; office: Office; asks: AskReader }>;

/** People at work by day; then the bank books and closes the day, and reads what it was asked. */
async function passDay({ world, bank, office, asks }: Scene, day: CalendarDate): Promise<void> {
  await world.goOnTo(instantOf(day, WORKS_AT));
  await quiet(world);
  await office.workOn(day);
  await quiet(world);
  await world.goOnTo(instantOf(day, CLOSES_AT));
  await bookDay(world, bank, day);
  await quiet(world);
  await asks.readOn();
}

export function castOf(world: NegotiationDoors, portfolio: Portfolio): Cast {
  const behaviour = new Behaviour(portfolio.seed);
  const homes = loansOf(portfolio).map((terms) => {
    return [`${TENANT}:${terms.id}`, new Household(portfolio, terms, behaviour)] as const;
  });
  return {
    doors: world,
    behaviour,
    homes: new Map(homes),
    stated: new Map(),
    packs: new Map(),
    differences: new Map(),
    told: new Map(),
    proved: new Map(),
    looksAgain: new Map(),
    refusedOnce: new Set(),
    refused: [],
  };
}

type Records = ReturnType<typeof inOrder>;

function tell(records: Records, book: Cast & Readonly<{ lastDay: string }>, print: (line: string) => void): boolean {
  tellNegotiations(records, book.refused).forEach(print);
  const { loans, plans, findings } = judgeNegotiations(records, book);
  findings.slice(0, MOST_FINDINGS).forEach(({ check, loan, about, detail }) => {
    print(`  BROKEN ${check}: ${loan} ${about} ${detail}`);
  });
  const { tried, unseen } = blindSpots(records, book);
  unseen.forEach((name) => print(`  NOT SEEN: ${name}`));
  const seen = `${tried - unseen.length} of ${tried} seen`;
  print(`checker: ${loans} loans, ${plans} accepted plans, ${findings.length} findings; mutations: ${seen}`);
  return findings.length === 0 && unseen.length === 0;
}
