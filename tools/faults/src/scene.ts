import { addDays, type CalendarDate } from '@mora/kernel';
import type { Evidence } from './evidence.js';
import { type Bank, FIRST_DAY } from './generator.js';
import { TENANT } from './ledger-record.js';
import { dayClosed, quiet } from './quiet.js';
import { Sender } from './sender.js';
import type { World } from './world.js';

/** The running system and the bank that talks to it, at the day that they have come to. */
export class Scene {
  readonly days: CalendarDate[] = [];
  readonly sender: Sender;

  constructor(
    readonly world: World,
    readonly bank: Bank,
  ) {
    this.sender = new Sender(world);
  }

  /** The day that the bank books now. */
  nextDay(): CalendarDate {
    const day = addDays(FIRST_DAY, this.days.length);
    this.days.push(day);
    return day;
  }

  /** A whole day of the bank on which nothing is broken. */
  async calmDay(): Promise<void> {
    await this.sender.send(this.bank.day(this.nextDay()).deliveries);
    await this.settle();
  }

  /** Waits until the last day has closed and nothing is on its way any more. */
  async settle(): Promise<void> {
    await dayClosed(this.world, this.today);
    await quiet(this.world);
  }

  get today(): CalendarDate {
    return this.days.at(-1) ?? FIRST_DAY;
  }

  /** How the bank's own sums stand at the close of its last day. */
  expected(): Evidence['expected'] {
    return new Map(
      this.bank.loans.map((loan) => [
        `${TENANT}:${loan.id}`,
        { paidMinor: BigInt(loan.paidBy(this.today)), overdueMinor: BigInt(loan.overdueAt(this.today)) },
      ]),
    );
  }
}
