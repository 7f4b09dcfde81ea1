import { LOAN_STREAM } from '@mora/contracts';
import { fireDueTimers } from '@mora/runtime';
import { loanOf, paid, WANG } from '../handlers/loan/fixtures.js';
import type { LoanCommands } from '../handlers/loan/loan-commands.js';
import { CANARIES } from '../handlers/person/fixtures.js';
import { twilioEvent } from '../webhooks/provider-words.js';
import { CONFIG, type Sending, useSending } from './fixtures.js';

const use = useSending();
const { db } = use;
let sending: Sending;
let noticeId: string;
beforeEach(() => {
  sending = use.sending;
  noticeId = sending.noticeId;
});

/** A process that is killed before it can say what came of what it sent. */
const killedBeforeReport = (): LoanCommands =>
  ({
    takeAll: (items: Parameters<LoanCommands['takeAll']>[0], by: Parameters<LoanCommands['takeAll']>[1]) =>
      items.some(({ command }) => command.kind === 'notice-outcome')
        ? Promise.reject(new Error('killed'))
        : sending.lane.commands.takeAll(items, by),
  }) as unknown as LoanCommands;

const rows = () => db.lines(`select state, coalesce(reason, 'none') from notice`);
const saidOf = (type: string) => db.lines(`select type from outbox where type = 'mora.outreach.${type}.v1'`);

