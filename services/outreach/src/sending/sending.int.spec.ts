import { DELINQUENCY_STREAM, LOAN_STREAM, OUTREACH_ANSWERS_STREAM } from '@mora/contracts';
import { fireDueTimers, inTransaction, Log, Pii, reading, runtimeMigrations } from '@mora/runtime';
import { useDatabase } from '@mora/testing';
import type { OutreachConfig } from '../config.js';
import { id128 } from '../domain/ids.js';
import type { ChannelGateway, Gateways } from '../gateways/channel-port.js';
import { GenericSms } from '../gateways/sms/generic.js';
import { ProviderUnderTest } from '../gateways/sms/provider-under-test.js';
import {
  allowed,
  linked,
  LoanLane,
  loanOf,
  paid,
  personFacts,
  registered,
  started,
  WANG,
} from '../handlers/loan/fixtures.js';
import type { LoanCommands } from '../handlers/loan/loan-commands.js';
import { CANARIES, keysInMemory } from '../handlers/person/fixtures.js';
import type { PersonCommands } from '../handlers/person/person-commands.js';
import { loanMigrations } from '../persistence/loan/migrations.js';
import { noticesMigrations } from '../persistence/notices/migrations.js';
import { claimedBy } from '../persistence/notices/notice.queries.js';
import { peopleMigrations } from '../persistence/people/migrations.js';
import { personMigrations } from '../persistence/person/migrations.js';
import { Persons } from '../persistence/person/persons.js';
import { loadPolicies } from '../policies/load.js';
import { Vault } from '../vault/vault.js';
import { ProviderIntake } from '../webhooks/provider-intake.js';
import { twilioEvent } from '../webhooks/provider-words.js';
import { HandOver } from './hand-over.js';
import { Renderer } from './render.js';
import { Sender } from './sender.js';
import { ClaimSweeper } from './sweeper.js';

const POLICIES = loadPolicies();
const db = useDatabase({
  migrations: [...runtimeMigrations, ...personMigrations, ...loanMigrations, ...noticesMigrations, ...peopleMigrations],
  people: true,
});
let lane: LoanLane;
let vault: Vault;
let provider: ProviderUnderTest;
let gateway: ChannelGateway;
let noticeId: string;
const lines: string[] = [];

const CONFIG = {
  TIME_ZONE: 'Asia/Shanghai',
  SEND_DEADLINE_MS: 300,
  SEND_AT_ONCE: 4,
  SMS_FROM: 'MORA',
  PUBLIC_URL: 'https://bank.example',
  PARTY_SOURCES: ['crm=demo'],
} as unknown as OutreachConfig;

const log = new Log({ service: 'outreach', level: 'debug', destination: { write: (line) => void lines.push(line) } });

function partsOf(commands: LoanCommands = lane.commands, config = CONFIG) {
  const clock = { now: () => lane.now };
  const gateways: Gateways = new Map([['sms', gateway]]);
  const handOver = new HandOver(clock, config, rendererOf(config), log);
  return {
    handOver,
    sender: new Sender(db.pool, clock, config, gateways, commands, handOver),
    sweeper: new ClaimSweeper(db.pool, clock, POLICIES, gateways, commands, log),
    intake: new ProviderIntake(db.pool, clock, config, POLICIES, commands, OF_NO_LOAN, vault, log),
  };
}

function rendererOf(config = CONFIG): Renderer {
  const clock = { now: () => lane.now };
  return new Renderer(db.pool, clock, config, POLICIES, vault, new Persons(db.pool, clock, config));
}

/** Every answer here is about a loan: the lane of the person is told through it. */
const OF_NO_LOAN = {} as PersonCommands;

/** A process that is killed before it can say what came of what it sent. */
const killedBeforeReport = (): LoanCommands =>
  ({
    takeAll: (items: Parameters<LoanCommands['takeAll']>[0], by: Parameters<LoanCommands['takeAll']>[1]) =>
      items.some(({ command }) => command.kind === 'notice-outcome')
        ? Promise.reject(new Error('killed'))
        : lane.commands.takeAll(items, by),
  }) as unknown as LoanCommands;

const rows = () => db.lines(`select state, coalesce(reason, 'none') from notice`);
const saidOf = (type: string) => db.lines(`select type from outbox where type = 'mora.outreach.${type}.v1'`);

