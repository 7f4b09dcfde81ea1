import { inTransaction, Pii, reading } from '@mora/runtime';
import { loanOf, WANG } from '../handlers/loan/fixtures.js';
import type { LoanCommands } from '../handlers/loan/loan-commands.js';
import { CANARIES } from '../handlers/person/fixtures.js';
import { claimedBy } from '../persistence/notices/notice.queries.js';
import { type Sending, useSending } from './fixtures.js';

const use = useSending();
const { db } = use;
let sending: Sending;
let noticeId: string;
afterEach(() => db.pool.query('drop function if exists fails cascade'));
beforeEach(() => {
  sending = use.sending;
  noticeId = sending.noticeId;
});

it('writes many at once, each to whom it goes and in its own words; who cannot be reached keeps nobody else from it', async () => {
  const [ZHAO, NOBODY] = ['demo:P-zhao', 'demo:P-nobody'] as [typeof WANG, typeof WANG];
  await inTransaction(db.pool, (tx) =>
    sending.vault.seal(tx, ZHAO, [
      { field: 'name', ordinal: '', version: 1, value: new Pii('赵六') },
      { field: 'point', ordinal: 'mobile-1', version: 1, value: new Pii('+86 138 0000 1111') },
    ]),
  );
  const template = 'select (jsonb_populate_record(n, $1)).* from notice n where notice_id = $2';
  const notices = await Promise.all(
    [ZHAO, NOBODY, WANG].map(async (person_id, n) => {
      const change = { notice_id: `n-${n}`, dedupe_key: `n-${n}`, person_id, state: 'claimed', attempt_id: `a-${n}` };
      await db.pool.query(`insert into notice ${template}`, [change, noticeId]);
      return `a-${n}`;
    }),
  );
  const composed = await sending.rendererOf().compose(await claimedBy(reading(db.pool), notices));
  const told = [...composed].toSorted().map(([id, one]) => {
    return typeof one === 'string'
      ? [id, one]
      : [id, one.outgoing.to.reveal(), one.outgoing.body.reveal().slice(0, 20)];
  });
  expect(told.map(([id, to]) => [id, to])).toEqual([
    ['n-0', '+86 138 0000 1111'],
    ['n-1', 'no-contact-point'],
    ['n-2', CANARIES.mobile],
  ]);
  expect(told[0]?.[2]).toContain('赵六');
  expect(told[2]?.[2]).toContain(CANARIES.name);
  expect(await db.lines(`select person_id, field from party_field where field like 'notice:%' order by field`)).toEqual(
    [`${ZHAO} notice:n-0`, `${WANG} notice:n-2`],
  );
});

it.each([
  ['whose seal is broken', `update party_field set sealed = '\\x00' where person_id = 'demo:P-zhao'`],
  [
    'whose facts cannot be read',
    `update notice set facts = facts || '{"oldestDueOn": "2026-02-30T"}' where person_id = 'demo:P-zhao'`,
  ],
])('one %s keeps nobody else from what is claimed with it', async (_who, breaking) => {
  const ZHAO = 'demo:P-zhao' as typeof WANG;
  const name = { field: 'name', ordinal: '', version: 1, value: new Pii('赵六') };
  const point = { field: 'point', ordinal: 'mobile-1', version: 1, value: new Pii('+86 138 0000 1111') };
  await inTransaction(db.pool, (tx) => sending.vault.seal(tx, ZHAO, [name, point]));
  for (const [n, person_id] of [WANG, ZHAO, WANG].entries()) {
    const change = { notice_id: `n-${n}`, dedupe_key: `n-${n}`, person_id, state: 'claimed', attempt_id: `a-${n}` };
    await db.pool.query(
      'insert into notice select (jsonb_populate_record(n, $1)).* from notice n where notice_id = $2',
      [change, noticeId],
    );
  }
  await db.pool.query(breaking);
  const claimed = await claimedBy(reading(db.pool), ['a-0', 'a-1', 'a-2']);
  const prepared = await sending.partsOf().handOver.prepare(claimed);
  expect([...prepared].toSorted().map(([id, one]) => `${id} ${typeof one === 'string' ? one : 'written'}`)).toEqual([
    'n-0 written',
    'n-1 cannot-render',
    'n-2 written',
  ]);
});

/** Another loan with a notice of its own, whose state nobody can save. */
async function withUnsaveable(at: string): Promise<void> {
  const other = { loan_id: 'demo:L-2', notice_id: 'n-2', dedupe_key: 'n-2', planned_at: at, claimed_at: at };
  await db.pool.query('insert into notice select (jsonb_populate_record(n, $1)).* from notice n where notice_id = $2', [
    other,
    noticeId,
  ]);
  await db.pool.query(
    `insert into outreach_loan select (jsonb_populate_record(l, '{"loan_id": "demo:L-2"}')).* from outreach_loan l`,
  );
  await db.pool.query(
    `update outreach_loan set state = replace(state::text, $1, 'n-2')::json where loan_id = 'demo:L-2'`,
    [noticeId],
  );
  await db.pool.query(
    `create function fails() returns trigger language plpgsql as $$ begin raise check_violation; end $$;
     create trigger fails before insert on outreach_loan for each row when (new.loan_id = 'demo:L-2')
       execute function fails()`,
  );
}

it('a loan that cannot be saved keeps no other’s notice from being sent, and is not asked at every turn', async () => {
  const asked: string[] = [];
  const commands = new Proxy(sending.lane.commands, {
    get: (target, name) =>
      name !== 'takeAll'
        ? Reflect.get(target, name)
        : async (...[items, by]: Parameters<LoanCommands['takeAll']>) => {
            asked.push(...items.map(({ loan, command }) => `${loan} ${command.kind}`));
            return target.takeAll(items, by);
          },
  });
  await withUnsaveable('2026-03-09T00:00:00Z');
  const { sender } = sending.partsOf(commands);
  expect([await sender.turn(), await sender.turn()]).toEqual([1, 0]);
  sending.lane.now += 60_001;
  await expect(sender.turn()).rejects.toThrow('check_violation'); // somebody must hear of it
  expect(await sender.turn()).toBe(0);
  expect(await db.lines('select loan_id, state from notice order by loan_id')).toEqual([
    'demo:L-1 sent',
    'demo:L-2 planned',
  ]);
  expect(asked.filter((line) => line === 'demo:L-2 claim-notice')).toHaveLength(2);
});

it('nor does it keep what others have left claimed from being ended', async () => {
  const claim = { kind: 'claim-notice' as const, noticeId, attemptId: 'a-dead' };
  await sending.lane.commands.take(loanOf('L-1'), claim, 'claim-dead', { system: 'spec' });
  await withUnsaveable('2026-03-09T00:00:00Z');
  sending.lane.now += 5 * 60_000 + 1;
  expect(await sending.partsOf().sweeper.turn()).toBe(2);
  expect(await db.lines('select loan_id, state from notice order by loan_id')).toEqual([
    'demo:L-1 unknown',
    'demo:L-2 claimed',
  ]);
});
