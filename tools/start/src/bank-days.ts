import { addDays, type CalendarDate, earliest } from '@mora/kernel';
import {
  type BankClock,
  Behaviour,
  type DayReport,
  httpDoor,
  letDaysPass,
  openAnsweringBank,
  type Patience,
  peopleOf,
  type Portfolio,
} from '@mora/ledger-simulator';
import { alwaysTheSame, nameApprovers, SETTLED } from '@mora/scenario';
import { AtLaw } from './at-law.js';
import { DayWatch, lookAtDay } from './day-watch.js';
import { lagsOf } from './lag.js';
import { legalRow, type LegalView } from './legal-view.js';
import type { LineTap, Said } from './line-tap.js';
import { lineBlock } from './line-view.js';
import { negotiationRow, type NegotiationView } from './negotiation-view.js';
import type { Options } from './options.js';
import { type Cast, endDayOfPeople, instantOf, letPeopleLive, tellPeople } from './outreach-day.js';
import { outreachRow, type OutreachView } from './outreach-view.js';
import { portfolioAt } from './portfolio.js';
import type { PortfolioView } from './portfolio-view.js';
import { bucketTable, dayBlock } from './summary.js';
import { summaryOn } from './summary-door.js';
import type { System } from './system.js';
import type { Term } from './term.js';

export type BankRun = Readonly<{
  options: Options;
  term: Term;
  print: (text: string) => void;
  signal: AbortSignal;
  clock: BankClock;
  tenant: string;
}>;

const TABLE_EVERY_DAYS = 10;

/** Lets the days of the simulated bank pass, and of its people, its lawyers and the courts; each day is told once it has closed. */
export async function passDays(run: BankRun, system: System, portfolio: Portfolio): Promise<void> {
  const { options, term, print, signal, clock, tenant } = run;
  const machine = { tenant, subject: 'simulated-bank', roles: ['ledger-client'] };
  const door = httpDoor(system.urls.ingestion, () => system.issuer.token(machine));
  const patience = new DayWatch(print, () => lookAtDay(system, term)).patience(signal);
  const from = (await door.openDay()) ?? portfolio.opensOn;
  print(`  ${tellBank(portfolio, from)}`);
  clock.set(instantOf(from, '00:00'));
  await tellPeople(system, portfolio, patience);
  const behaviour = new Behaviour(portfolio.seed);
  const atLaw = new AtLaw(system, { portfolio, behaviour, clock }, tenant);
  const said: Said[] = [];
  const tap = await system.line.watch([atLaw.hear, (one) => SETTLED.has(one.type) && said.push(one)]);
  const replies = alwaysTheSame(behaviour, portfolio.opensOn);
  const cast: Cast = { people: peopleOf(portfolio), behaviour, clock, replies, said, atLaw };
  await summaryOn<NegotiationView>(system, 'negotiation', addDays(from, -1), patience);
  await nameApprovers({ clock, issuer: system.issuer, urls: system.urls }, portfolio.opensOn);
  await system.line.readOn(); // what the ledger was asked before this start it has to know again
  const teller = new DayTeller(run, system, tap, patience);
  const onDay = async (report: DayReport): Promise<void> => {
    await endDayOfPeople(system, report.date, patience);
    await teller.tell(report);
    await letPeopleLive(system, cast, tap.board, addDays(report.date, 1), patience);
    await system.line.readOn();
  };
  const until = lastDay(options, from);
  const bank = openAnsweringBank(portfolio, atLaw.asks);
  await letDaysPass(bank, { door, patience, until, paceMs: options.paceMs, signal, onDay });
  teller.tellTable();
}

/** Tells one day after the other, each with one question to every service. */
class DayTeller {
  private before: PortfolioView | null = null;
  private untilTable = TABLE_EVERY_DAYS;

  constructor(
    private readonly run: BankRun,
    private readonly system: System,
    private readonly tap: LineTap,
    private readonly patience: Patience,
  ) {}

  async tell({ date, records, rejected }: DayReport): Promise<void> {
    const { system, patience } = this;
    const { print, term } = this.run;
    const view = await portfolioAt(system, date, patience);
    print(`\n${dayBlock(view, this.before, records, term)}`);
    rejected.slice(0, 5).forEach((line) => print(term.red(`    not taken: ${line}`)));
    print(outreachRow(await summaryOn<OutreachView>(system, 'outreach', date, patience), term));
    print(negotiationRow(await summaryOn<NegotiationView>(system, 'negotiation', date, patience), term));
    print(legalRow(await summaryOn<LegalView>(system, 'legal-escalation', date, patience), term));
    await system.line.readOn();
    const { board } = this.tap;
    print(lineBlock({ stages: board.counts(), rates: this.tap.perSecond(), lags: await lagsOf(system) }, term));
    this.before = view;
    this.untilTable -= 1;
    if (this.untilTable === 0) this.tellTable();
  }

  /** The last day that was told, once more as a table; nothing where that is done. */
  tellTable(): void {
    if (this.before !== null && this.untilTable < TABLE_EVERY_DAYS) {
      this.run.print(bucketTable(this.before, this.run.term));
    }
    this.untilTable = TABLE_EVERY_DAYS;
  }
}

function lastDay({ days, untilDay }: Options, from: CalendarDate): CalendarDate | null {
  const byDays = days === null ? null : addDays(from, days - 1);
  if (byDays === null || untilDay === null) return byDays ?? untilDay;
  return earliest(byDays, untilDay);
}

function tellBank({ loans, cards, seed, opensOn }: Portfolio, from: CalendarDate): string {
  const where = from === opensOn ? `opens on ${opensOn}` : `goes on with ${from}`;
  return `The simulated bank (${loans} loans, ${cards} cards, seed ${seed}) ${where}.`;
}
