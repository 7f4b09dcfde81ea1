import { isWeather, partitionOf } from '@mora/runtime';
import { askOf, PARTITIONS, PERSON, usePersonLanes, WANG, World } from './fixtures.js';

const lanes = usePersonLanes();

const LOANS = ['demo:L-1', 'demo:L-2', 'demo:L-3', 'demo:L-4'];
const [FIRST, SECOND] = LOANS.filter((loan, n) => {
  const of = (id: string) => partitionOf(id, PARTITIONS);
  return n === 0 || of(loan) !== of(LOANS[0] as string);
}) as [string, string];

/** P-CN-2: three effective calls a day and person, and what nobody has reported yet counts as one. */
const MOST = 3;

/**
 * As callers do: what the weather has swallowed is done again, a question under its own key. On a machine that is busy
 * enough the last of many who ask one lane at once wait for a connection longer than they may.
 */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isWeather(error)) throw error;
    }
  }
}

const asks = (world: World, loan: string, n: number) =>
  patiently(() => world.commands.ask(PERSON, askOf(loan), `key-${n}`, WANG));

it('counts the loans of a person together, whatever partitions they are of, however many ask at once', async () => {
  expect(partitionOf(FIRST, PARTITIONS)).not.toBe(partitionOf(SECOND, PARTITIONS));
  const { world } = lanes;
  await world.known(PERSON, FIRST, SECOND);
  const asking = Array.from({ length: 50 }, (_, n) => asks(world, n % 2 === 0 ? FIRST : SECOND, n));
  const answers = await Promise.all(asking);
  const refused = answers.filter(({ outcome }) => outcome === 'refused');
  expect(answers.length - refused.length).toBe(MOST);
  expect(refused.every(({ rules }) => rules.includes('P-CN-2'))).toBe(true);
  const rows = await lanes.db.lines(
    `select outcome, count(*), count(distinct decision_id) from contact_decision group by outcome order by outcome`,
  );
  expect(rows).toEqual([`allowed ${MOST} ${MOST}`, `refused ${50 - MOST} ${50 - MOST}`]);
});

it('counts what two processes allow together', async () => {
  const { world: one } = lanes;
  await one.known(PERSON, FIRST, SECOND);
  const other = await World.on(lanes.db);
  const asking = Array.from({ length: 20 }, (_, n) => asks(n % 2 === 0 ? one : other, n % 4 < 2 ? FIRST : SECOND, n));
  const answers = await Promise.all(asking);
  expect(answers.filter(({ outcome }) => outcome === 'allowed')).toHaveLength(MOST);
});

it('counts planned contacts and those of staff together while they race', async () => {
  const { world } = lanes;
  await world.known(PERSON, FIRST, SECOND);
  for (const n of [1, 2, 3, 4]) {
    await world.wants(`c-${n}`, n % 2 === 0 ? FIRST : SECOND, PERSON, { channels: ['call'], purpose: 'collection' });
  }
  world.now = Date.parse('2026-03-10T10:30:00+08:00');
  const asking = Array.from({ length: 10 }, (_, n) => asks(world, FIRST, n));
  await Promise.all([patiently(() => world.at('2026-03-10T10:30:00+08:00')), ...asking]);
  const rows = await lanes.db.lines(`select outcome, count(*) from contact_decision group by outcome order by outcome`);
  expect(rows).toEqual([`allowed ${MOST}`, `refused ${14 - MOST}`]);
});
