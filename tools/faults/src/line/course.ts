import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { addDays, calendarDate } from '@mora/kernel';
import type { Portfolio } from '@mora/ledger-simulator';
import { freePort } from '@mora/postgres';
import {
  catchUp,
  close,
  instantOf,
  onKafka,
  type OnKafka,
  openScene,
  type Scene,
  type ServiceProcess,
  type ToldClock,
  work,
} from '@mora/scenario';
import { isAway, type LineLoad, peopleWork, type Plan, type Strike } from './plan.js';
import { chunksOf } from './replica.js';

const OPENS_ON = calendarDate('2025-01-01');
/** Fewer than a bank would have, and enough for two processes to share. */
const SETTINGS = { LOG_LEVEL: 'warn', PARTITIONS: '4', KAFKA_SESSION_MS: '8000' };
/** So long whoever comes back meets what was left claimed, before the clock says that it is given up. */
const LEFT_MS = 400;
const GIVEN_UP_MS = 360_000;
const TOLD_EVERY_DAYS = 20;

export type CourseOrder = Readonly<{
  folder: string;
  seed: number;
  load: LineLoad;
  brokers: string | undefined;
  /** Null where nothing is done to the line. */
  plan: Plan | null;
  print: (line: string) => void;
}>;

/** What was done to the line in all. */
export type Done = { kills: number; crashes: string[]; shared: readonly [first: number, second: number] | null };

/** The days of a bank with the whole line on Kafka, while a plan is carried out. */
export class Course {
  readonly done: Done = { kills: 0, crashes: [], shared: null };
  private replica: ServiceProcess | null = null;

  private constructor(
    readonly scene: Scene,
    private readonly line: OnKafka,
    private readonly order: CourseOrder,
  ) {}

  static async open(order: CourseOrder): Promise<Course> {
    const { folder, seed, load, brokers } = order;
    const portfolio: Portfolio = {
      seed: String(seed),
      loans: load.loans,
      cards: 0,
      opensOn: OPENS_ON,
      economies: true,
      goesToLaw: true,
    };
    const line = await onKafka(folder, instantOf(OPENS_ON, '00:00'), brokers, givenUpLater);
    const scene = await openScene({ portfolio, folder, settings: SETTINGS, where: line, areKilled: true });
    return new Course(scene, line, order);
  }

  async run(): Promise<void> {
    const { load } = this.order;
    for (let nth = 0; nth < load.days; nth += 1) {
      await this.passDay(nth);
      if ((nth + 1) % TOLD_EVERY_DAYS === 0) this.tell(nth, 'is over');
    }
    const all = [...Object.values(this.line.processes), ...(this.replica === null ? [] : [this.replica])];
    this.done.kills = all.reduce((sum, { kills }) => sum + kills, 0);
    this.done.crashes.push(...all.flatMap(({ crashes }) => crashes));
  }

  /** The last day but one: what was wanted until then is over. */
  dayBefore(): string {
    return addDays(OPENS_ON, this.order.load.days - 2);
  }

  private async passDay(nth: number): Promise<void> {
    const { scene, order } = this;
    const day = addDays(OPENS_ON, nth);
    await this.stopOn(nth);
    await this.shareOn(nth);
    await Promise.all([work(scene, day, peopleWork(nth, order.load)), this.strike(nth, 'by-day')]);
    await this.startAgainOn(nth);
    await close(scene, day, () => this.strike(nth, 'at-night'));
  }

  private async stopOn(nth: number): Promise<void> {
    const { plan, load } = this.order;
    if (plan === null || nth !== load.stopsOn) return;
    await this.line.processes[plan.stopped].halt();
    this.scene.world.away.add(plan.stopped);
    this.tell(nth, `${plan.stopped} is stopped`);
  }

  /** By day, when contacts may be made: whatever is sent now that was wanted before is sent late. */
  private async startAgainOn(nth: number): Promise<void> {
    const { plan, load } = this.order;
    if (plan === null || !this.scene.world.away.has(plan.stopped) || isAway(nth, load)) return;
    await this.line.processes[plan.stopped].resume();
    this.scene.world.away.delete(plan.stopped);
    await catchUp(this.scene);
    this.tell(nth, `${plan.stopped} runs again, and has caught up`);
  }

  /** A second process joins the group of the first one, and a few days later it is killed. */
  private async shareOn(nth: number): Promise<void> {
    const { plan, folder } = this.order;
    if (plan === null || nth !== plan.replica.joinsOn) return;
    const { service } = plan.replica;
    this.replica = await this.line.processes[service].twin(await freePort(), join(folder, `${service}-2.log`));
    this.tell(nth, `a second process of ${service} has joined the first`);
  }

  private async strike(nth: number, time: Strike['time']): Promise<void> {
    const { plan } = this.order;
    if (plan === null) return;
    for (const { service, afterMs } of plan.strikes.filter((one) => one.day === nth && one.time === time)) {
      await sleep(afterMs);
      this.line.processes[service].kill();
      await this.line.processes[service].ready();
      this.tell(nth, `${service} was killed ${time}`);
    }
    if (nth !== plan.replica.killedOn || time !== 'at-night') return;
    await this.killReplica(plan.replica);
    this.tell(nth, `the second process of ${plan.replica.service} was killed`);
  }

  private async killReplica({ service, afterMs }: Plan['replica']): Promise<void> {
    const { replica } = this;
    if (replica === null) return;
    await sleep(afterMs);
    this.done.shared = [await chunksOf(this.line.processes[service].url), await chunksOf(replica.url)];
    await replica.end();
    this.done.kills += 1;
  }

  private tell(nth: number, what: string): void {
    this.order.print(`    day ${nth + 1}: ${what}`);
  }
}

/** The clock stands still until it is set: what the dead one has left claimed would be waited for for ever. */
function givenUpLater(name: string, clock: ToldClock): void {
  if (name === 'outreach') void sleep(LEFT_MS).then(() => clock.set(clock.now() + GIVEN_UP_MS));
}
