import { closed, paid, registered, until, useIngestion } from './ingestion-under-test.js';

const ingestion = useIngestion({ OPEN_DAY: '2026-03-09' });
const { db } = ingestion;

type Party = { source: string; state: string; missing?: { records: number; totals: { amount: string }[] } };
type State = { openDay: string; day: string; state: string; sources: Party[] };

const state = async (query = ''): Promise<State> => (await ingestion.get(`/v1/days${query}`)).body as State;
const opened = (day: string) => until(state, ({ openDay }) => openDay === day);
const marks = () =>
  db.lines(`select headers ->> 'ce_businessdate', count(*) from bus.record join bus.topic on topic_id = topic.id
            where name = 'mora.loan.v1' and headers ->> 'ce_type' = 'mora.day.closed.v1' group by 1 order by 1`);

it('a day is open until every source has closed it', async () => {
  await ingestion.post([registered('D-1', '2026-03-09'), paid('D-1', 2, '2026-03-09', '10.00')]);
  await ingestion.post([closed('core', '2026-03-09', 2, '10.00')]);
  const { openDay, sources } = await until(state, ({ sources: [core] }) => core?.state === 'agrees');
  expect([openDay, ...sources.map((party) => `${party.source} ${party.state}`)]).toEqual([
    '2026-03-09',
    'core agrees',
    'cards missing',
  ]);
});

it('when the last source has closed it, the mark goes to every partition and the next day opens', async () => {
  await ingestion.post([closed('cards', '2026-03-09', 0, null)]);
  await opened('2026-03-10');
  expect(await until(marks, (lines) => lines.includes('2026-03-09 4'))).toEqual(['2026-03-09 4']);
});

it('a close whose figures differ keeps the day open and shows what is missing', async () => {
  await ingestion.post([paid('D-1', 3, '2026-03-10', '7.00'), closed('cards', '2026-03-10', 0, null)]);
  await ingestion.post([closed('core', '2026-03-10', 2, '12.50')]);
  const { state: word, sources } = await until(state, (day) => day.state === 'day-incomplete');
  expect(word).toBe('day-incomplete');
  expect(sources[0]).toMatchObject({ state: 'differs', missing: { records: 1, totals: [{ amount: '5.50' }] } });
});

it('the missing record closes the day', async () => {
  await ingestion.post([paid('D-1', 4, '2026-03-10', '5.50')]);
  expect((await opened('2026-03-11')).openDay).toBe('2026-03-11');
});

it('a record of a day to come waits, and is taken right after the day before it has closed', async () => {
  const answer = await ingestion.post([paid('D-1', 5, '2026-03-12', '1.00'), paid('D-1', 6, '2026-03-12', '2.00')]);
  expect(answer.body.answers.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['accepted', 'accepted']);
  expect(await db.lines(`select last_sequence from loan_intake where loan_id = 'bank-a:D-1'`)).toEqual(['4']);
  await ingestion.post([closed('core', '2026-03-11', 0, null), closed('cards', '2026-03-11', 0, null)]);
  const taken = () => db.lines(`select last_sequence from loan_intake where loan_id = 'bank-a:D-1'`);
  expect(await until(taken, ([line]) => line === '6')).toEqual(['6']);
  expect(await db.lines(`select count(*) from early_record`)).toEqual(['0']);
  expect(await db.lines(`select day, sum(records) from day_count where day = '2026-03-12' group by 1`)).toEqual([
    '2026-03-12 2',
  ]);
});

it('a record that comes twice before its day is a duplicate', async () => {
  const early = paid('D-1', 7, '2026-03-13', '1.00');
  expect((await ingestion.post([early, early])).body.answers[1].outcome).toBe('duplicate');
});

it('a loan that is held does not keep the day open: its records have come', async () => {
  await ingestion.hold('D-1');
  const answer = await ingestion.post([paid('D-1', 8, '2026-03-12', '0.50')]);
  expect(answer.body.answers[0]).toMatchObject({ outcome: 'held' });
  await ingestion.post([closed('core', '2026-03-12', 3, '3.50'), closed('cards', '2026-03-12', 0, null)]);
  expect((await opened('2026-03-13')).openDay).toBe('2026-03-13');
});

