import { type Canary, heartbeatOf, partyRecord, somebody } from './people.js';
import { OPENS_ON, useWholeLine } from './whole-line.js';

const whole = useWholeLine({ SEND_DEADLINE_MS: '400' });
const [TUESDAY, WEDNESDAY] = ['2026-03-10', '2026-03-11'] as const;

const loanOf = (n: number): string => `demo:L-${n}`;
const EVERYBODY = [1, 2].map(somebody);
const [SILENT, MOVED] = EVERYBODY as [Canary, Canary];

const typesOf = async (n: number) =>
  (await whole.line.published(loanOf(n)))
    .map(({ type }) => type.replace(/^mora\.outreach\.(.*)\.v1$/u, '$1'))
    .filter((type) => type.startsWith('notice-'));

beforeAll(async () => {
  const { line } = whole;
  await line.parties(
    partyRecord(SILENT, ['mobile']),
    partyRecord(MOVED, ['mobile', 'email']),
    heartbeatOf('2026-03-08'),
  );
  for (const [place, who] of EVERYBODY.entries()) await line.upstream.overdue(loanOf(place + 1), who.party, OPENS_ON);
  await line.quiet();
  await line.close(OPENS_ON);
  line.provider.manners.set(SILENT.mobile, 'silent').set(MOVED.mobile, 'unknown-number');
  await line.at(TUESDAY, '10:00');
}, 60_000);

it('a provider that takes a message and says nothing leaves it unknown, and it is never sent again', async () => {
  const { line } = whole;
  expect(await typesOf(1)).toEqual(['notice-unknown']);
  line.provider.manners.clear();
  await line.stop();
  await line.start();
  await line.at(TUESDAY, '12:00');
  expect(line.provider.to(SILENT.mobile)).toHaveLength(1);
}, 30_000);

it('counts what is unknown as done: a member of staff is told that the day is used up', async () => {
  const asked = { loan: loanOf(1), person: SILENT.person, role: 'borrower', channel: 'sms', purpose: 'reminder' };
  const { body } = await whole.line.post('/v1/contacts/ask', asked);
  expect(body).toMatchObject({ outcome: 'refused', rules: expect.arrayContaining(['H-4']) });
});

it('a receipt still tells what became of it', async () => {
  const { line } = whole;
  const [message] = line.provider.to(SILENT.mobile);
  const receipt = { notice: message?.notice, status: 'delivered' };
  expect((await line.told('/v1/provider-events/sms-generic', receipt)).status).toBe(202);
  await line.quiet();
  expect(await typesOf(1)).toEqual(['notice-unknown', 'notice-delivered']);
});

it('a number that does not exist is not tried again, and the next way is', async () => {
  const { line } = whole;
  expect(await typesOf(2)).toEqual(['notice-failed']);
  await line.close(TUESDAY);
  await line.at(WEDNESDAY, '10:00');
  expect(line.provider.to(MOVED.email)).toHaveLength(1);
  expect(await typesOf(2)).toEqual(['notice-failed', 'notice-sent']);
});

it('nothing was put aside', async () => {
  expect(await whole.line.db.lines(`select reason from dead_letter`)).toEqual([]);
  expect(whole.line.alarms).toEqual([]);
  expect(await whole.line.db.lines(`select subject, reason from held_subject`)).toEqual([]);
});