beforeEach(async () => {
  lines.length = 0;
  provider = new ProviderUnderTest();
  gateway = new GenericSms({ url: await provider.start(), token: undefined, callbackUrl: undefined });
  lane = await LoanLane.on(db);
  vault = new Vault(db.pool, keysInMemory(), () => lane.now);
  await inTransaction(db.pool, (tx) =>
    vault.seal(tx, WANG, [
      { field: 'name', ordinal: '', version: 1, value: new Pii(CANARIES.name) },
      { field: 'point', ordinal: 'mobile-1', version: 1, value: new Pii(CANARIES.mobile), index: 'phone' },
    ]),
  );
  await lane.take(LOAN_STREAM, registered('L-1', '2026-03-09'), linked('L-1', '2026-03-09'));
  await lane.take(DELINQUENCY_STREAM, started('L-1', '2026-03-09'));
  await lane.take(OUTREACH_ANSWERS_STREAM, personFacts('L-1', '2026-03-09'));
  await lane.close('2026-03-09');
  const { rows: said } = await db.pool.query<{ wanted: { contactId: string; step: string } }>(
    `select payload::jsonb as wanted from outbox where type like '%contact-wanted%' order by position desc limit 1`,
  );
  const wanted = said[0]?.wanted ?? { contactId: '', step: '' };
  lane.now = Date.parse('2026-03-10T10:00:00+08:00');
  await lane.take(OUTREACH_ANSWERS_STREAM, allowed('L-1', '2026-03-10', wanted, '2026-03-10T04:00:00.000Z'));
  noticeId = id128(wanted.contactId, 'sms');
});
afterEach(() => provider.stop());

it('a notice goes out once, in the words and with the amounts of its claim, and nothing of the person is left behind', async () => {
  const { sender } = partsOf();
  expect([await sender.turn(), await sender.turn()]).toEqual([1, 0]);
  const [text = ''] = provider.texts.get(noticeId) ?? [];
  expect(text).toContain(`${CANARIES.name}，您2026年3月8日到期的款项尚欠人民币1,200.00元`);
  expect(text).toContain('【示例银行】');
  expect(provider.count(noticeId)).toBe(1);
  expect(await rows()).toEqual(['sent none']);
  const kept = await db.lines(
    `select row_to_json(n)::text from notice n union all select payload::text from outbox
      union all select row_to_json(a)::text from vault_access a`,
  );
  for (const canary of Object.values(CANARIES)) expect([...kept, ...lines].join('\n')).not.toContain(canary);
  const words = await vault.read({
    person: WANG,
    fields: [`notice:${noticeId}`],
    purpose: 'complaint',
    actor: { system: 'spec' },
    reference: null,
  });
  expect(words[`notice:${noticeId}`]?.reveal()).toContain(text);
});

it.each([
  ['answers', 'sent none', 1],
  ['refuses', 'failed rejected', 0],
  ['silent-after-accept', 'unknown timed-out', 1],
  ['cuts-after-accept', 'unknown cut-off', 1],
  ['cuts-before', 'unknown cut-off', 0],
] as const)('a provider that %s: %s, and never a second try', async (manner, state, count) => {
  provider.manner = manner;
  const { sender, sweeper } = partsOf();
  await sender.turn();
  expect(await rows()).toEqual([state]);
  provider.manner = 'answers';
  lane.now += 10 * 60_000;
  expect([await sender.turn(), await sweeper.turn()]).toEqual([0, 0]);
  expect(provider.count(noticeId)).toBe(count);
});

it('killed between the message and its report: it is never sent again, and the provider tells what became of it', async () => {
  await expect(partsOf(killedBeforeReport()).sender.turn()).rejects.toThrow('killed');
  const { sender, sweeper } = partsOf();
  expect([await sender.turn(), await sweeper.turn()]).toEqual([0, 0]);
  expect(await rows()).toEqual(['claimed none']);
  lane.now += 5 * 60_000 + 1;
  expect([await sender.turn(), await sweeper.turn(), await sender.turn()]).toEqual([0, 1, 0]);
  expect(await rows()).toEqual(['sent none']);
  expect(provider.count(noticeId)).toBe(1);
});

