import type { CalendarDate, Currency } from '@mora/kernel';
import type { Person } from '@mora/ledger-simulator';
import { letBorrowersSpeak } from '../borrowers.js';
import type { LogRecord } from '../checker/log.js';
import type { Cast } from '../negotiation/cast.js';
import { Office } from '../negotiation/office.js';
import { type Overdue, ownedBy } from '../overdue.js';
import { quiet } from '../quiet.js';
import { settleSays, SETTLED } from '../settle-says.js';
import { letStaffCall, putIn } from '../staff.js';
import { workTasks } from '../tasks.js';
import type { World } from '../world.js';
import type { StageBoard } from './board.js';
import { Lawyers } from './lawyers.js';

/** So many loans a day are worked on at most, by those who call and by those who negotiate. */
const CALLED_A_DAY = 20;
const NEGOTIATED_A_DAY = 8;
const CASES_A_DAY = 12;
const MANY = 1_000_000;

/** All people of the bank and its borrowers at one time of the day, one kind after the other, so that two runs hear the same. */
export class Staff {
  private readonly office: Office;
  readonly lawyers: Lawyers;
  /** What borrowers have said that somebody has to settle. */
  private readonly said: LogRecord[] = [];

  constructor(
    private readonly world: World,
    private readonly cast: Cast,
    private readonly people: readonly Person[],
  ) {
    this.lawyers = new Lawyers(world, cast.behaviour, currencyIn(cast));
    this.office = new Office(cast, { mostLoans: NEGOTIATED_A_DAY, lawIsElsewhere: true });
  }

  hear(record: LogRecord): void {
    this.lawyers.hear(record);
    if (SETTLED.has(record.type)) this.said.push(record);
  }

  async workOn(on: CalendarDate, board: StageBoard): Promise<void> {
    const { world, cast } = this;
    const { behaviour } = cast;
    const overdue = this.overdueIn(board, on);
    // One thing a day of each loan: of two, who hears which first would be the machine's luck.
    const seen = new Set<string>();
    const see = (loans: readonly string[]): void => loans.forEach((loan) => seen.add(loan));
    const unseen = (): readonly Overdue[] => overdue.filter(({ loan }) => !seen.has(loan));
    const tasks = await workTasks(world, behaviour, new Map(overdue.map((one) => [one.loan, one])), on);
    see(tasks.map(({ loan }) => loan));
    const called = await letStaffCall(world, behaviour, unseen(), on, 0);
    see(called.map(({ loan }) => loan));
    see(await letBorrowersSpeak(world, behaviour, unseen(), on));
    const others = this.said.filter(({ loan }) => !seen.has(loan));
    await settleSays(world, others, on);
    await quiet(world);
    if (await putIn([...tasks, ...called])) await quiet(world);
    await this.office.workOn(on);
    await quiet(world);
    if (await this.lawyers.openMail(on)) await quiet(world);
    await this.lawyers.workOn(on, CASES_A_DAY);
  }

  /** Some of all that are overdue; others on another day. */
  private overdueIn(board: StageBoard, on: CalendarDate): readonly Overdue[] {
    const luck = (loan: string): number => this.cast.behaviour.lasts('staff', loan, on, 0, MANY);
    const all = [...board.all()].filter(([, { bucket }]) => bucket !== null).map(([loan]) => loan);
    const chosen = all.toSorted((a, b) => luck(a) - luck(b) || (a < b ? -1 : 1)).slice(0, CALLED_A_DAY);
    return ownedBy(chosen, this.people);
  }
}

const currencyIn =
  ({ homes }: Cast) =>
  (loan: string): Currency => {
    const home = homes.get(loan);
    if (home === undefined) throw new Error(`${loan} is no loan of this bank`);
    return home.terms.currency;
  };
