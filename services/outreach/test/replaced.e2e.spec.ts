import { setTimeout as sleep } from 'node:timers/promises';
import { heartbeatOf, partyRecord, somebody } from './people.js';
import { OPENS_ON, useWholeLine } from './whole-line.js';

const whole = useWholeLine();
const TUESDAY = '2026-03-10';
/** Two loans each, so that loans of one person meet in one row from several lanes. */
const PEOPLE = Array.from({ length: 12 }, (_, n) => somebody(n + 10));
const loansOf = (n: number): readonly string[] => [`demo:A-${n}`, `demo:B-${n}`];

beforeAll(async () => {
  const { line } = whole;
  await line.parties(...PEOPLE.map((who) => partyRecord(who, ['mobile'])), heartbeatOf('2026-03-08'));
  for (const [n, { party }] of PEOPLE.entries()) {
    for (const loan of loansOf(n)) await line.upstream.overdue(loan, party, OPENS_ON);
  }
  await line.quiet();
  await line.close(OPENS_ON);
}, 90_000);

it('every message of the hour leaves once, though the process is replaced in the middle of it, twice', async () => {
  const { line } = whole;
  line.now = Date.parse(`${TUESDAY}T10:00:00+08:00`);
  // While the gate judges, and then while messages are handed over.
  for (const table of ['contact_decision', 'notice']) {
    while ((await line.db.lines(`select 1 from ${table}`)).length === 0) await sleep(2);
    await line.stop();
    await line.start();
  }
  await line.quiet();
  const keys = line.provider.received.map(({ notice }) => notice);
  expect(new Set(keys).size).toBe(keys.length);
  PEOPLE.forEach(({ mobile }) => expect(line.provider.to(mobile)).toHaveLength(1));
  const all = await Promise.all(
    PEOPLE.flatMap((_, n) => loansOf(n)).map((loan) => line.published(loan, 'notice-sent')),
  );
  expect(
    all
      .flat()
      .map(({ data }) => data['noticeId'])
      .toSorted(),
  ).toEqual(keys.toSorted());
}, 60_000);

it('has counted each contact once: of two loans of one person one was refused by the cap', async () => {
  const { db, alarms } = whole.line;
  expect(
    await db.lines(`select outcome, count(*), count(distinct person_id) from contact_decision group by 1 order by 1`),
  ).toEqual(['allowed 12 12', 'refused 12 12']);
  expect(await db.lines(`select reason from dead_letter`)).toEqual([]);
  expect(alarms).toEqual([]);
});
