import { useDatabase } from '@mora/testing';
import { peopleMigrations } from '../persistence/people/migrations.js';
import { CaseLocks } from './case-locks.js';

const db = useDatabase({ migrations: peopleMigrations });
const START = Date.parse('2026-03-10T09:00:00+08:00');
const MINUTES = 15;
const MINUTE_MS = 60_000;
let now = START;
const locks = () => new CaseLocks(db.pool, { now: () => now } as never);
const somebody = (actor: string, tenant = 'demo') => ({ tenant, actor });

type Case = Readonly<{
  priority?: number;
  dueOn?: string;
  responsible?: string;
  queue?: string;
  tenant?: string;
  state?: string;
}>;
async function cases(all: Readonly<Record<string, Case>>): Promise<void> {
  for (const [
    id,
    { priority = 50, dueOn, responsible, queue = 'early', tenant = 'demo', state = 'open' },
  ] of Object.entries(all)) {
    await db.pool.query(
      `insert into work_case (case_id, tenant, loan_id, queue, cause, priority, due_on, responsible, state, opened_on, because)
       values ($1, $2, $3, $4, 'call', $5, $6, $7, $8, '2026-03-09', 'call')`,
      [id, tenant, `${tenant}:L-${id}`, queue, priority, dueOn ?? null, responsible ?? null, state],
    );
  }
}
const nextOf = async (actor: string, queue = 'early') =>
  (await locks().next(somebody(actor), queue, MINUTES))?.caseId ?? null;

beforeEach(() => {
  now = START;
});

it('the most urgent first, then what is due sooner', async () => {
  await cases({ c: {}, a: { priority: 10 }, d: { dueOn: '2026-03-12' }, b: { dueOn: '2026-03-11' } });
  expect([await nextOf('wang'), await nextOf('li'), await nextOf('zhao'), await nextOf('sun')]).toEqual([
    'a',
    'b',
    'd',
    'c',
  ]);
  expect(await nextOf('qian')).toBeNull();
});

it('one’s own case before a more urgent one of nobody, and never one of a colleague', async () => {
  await cases({
    own: { priority: 90, responsible: 'wang' },
    urgent: { priority: 1 },
    theirs: { priority: 0, responsible: 'li' },
  });
  expect(await nextOf('wang')).toBe('own');
  expect(await nextOf('zhao')).toBe('urgent');
  expect(await nextOf('zhao2')).toBeNull();
});

it('other queues, other tenants and closed cases are not looked at', async () => {
  await cases({ a: { queue: 'field' }, b: { tenant: 'other' }, c: { state: 'closed' } });
  expect(await nextOf('wang')).toBeNull();
  expect(await nextOf('wang', 'field')).toBe('a');
});

it('whoever asks again is given the same case, for another while', async () => {
  await cases({ a: {}, b: {} });
  const first = await locks().next(somebody('wang'), 'early', MINUTES);
  now += MINUTE_MS;
  const again = await locks().next(somebody('wang'), 'early', MINUTES);
  expect([first?.caseId, again?.caseId]).toEqual(['a', 'a']);
  expect(again?.lockedUntil.getTime()).toBe(now + MINUTES * MINUTE_MS);
});

it('a lock holds to its last millisecond, and then the case is anybody’s', async () => {
  await cases({ a: {} });
  expect(await nextOf('wang')).toBe('a');
  now = START + MINUTES * MINUTE_MS - 1;
  expect(await nextOf('li')).toBeNull();
  expect(await locks().holderOf('a')).toBe('wang');
  now += 1;
  expect(await locks().holderOf('a')).toBeNull();
  expect(await nextOf('li')).toBe('a');
  expect(await locks().release(somebody('wang'), 'a')).toBe(false);
  expect(await locks().release(somebody('li', 'other'), 'a')).toBe(false);
  expect(await locks().release(somebody('li'), 'a')).toBe(true);
  expect(await nextOf('zhao')).toBe('a');
});

it('many people who ask at the same moment are given different cases, and none is left lying', async () => {
  const many = 40;
  await cases(Object.fromEntries(Array.from({ length: many }, (_, n) => [`c${String(n).padStart(2, '0')}`, {}])));
  const given = await Promise.all(Array.from({ length: many + 5 }, (_, n) => nextOf(`worker-${n}`)));
  const cared = given.filter((id) => id !== null);
  expect(new Set(cared).size).toBe(cared.length);
  // Whoever came while a row was held passed it over: what is left is free for the next one who asks.
  const rest = [];
  for (let n = cared.length; n < many; n += 1) rest.push(await nextOf(`late-${n}`));
  expect(new Set([...cared, ...rest]).size).toBe(many);
});

it('two who meet at one case: one gets it, the other the next', async () => {
  for (let round = 0; round < 25; round += 1) {
    await db.pool.query('truncate case_lock, work_case');
    await cases({ a: {}, b: {} });
    const given = await Promise.all([nextOf('wang'), nextOf('li')]);
    expect(given.toSorted()).toEqual(['a', 'b']);
  }
});
