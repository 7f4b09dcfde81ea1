import { join } from 'node:path';
import { judgeScene, type Scene, type ServiceName } from '@mora/scenario';
import { evidenceOf as negotiationOf } from '../negotiation/evidence.js';
import { wrongIn as wrongInNegotiation } from '../negotiation/check.js';
import { evidenceOf as outreachOf, wrongIn as wrongInOutreach } from '../outreach/check.js';
import type { Report } from '../report.js';
import { whileRuns } from '../running.js';
import { toldOnBroker } from '../told.js';
import { differences, type Outcome, summaryOf } from './compare.js';
import { type Contacts, contactsOf, forgottenIn, lapsedIn, lateIn } from './contacts.js';
import { Course, type CourseOrder, type Done } from './course.js';
import { outcomeOf } from './outcome.js';
import { type LineLoad, type Plan, planOf, stoppedIn } from './plan.js';

export type LineOptions = Readonly<{ seed: number; all: boolean; load: LineLoad; brokers: string | undefined }>;

/** What came of a course: what may not differ, and what is wrong in itself. */
type Came = Readonly<{ outcome: Outcome; contacts: Contacts; wrong: readonly string[]; done: Done }>;

/**
 * Stops one service of the line for many days while the others go on, kills processes all the while, and holds what came
 * of it against a run of the same bank in which nothing happened to anybody. Answers everything that is wrong, in words.
 */
export async function runLine(
  folder: string,
  { seed, all, load, brokers }: LineOptions,
  report: Report,
): Promise<readonly string[]> {
  const { loans, days, stopDays, stopsOn } = load;
  const stopped = stoppedIn(seed, all);
  report.say(
    `line: ${loans} loans, ${days} days, from the ${stopsOn + 1}th on ${stopDays} without ${stopped.join(', ')}`,
  );
  const order = { seed, load, brokers, print: (line: string) => report.say(line) };
  const undisturbed = await came({ ...order, folder: join(folder, 'line'), plan: null }, report);
  const wrong = [...undisturbed.wrong.map((one) => `undisturbed: ${one}`), ...untold(undisturbed)];
  for (const service of stopped) {
    const plan = planOf(seed, service, load);
    const found = await came({ ...order, folder: join(folder, `line-without-${service}`), plan }, report);
    const differ = differences(undisturbed.outcome, found.outcome);
    report.say(`  ${summaryOf(undisturbed.outcome, differ)}`);
    report.findings(differ.map(({ aspect, kind, what }) => `${aspect} ${kind}: ${what}`));
    wrong.push(
      ...differ.map(({ aspect, kind }) => `without ${service}: ${aspect} ${kind}`),
      ...[...found.wrong, ...notMet(plan, found, undisturbed)].map((one) => `without ${service}: ${one}`),
    );
  }
  report.findings(wrong);
  return wrong;
}

async function came(order: CourseOrder, report: Report): Promise<Came> {
  const began = performance.now();
  const course = await Course.open(order);
  return whileRuns(course.scene.stop, async () => {
    await course.run();
    const { scene, done } = course;
    const toldOn = toldOnBroker(scene.world.broker);
    const contacts = await contactsOf(scene, toldOn);
    const wrong = [
      ...wrongInOutreach(await outreachOf(scene.world, toldOn, [])),
      ...wrongInNegotiation(await negotiationOf(scene.world, toldOn, [])),
      ...lateIn(contacts),
      ...forgottenIn(contacts, course.dayBefore()),
      ...(await setAsideIn(scene)),
      ...done.crashes,
    ];
    const passed = await judgeScene(scene, order.load.days, (line) => report.say(`    ${line}`));
    if (!passed) wrong.push('the checkers of the line have found something');
    const outcome = await outcomeOf(scene, toldOn);
    report.say(`  ${wordsOf(order.plan, done, contacts)}; ${Math.round((performance.now() - began) / 1000)} s`);
    return { outcome, contacts, wrong, done };
  });
}

function wordsOf(plan: Plan | null, { kills, shared }: Done, contacts: Contacts): string {
  const sent = contacts.notices.filter(({ claimedAt }) => claimedAt !== null).length;
  const left = `${sent} notices sent, ${lapsedIn(contacts)} contacts lapsed, ${lateIn(contacts).length} sent late`;
  if (plan === null) return `undisturbed: ${left}`;
  const [first, second] = shared ?? [0, 0];
  const { service } = plan.replica;
  return (
    `without ${plan.stopped}: ${kills} kills, ${left}; two of ${service} shared its partitions ` +
    `(${first} and ${second} transactions) until one was killed`
  );
}

/** Nothing may be set aside, wait or be left to send: there is no reason for any. */
async function setAsideIn({ world }: Scene): Promise<readonly string[]> {
  const found = await Promise.all(
    Object.entries(world.pools).map(async ([name, pool]) => {
      const { rows } = await pool.query<{ n: bigint }>(SET_ASIDE);
      const count = rows[0]?.n ?? 0n;
      return count === 0n ? [] : [`${name}: ${count} records were set aside or never sent`];
    }),
  );
  return found.flat();
}

const SET_ASIDE = `
  select (select count(*) from dead_letter) + (select count(*) from held_subject) + (select count(*) from parked_record)
    + (select count(*) from outbox) + (select count(*) from outbox_set_aside) as n`;

/** A run in which nothing is at stake proves nothing. */
const untold = ({ outcome }: Came): readonly string[] => [
  ...(outcome.plan.size === 0 ? ['nobody has agreed on a plan'] : []),
  ...(outcome.period.size === 0 ? ['no period of limitation runs'] : []),
];

/** And one that met none of a fault proves nothing about it. */
const notMet = ({ stopped }: Plan, { contacts, done }: Came, undisturbed: Came): readonly string[] => [
  ...(MISSED_WITHOUT.has(stopped) && contacts.withdrawn <= undisturbed.contacts.withdrawn
    ? ['no contact was missed']
    : []),
  ...(done.kills === 0 ? ['nobody was killed'] : []),
  ...(done.shared === null || done.shared.includes(0) ? ['two processes have never shared their partitions'] : []),
];

/** Without one of these nobody is written to: the days of what is wanted pass. */
const MISSED_WITHOUT: ReadonlySet<ServiceName> = new Set(['ingestion', 'delinquency-classification', 'outreach']);