it('a notice goes out once, in the words and with the amounts of its claim, and nothing of the person is left behind', async () => {
  const { sender } = sending.partsOf();
  expect([await sender.turn(), await sender.turn()]).toEqual([1, 0]);
  const [text = ''] = sending.provider.texts.get(noticeId) ?? [];
  expect(text).toContain(`${CANARIES.name}，您2026年3月8日到期的款项尚欠人民币1,200.00元`);
  expect(text).toContain('【示例银行】');
  expect(sending.provider.count(noticeId)).toBe(1);
  expect(await rows()).toEqual(['sent none']);
  const kept = await db.lines(
    `select row_to_json(n)::text from notice n union all select payload::text from outbox
      union all select row_to_json(a)::text from vault_access a`,
  );
  for (const canary of Object.values(CANARIES)) expect([...kept, ...sending.lines].join('\n')).not.toContain(canary);
  const words = await sending.vault.read({
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
  sending.provider.manner = manner;
  const { sender, sweeper } = sending.partsOf();
  await sender.turn();
  expect(await rows()).toEqual([state]);
  sending.provider.manner = 'answers';
  sending.lane.now += 10 * 60_000;
  expect([await sender.turn(), await sweeper.turn()]).toEqual([0, 0]);
  expect(sending.provider.count(noticeId)).toBe(count);
});

it('killed between the message and its report: it is never sent again, and the provider tells what became of it', async () => {
  await expect(sending.partsOf(killedBeforeReport()).sender.turn()).rejects.toThrow('killed');
  const { sender, sweeper } = sending.partsOf();
  expect([await sender.turn(), await sweeper.turn()]).toEqual([0, 0]);
  expect(await rows()).toEqual(['claimed none']);
  sending.lane.now += 5 * 60_000 + 1;
  expect([await sender.turn(), await sweeper.turn(), await sender.turn()]).toEqual([0, 1, 0]);
  expect(await rows()).toEqual(['sent none']);
  expect(sending.provider.count(noticeId)).toBe(1);
});

it('claims no more than it can hand over soon: whoever is killed leaves few of which nobody knows', async () => {
  const template = 'insert into notice select (jsonb_populate_record(n, $1)).* from notice n where notice_id = $2';
  const others = Array.from({ length: 20 }, (_, n) => ({ notice_id: `other-${n}`, dedupe_key: `other-${n}` }));
  for (const other of others) await db.pool.query(template, [other, noticeId]);
  const claimed: number[] = [];
  const counting = {
    takeAll: (items: Parameters<LoanCommands['takeAll']>[0], by: Parameters<LoanCommands['takeAll']>[1]) => {
      claimed.push(items.filter(({ command }) => command.kind === 'claim-notice').length);
      return sending.lane.commands.takeAll(items, by);
    },
  } as unknown as LoanCommands;
  await sending.partsOf(counting).sender.turn();
  expect(claimed[0]).toBe(2 * CONFIG.SEND_AT_ONCE);
});

it('killed between the claim and the message: unknown, until a receipt says more', async () => {
  const claim = { kind: 'claim-notice' as const, noticeId, attemptId: 'a-dead' };
  await sending.lane.commands.take(loanOf('L-1'), claim, 'claim-dead', { system: 'spec' });
  sending.lane.now += 5 * 60_000 + 1;
  const { sender, sweeper, intake } = sending.partsOf();
  expect([await sender.turn(), await sweeper.turn(), await sender.turn()]).toEqual([0, 1, 0]);
  expect(await rows()).toEqual(['unknown never-reported']);
  expect(sending.provider.count(noticeId)).toBe(0);
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
  sending.provider.manner = one.manner;
  const { sender, intake } = sending.partsOf(sending.lane.commands, { ...CONFIG, SEND_DEADLINE_MS: 60_000 });
  const turn = sender.turn();
  if (one.manner !== 'answers-when-asked') await turn;
  while (sending.provider.count(noticeId) === 0) await new Promise((done) => setTimeout(done, 5));
  for (const [id, status] of [
    ['w-1', 'delivered'],
    ['w-1', 'delivered'],
    ['w-2', 'delivered'],
    ['w-0', 'sent'],
  ] as const) {
    const said = { notice: noticeId, ref: 'r-9', status, reason: null, definite: false, at: null };
    await intake.take({ provider: 'sms-generic', channel: 'sms', id, said });
  }
  sending.provider.answer();
  await turn;
  expect(await rows()).toEqual([`delivered ${one.manner === 'cuts-after-accept' ? 'cut-off' : 'none'}`]);
  expect(await saidOf('notice-delivered')).toHaveLength(1);
  expect([(await saidOf('notice-sent')).length, (await saidOf('notice-unknown')).length]).toEqual(one.said);
  expect(sending.provider.count(noticeId)).toBe(1);
});

it('whoever has told the provider to stop has told us', async () => {
  const { sender, intake } = sending.partsOf();
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
  await Promise.all(Array.from({ length: 20 }, () => sending.partsOf().sender.turn()));
  expect(sending.provider.count(noticeId)).toBe(1);
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
  await sending.lane.commands.take(loanOf('L-1'), dispute, 'say-1', { system: 'spec' });
  expect(await sending.partsOf().sender.turn()).toBe(0);
  expect(await rows()).toEqual(['withdrawn stopped']);
  expect(sending.provider.count(noticeId)).toBe(0);
  expect(await db.lines(`select payload::jsonb->>'outcome' from outbox where type like '%contact-reported%'`)).toEqual([
    'returned',
  ]);
});

it('a notice that nobody claims in time lapses', async () => {
  sending.lane.now = Date.parse('2026-03-10T12:00:00+08:00');
  await fireDueTimers(sending.lane.engine, 0);
  expect(await rows()).toEqual(['lapsed too-late']);
  expect(await sending.partsOf().sender.turn()).toBe(0);
});

it('a loan that is held sends nothing, and is not asked at every turn', async () => {
  await sending.lane.take(LOAN_STREAM, paid('L-1', '2026-03-10', 't-1', '9.99', 'JPY'));
  const { sender } = sending.partsOf();
  expect([await sender.turn(), await sender.turn()]).toEqual([0, 0]);
  expect(await rows()).toEqual(['planned none']);
  expect(sending.provider.count(noticeId)).toBe(0);
});

it('whoever answers TD is taken at his word, and any other answer is a question whose text lies in the vault', async () => {
  const { sender, intake } = sending.partsOf();
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
