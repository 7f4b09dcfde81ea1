import { partitionOf } from '@mora/runtime';
import { askOf, PARTITIONS, PERSON, usePersonLanes, WANG, World } from './fixtures.js';

const lanes = usePersonLanes();

const LOANS = ['demo:L-1', 'demo:L-2', 'demo:L-3', 'demo:L-4'];
const [FIRST, SECOND] = LOANS.filter((loan, n) => {
  const of = (id: string) => partitionOf(id, PARTITIONS);
  return n === 0 || of(loan) !== of(LOANS[0] as string);
}) as [string, string];

/** P-CN-2: three effective calls a day and person, and what nobody has reported yet counts as one. */
const MOST = 3;

it('counts the loans of a person together, whatever partitions they are of, however many ask at once', async () => {
  expect(partitionOf(FIRST, PARTITIONS)).not.toBe(partitionOf(SECOND, PARTITIONS));
  const { world } = lanes;
  await world.known(PERSON, FIRST, SECOND);
  const asks = Array.from({ length: 50 }, (_, n) =>
    world.commands.ask(PERSON, askOf(n % 2 === 0 ? FIRST : SECOND), `key-${n}`, WANG),
  );
  const answers = await Promise.all(asks);
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
  const asks = Array.from({ length: 20 }, (_, n) =>
    (n % 2 === 0 ? one : other).commands.ask(PERSON, askOf(n % 4 < 2 ? FIRST : SECOND), `key-${n}`, WANG),
  );
  const answers = await Promise.all(asks);
  expect(answers.filter(({ outcome }) => outcome === 'allowed')).toHaveLength(MOST);
});

it('counts planned contacts and those of staff together while they race', async () => {
  const { world } = lanes;
  await world.known(PERSON, FIRST, SECOND);
  for (const n of [1, 2, 3, 4]) {
    await world.wants(`c-${n}`, n % 2 === 0 ? FIRST : SECOND, PERSON, { channels: ['call'], purpose: 'collection' });
  }
  world.now = Date.parse('2026-03-10T10:30:00+08:00');
  const asks = Array.from({ length: 10 }, (_, n) => world.commands.ask(PERSON, askOf(FIRST), `key-${n}`, WANG));
  await Promise.all([world.at('2026-03-10T10:30:00+08:00'), ...asks]);
  const rows = await lanes.db.lines(`select outcome, count(*) from contact_decision group by outcome order by outcome`);
  expect(rows).toEqual([`allowed ${MOST}`, `refused ${14 - MOST}`]);
});