it('writes many at once, each to whom it goes and in its own words; who cannot be reached keeps nobody else from it', async () => {
  const [ZHAO, NOBODY] = ['demo:P-zhao', 'demo:P-nobody'] as [typeof WANG, typeof WANG];
  await inTransaction(db.pool, (tx) =>
    vault.seal(tx, ZHAO, [
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
  const composed = await rendererOf().compose(await claimedBy(reading(db.pool), notices));
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
  await inTransaction(db.pool, (tx) => vault.seal(tx, ZHAO, [name, point]));
  for (const [n, person_id] of [WANG, ZHAO, WANG].entries()) {
    const change = { notice_id: `n-${n}`, dedupe_key: `n-${n}`, person_id, state: 'claimed', attempt_id: `a-${n}` };
    await db.pool.query(
      'insert into notice select (jsonb_populate_record(n, $1)).* from notice n where notice_id = $2',
      [change, noticeId],
    );
  }
  await db.pool.query(breaking);
  const claimed = await claimedBy(reading(db.pool), ['a-0', 'a-1', 'a-2']);
  const prepared = await partsOf().handOver.prepare(claimed);
  expect([...prepared].toSorted().map(([id, one]) => `${id} ${typeof one === 'string' ? one : 'written'}`)).toEqual([
    'n-0 written',
    'n-1 cannot-render',
    'n-2 written',
  ]);
});

it('a loan that cannot be saved keeps no other’s notice from being sent, and is not asked at every turn', async () => {
  const other = { loan_id: 'demo:L-2', notice_id: 'n-2', dedupe_key: 'n-2', planned_at: '2026-03-09T00:00:00Z' };
  await db.pool.query('insert into notice select (jsonb_populate_record(n, $1)).* from notice n where notice_id = $2', [
    other,
    noticeId,
  ]);
  const asked: string[] = [];
  const commands = new Proxy(lane.commands, {
    get: (target, name) =>
      name !== 'takeAll'
        ? Reflect.get(target, name)
        : async (...[items, by]: Parameters<LoanCommands['takeAll']>) => {
            asked.push(...items.map(({ loan, command }) => `${loan} ${command.kind}`));
            return target.takeAll(items, by);
          },
  });
  const fails = `create function fails() returns trigger language plpgsql as $$ begin raise check_violation; end $$;
    create trigger fails before insert on outreach_loan for each row when (new.loan_id = 'demo:L-2') execute function fails()`;
  await db.pool.query(
    `insert into outreach_loan select (jsonb_populate_record(l, '{"loan_id": "demo:L-2"}')).* from outreach_loan l`,
  );
  await db.pool.query(
    `update outreach_loan set state = replace(state::text, $1, 'n-2')::json where loan_id = 'demo:L-2'`,
    [noticeId],
  );
  await db.pool.query(fails);
  const { sender } = partsOf(commands);
  try {
    expect([await sender.turn(), await sender.turn()]).toEqual([1, 0]);
    lane.now += 60_001;
    await expect(sender.turn()).rejects.toThrow('check_violation'); // somebody must hear of it
    expect(await sender.turn()).toBe(0);
  } finally {
    await db.pool.query('drop trigger fails on outreach_loan; drop function fails');
  }
  expect(await db.lines('select loan_id, state from notice order by loan_id')).toEqual([
    'demo:L-1 sent',
    'demo:L-2 planned',
  ]);
  expect(asked.filter((line) => line === 'demo:L-2 claim-notice')).toHaveLength(2);
});

it('claims no more than it can hand over soon: whoever is killed leaves few of which nobody knows', async () => {
  const template = 'insert into notice select (jsonb_populate_record(n, $1)).* from notice n where notice_id = $2';
  const others = Array.from({ length: 20 }, (_, n) => ({ notice_id: `other-${n}`, dedupe_key: `other-${n}` }));
  for (const other of others) await db.pool.query(template, [other, noticeId]);
  const claimed: number[] = [];
  const counting = {
    takeAll: (items: Parameters<LoanCommands['takeAll']>[0], by: Parameters<LoanCommands['takeAll']>[1]) => {
      claimed.push(items.filter(({ command }) => command.kind === 'claim-notice').length);
      return lane.commands.takeAll(items, by);
    },
  } as unknown as LoanCommands;
  await partsOf(counting).sender.turn();
  expect(claimed[0]).toBe(2 * CONFIG.SEND_AT_ONCE);
});

it('killed between the claim and the message: unknown, until a receipt says more', async () => {
  const claim = { kind: 'claim-notice' as const, noticeId, attemptId: 'a-dead' };
  await lane.commands.take(loanOf('L-1'), claim, 'claim-dead', { system: 'spec' });
  lane.now += 5 * 60_000 + 1;
  const { sender, sweeper, intake } = partsOf();
  expect([await sender.turn(), await sweeper.turn(), await sender.turn()]).toEqual([0, 1, 0]);
  expect(await rows()).toEqual(['unknown never-reported']);
  expect(provider.count(noticeId)).toBe(0);
  const said = { notice: noticeId, ref: 'r-9', status: 'delivered' as const, reason: null, definite: false, at: null };
  const event = { provider: 'sms-generic', channel: 'sms' as const, id: 'w-1', said };
  await intake.take(event);
  await intake.take(event);
  expect(await db.lines(`select state, provider_ref from notice`)).toEqual(['delivered r-9']);
  expect(await saidOf('notice-delivered')).toHaveLength(1);
});

it.each([
  { name: 'before the answer', manner: 'answers-when-asked', said: [0, 0] },
  { name: 'behind it', manner: 'answers', said: [1, 0] },
  { name: 'where there is none', manner: 'cuts-after-accept', said: [0, 1] },
] as const)('receipts that come twice, under one id and under two, and the older news last: $name', async (one) => {
  provider.manner = one.manner;
  const { sender, intake } = partsOf(lane.commands, { ...CONFIG, SEND_DEADLINE_MS: 60_000 });
  const turn = sender.turn();
  if (one.manner !== 'answers-when-asked') await turn;
  while (provider.count(noticeId) === 0) await new Promise((done) => setTimeout(done, 5));
  for (const [id, status] of [
    ['w-1', 'delivered'],
    ['w-1', 'delivered'],
    ['w-2', 'delivered'],
    ['w-0', 'sent'],
  ] as const) {
    const said = { notice: noticeId, ref: 'r-9', status, reason: null, definite: false, at: null };
    await intake.take({ provider: 'sms-generic', channel: 'sms', id, said });
  }
  provider.answer();
  await turn;
  expect(await rows()).toEqual([`delivered ${one.manner === 'cuts-after-accept' ? 'cut-off' : 'none'}`]);
  expect(await saidOf('notice-delivered')).toHaveLength(1);
  expect([(await saidOf('notice-sent')).length, (await saidOf('notice-unknown')).length]).toEqual(one.said);
  expect(provider.count(noticeId)).toBe(1);
});

it('whoever has told the provider to stop has told us', async () => {
  const { sender, intake } = partsOf();
  await sender.turn();
  const form = new URLSearchParams({ MessageSid: 'SM1', MessageStatus: 'failed', ErrorCode: '21610' });
  const said = twilioEvent(form, noticeId);
  if (said === null) throw new Error('it says nothing');
  await intake.take({ provider: 'sms-twilio', channel: 'sms', id: 'SM1/failed', said });
  expect(await rows()).toEqual(['failed opted-out']);
  expect(
    await db.lines(`select (payload::jsonb->'change')::text from outbox where type like '%person-touched%'`),
  ).toEqual(['{"via": "word", "kind": "opt-out", "channel": "sms"}']);
});

it('twenty senders at once send it once', async () => {
  await Promise.all(Array.from({ length: 20 }, () => partsOf().sender.turn()));
  expect(provider.count(noticeId)).toBe(1);
});

it('what stops dunning between the gate’s yes and the claim stops the message, and gives the contact back', async () => {
  const saying = { says: 'dispute' as const, about: 'amount' as const, written: false };
  const dispute = {
    kind: 'say' as const,
    sayId: 's-1',
    personId: WANG,
    role: 'borrower' as const,
    via: 'staff' as const,
    saying,
  };
  await lane.commands.take(loanOf('L-1'), dispute, 'say-1', { system: 'spec' });
  expect(await partsOf().sender.turn()).toBe(0);
  expect(await rows()).toEqual(['withdrawn stopped']);
  expect(provider.count(noticeId)).toBe(0);
  expect(await db.lines(`select payload::jsonb->>'outcome' from outbox where type like '%contact-reported%'`)).toEqual([
    'returned',
  ]);
});

it('a notice that nobody claims in time lapses', async () => {
  lane.now = Date.parse('2026-03-10T12:00:00+08:00');
  await fireDueTimers(lane.engine, 0);
  expect(await rows()).toEqual(['lapsed too-late']);
  expect(await partsOf().sender.turn()).toBe(0);
});

it('a loan that is held sends nothing, and is not asked at every turn', async () => {
  await lane.take(LOAN_STREAM, paid('L-1', '2026-03-10', 't-1', '9.99', 'JPY'));
  const { sender } = partsOf();
  expect([await sender.turn(), await sender.turn()]).toEqual([0, 0]);
  expect(await rows()).toEqual(['planned none']);
  expect(provider.count(noticeId)).toBe(0);
});

it('whoever answers TD is taken at his word, and any other answer is a question whose text lies in the vault', async () => {
  const { sender, intake } = partsOf();
  await sender.turn();
  const answer = (id: string, text: string) =>
    intake.take({ provider: 'sms-generic', channel: 'sms', id, said: { from: CANARIES.mobile, text } });
  await answer('w-1', 'TD');
  await answer('w-1', 'TD');
  await answer('w-2', '我下周还，行吗');
  expect(
    await db.lines(`select payload::jsonb->'change'->>'kind' from outbox where type like '%person-touched%'`),
  ).toEqual(['opt-out']);
  expect(await saidOf('question-asked')).toHaveLength(1);
  expect((await db.lines(`select payload::text from outbox`)).join('')).not.toContain('我下周还');
  expect(await db.lines(`select count(*) from party_field where field like 'message:%'`)).toEqual(['1']);
});