it('an operator closes a day with a reason, and it is written down', async () => {
  const answer = await ingestion.close('2026-03-13', { reason: 'cards is down for good' });
  expect(answer.body).toEqual({ closed: ['2026-03-13'], openDay: '2026-03-14' });
  expect(await db.lines(`select actor, tenant, day, action, reason from day_action`)).toEqual([
    'wang bank-a 2026-03-13 close cards is down for good',
  ]);
});

it('what was closed by hand can be read, with how the sources stood', async () => {
  const { body } = await ingestion.get('/v1/days/actions');
  expect(body).toMatchObject({
    actions: [{ actor: 'wang', day: '2026-03-13', action: 'close', reason: 'cards is down for good' }],
  });
  const [{ id, sources }] = (body as { actions: [{ id: string; sources: Party[] }] }).actions;
  expect(sources.map(({ source }) => source)).toEqual(['core', 'cards']);
  expect((await ingestion.get(`/v1/days/actions?before=${id}`)).body).toEqual({ actions: [] });
});

it.each([
  ['a day that is not open', '2026-03-13', { reason: 'once more, please' }, 'operator', 409],
  ['a day without a reason', '2026-03-14', {}, 'operator', 400],
  ['a day, by who is no operator', '2026-03-14', { reason: 'because I can' }, 'ledger-client', 403],
  ['days that run backwards', '2026-03-14', { reason: 'a slip of keys', through: '2026-03-01' }, 'operator', 422],
])('%s cannot be closed by hand', async (_case, day, body, role, status) => {
  expect((await ingestion.close(day, body, role)).status).toBe(status);
  expect((await state()).openDay).toBe('2026-03-14');
});

it('a close may cover the days since the last one: the weekend closes on Monday', async () => {
  await ingestion.post([registered('D-2', '2026-03-16'), paid('D-2', 2, '2026-03-16', '1.00')]);
  await ingestion.post([closed('cards', '2026-03-16', 0, null, { from: '2026-03-14' })]);
  await ingestion.post([closed('core', '2026-03-16', 2, '1.00', { from: '2026-03-14' })]);
  expect((await opened('2026-03-17')).openDay).toBe('2026-03-17');
  expect(await ingestion.published('D-2', 2)).toEqual(['registered', 'payment-posted']);
});

it('a record that waited for its day and is refused then holds its loan: its sender was told accepted', async () => {
  const answer = await ingestion.post([paid('D-3', 1, '2026-03-18', '1.00')]);
  expect(answer.body.answers[0].outcome).toBe('accepted');
  await ingestion.close('2026-03-17', { reason: 'on to the next day' });
  expect(await ingestion.published('D-3', 1, 'reason')).toEqual(['subject-held loan-unknown']);
});

it('an operator closes through a later day for a load of history', async () => {
  const answer = await ingestion.close('2026-03-18', { reason: 'history of March', through: '2026-03-31' });
  expect(answer.body).toMatchObject({ openDay: '2026-04-01' });
  expect((answer.body as { closed: string[] }).closed).toHaveLength(14);
});

it('a close that covers more days than was agreed, and does not say so, closes none of them', async () => {
  await ingestion.post([closed('cards', '2026-04-12', 0, null), closed('core', '2026-04-12', 0, null)]);
  const { state: word, sources } = await until(state, ({ state: s }) => s === 'day-incomplete');
  expect([word, ...sources.map((party) => party.state)]).toEqual(['day-incomplete', 'too-long', 'too-long']);
});

it('a closed day can be asked about', async () => {
  expect(await state('?date=2026-03-10')).toMatchObject({ day: '2026-03-10', state: 'closed' });
});

it('a tenant is shown how its own sources stand, and not those of another', async () => {
  const other = (await ingestion.get('/v1/days?date=2026-03-10', 'operator', 'bank-b')).body as State;
  expect([other.state, other.sources]).toEqual(['closed', []]);
});
