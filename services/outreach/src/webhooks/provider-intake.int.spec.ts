import { Log, Pii } from '@mora/runtime';
import { CANARIES, partyOf } from '../handlers/person/fixtures.js';
import { loanId, type PersonId } from '@mora/kernel';
import type { OutreachConfig } from '../config.js';
import { PERSON, usePeople } from '../people/fixtures.js';
import { loadPolicies } from '../policies/load.js';
import { ProviderIntake } from './provider-intake.js';

const POLICIES = loadPolicies();
const CONFIG = { PARTY_SOURCES: ['crm=demo'] } as unknown as OutreachConfig;
const lines: string[] = [];
const log = new Log({ service: 'outreach', level: 'warn', destination: { write: (line) => void lines.push(line) } });

const people = usePeople();
let intake: ProviderIntake;
let told = 0;

beforeEach(async () => {
  const { db, office } = people;
  const { persons, commands } = office;
  const clock = { now: () => persons.now };
  lines.length = 0;
  intake = new ProviderIntake(db.pool, clock, CONFIG, POLICIES, commands, persons.commands, persons.vault, log);
  await persons.bring(partyOf('P-1', 1));
});

type From = Readonly<{ from?: string; channel?: 'sms' | 'email'; id?: string }>;
const answer = (text: string, { from = CANARIES.mobile, channel = 'sms', id = '' }: From = {}) => {
  told += 1;
  return intake.take({ provider: 'sms-generic', channel, id: id === '' ? `w-${told}` : id, said: { from, text } });
};
const touches = () =>
  people.db.lines(
    `select (payload::jsonb->'change')::text from outbox where type like '%person-touched%' order by position`,
  );
const rows = () => people.db.lines(`select kind, about, state from say order by opened_at, say_id`);

it.each([
  ['STOP\n> When will you pay? Reply STOP to opt out.', 'sms', '{"via": "word", "kind": "opt-out", "channel": "sms"}'],
  ['退订。谢谢', 'email', '{"via": "word", "kind": "opt-out", "channel": "email"}'],
  ['请勿打扰', 'sms', '{"via": "word", "kind": "opt-out", "channel": "all"}'],
  ['Do not contact me', 'email', '{"kind": "flag", "flags": ["cease"]}'],
] as const)(
  '%j by %s of somebody whom nobody has written to yet is heard through a loan',
  async (text, channel, touch) => {
    await people.office.overdue();
    await people.office.persons.facts('demo:L-1', PERSON);
    await answer(text, { channel, from: channel === 'sms' ? CANARIES.mobile : `Zhang <${CANARIES.email}>` });
    expect(await touches()).toEqual([touch]);
  },
);

it.each([
  ['13800138000', '+8613800138000'],
  ['+86 138 0013 8000', '13800138000'],
])('a number kept as %s is that of whoever answers from %s', async (kept, from) => {
  const points = [{ id: 'mobile-1', kind: 'mobile', value: kept, reserved: true, preferred: true }];
  await people.office.persons.bring(partyOf('P-1', 2, { points }));
  await answer('TD', { from });
  expect(await people.db.lines(`select state->'optOuts'->0->>'channel' from person`)).toEqual(['sms']);
});

it('whoever has no loan here is heard by the lane of the person, once however often it is told', async () => {
  for (let n = 0; n < 2; n += 1) await answer('TD', { id: 'same' });
  await answer('别再联系我');
  expect(await people.db.lines(`select state->'optOuts'->0->>'channel' from person`)).toEqual(['sms']);
  expect(await people.db.lines(`select state->'flags'->0->>'flag' from person`)).toEqual(['cease']);
});

it('nothing is dropped without a word in the log, and no number stands in it', async () => {
  await answer('TD', { from: '+8613000000000' });
  await answer('什么时候到期？');
  expect(lines).toEqual([
    expect.stringContaining('answer-of-nobody-known'),
    expect.stringContaining('answer-about-no-loan'),
  ]);
  expect(lines.join('')).not.toContain('13000000000');
});

it('a second answer while the first one is open is a question of its own, and both can be read', async () => {
  await people.office.overdue();
  await people.office.persons.facts('demo:L-1', PERSON);
  await answer('什么时候到期？', { id: 'first' });
  await answer('什么时候到期？', { id: 'first' });
  await answer('x'.repeat(50_000), { id: 'second' });
  expect(await rows()).toEqual(['question free-text open', 'question free-text open']);
  const [first] = await people.db.lines(`select say_id from say order by opened_at, say_id limit 1`);
  const field = `message:${first}`;
  const asked = {
    person: PERSON as PersonId,
    fields: [field],
    purpose: 'case-work' as const,
    reference: loanId('demo:L-1'),
  };
  const read = await people.office.persons.vault.read({ ...asked, actor: { system: 'spec' } });
  expect(read[field]).toBeInstanceOf(Pii);
});
