import { addDays } from '@mora/kernel';
import type { LoanCommand } from '../domain/loan/event.js';
import { askOf } from '../handlers/person/fixtures.js';
import type { Saying } from '../domain/says/commands.js';
import { promisesOf, queuesOf } from '../persistence/people/queries.js';
import { reading } from '../persistence/person/reading.js';
import { CaseLocks } from './case-locks.js';
import { LI, LOAN, PERSON, TENANT, TODAY, usePeople } from './fixtures.js';

const people = usePeople();
let key = 0;
const take = (command: LoanCommand, under = `key-${(key += 1)}`) =>
  people.office.commands.take(LOAN, command, under, LI);
const say = (saying: Saying, sayId = 's1'): LoanCommand => ({
  kind: 'say',
  sayId,
  personId: PERSON,
  role: 'borrower',
  via: 'word',
  saying,
});
const promise = (promiseId = 'p1'): LoanCommand => ({
  kind: 'promise-made',
  promiseId,
  personId: PERSON,
  role: 'borrower',
  currency: 'CNY',
  parts: [{ dueOn: addDays(TODAY, 3), minor: 10_000 }],
  method: 'transfer',
  via: 'staff',
});
const paid = (minor: number, paymentId = `t-${minor}`) =>
  people.office.happened({ kind: 'payment', paymentId, currency: 'CNY', minor, valueDate: TODAY });
const NDJSON = (...lines: readonly object[]) => lines.map((json) => ({ bytes: Buffer.from(''), json, wrong: null }));

beforeEach(() => people.office.overdue());

it('a promise is kept in the transaction of the payment, and what people see says so', async () => {
  expect(await take(promise())).toEqual({ kind: 'taken' });
  await paid(4_000);
  expect(await people.office.said('promise-kept')).toEqual([]);
  await paid(6_000);
  expect(await people.office.said('promise-kept')).toMatchObject([
    { promiseId: 'p1', part: 1, credited: '100.00', brokenInARow: 0 },
  ]);
  expect(await promisesOf(reading(people.db.pool), LOAN)).toMatchObject([
    { state: 'ended', parts: [{ amount: '100.00', state: 'kept' }] },
  ]);
  await people.office.happened({ kind: 'reversal', paymentId: 't-6000', on: TODAY });
  expect(await people.office.said('promise-reopened')).toMatchObject([
    { because: 'payment-reversed', credited: '40.00' },
  ]);
});

it('the same key again is one promise; a second one beside it is refused, and parks nothing', async () => {
  expect(await take(promise(), 'same-key')).toEqual({ kind: 'taken' });
  expect(await take(promise(), 'same-key')).toEqual({ kind: 'duplicate' });
  expect(await take(promise('p2'))).toMatchObject({ kind: 'refused', because: 'already-open' });
  expect(await people.db.lines(`select count(*) from promise`)).toEqual(['1']);
});

it('what comes several times in one transaction is one row with its last word', async () => {
  const close: LoanCommand = {
    kind: 'close-say',
    sayId: 's1',
    outcome: 'withdrawn',
    verificationSentOn: null,
    by: 'li',
  };
  const withdraw: LoanCommand = { kind: 'promise-withdrawn', promiseId: 'p1', because: 'changed-mind' };
  const all = [promise(), withdraw, promise('p2'), say({ says: 'dispute', about: 'amount', written: false }), close];
  const answers = await people.office.commands.takeAll(
    all.map((command, n) => ({ loan: LOAN, command, key: `together-${n}` })),
    { system: 'spec' },
  );
  expect(answers.map(({ kind }) => kind)).toEqual(['taken', 'taken', 'taken', 'taken', 'taken']);
  expect(await people.db.lines(`select promise_id, state from promise order by 1`)).toEqual(['p1 ended', 'p2 open']);
  expect(await people.db.lines(`select kind, about, state, closed_by, outcome from say`)).toEqual([
    'dispute amount closed li withdrawn',
  ]);
});

it('what is said opens a case, which is taken by priority and closed by hand', async () => {
  await take(say({ says: 'question', topic: 'interest' }));
  await take(say({ says: 'dispute', about: 'amount', written: true }, 's2'));
  expect(await queuesOf(reading(people.db.pool), TENANT, TODAY)).toMatchObject([
    { queue: 'disputes', open: 1, overdue: 0 },
  ]);
  const locks = new CaseLocks(people.db.pool, { now: () => people.office.persons.now });
  const next = await locks.next({ tenant: TENANT, actor: 'wang' }, 'disputes', 15);
  expect(next).toMatchObject({ loanId: LOAN, cause: 'dispute', priority: 10 });
  await take({ kind: 'close-case', caseId: next?.caseId ?? '', because: 'cleared', by: 'wang' });
  expect(await people.db.lines(`select state, because from work_case`)).toEqual(['closed cleared']);
  await take(say({ says: 'question', topic: 'fees' }, 's3'));
  expect(await people.db.lines(`select state, queue from work_case order by state desc`)).toEqual([
    'open questions',
    'closed disputes',
  ]);
});

it('a borrower may speak while the loan is held', async () => {
  await people.office.happened({ kind: 'unusable', because: 'amount-too-large' });
  expect(await take(promise())).toMatchObject({ kind: 'held' });
  expect(await take(say({ says: 'dispute', about: 'fraud', written: false }))).toEqual({ kind: 'taken' });
  expect(await people.office.said('dispute-raised')).toHaveLength(1);
});

it('what is said of a person is told to the person’s lane', async () => {
  await take(say({ says: 'wrong-person', pointId: 'mobile-1' }));
  expect(await people.office.said('person-touched')).toMatchObject([
    { personId: PERSON, change: { kind: 'wrong-point', pointId: 'mobile-1' } },
  ]);
});

describe('the cut-over', () => {
  const head = { loan: LOAN, person: PERSON, role: 'borrower' };
  const contact = (id: string, at: string, over: object = {}) => ({
    id,
    ...head,
    kind: 'contact',
    at,
    channel: 'call',
    purpose: 'collection',
    collector: 'staff',
    direction: 'out',
    answered: true,
    conversation: true,
    ...over,
  });
  const bring = (...all: readonly object[]) => people.office.cutOver.take(NDJSON(...all), LI);
  const outcomes = async (...all: readonly object[]) =>
    (await bring(...all)).map(({ outcome, reason = '' }) => `${outcome} ${reason}`.trim());

  it('earlier calls of today count for the person: the third one is allowed, the fourth is not (P-CN-2)', async () => {
    const { persons } = people.office;
    await persons.known(PERSON, LOAN);
    const earlier = [contact('c1', '2026-03-10T08:30:00+08:00'), contact('c2', '2026-03-10T09:00:00+08:00')];
    expect(await outcomes(...earlier)).toEqual(['taken', 'taken']);
    expect(await outcomes(...earlier)).toEqual(['duplicate', 'duplicate']);
    const ask = (under: string) => persons.commands.ask(PERSON, askOf(LOAN), under, LI);
    expect(await ask('ask-0001')).toMatchObject({ outcome: 'allowed' });
    const refused = await ask('ask-0002');
    expect([refused.outcome, refused.rules]).toEqual(['refused', expect.arrayContaining(['P-CN-2'])]);
  });

  it('what nobody knows of an earlier call counts as the stricter', async () => {
    const { persons } = people.office;
    await persons.known(PERSON, LOAN);
    const unknown = { answered: undefined, conversation: undefined };
    await bring(...['1', '2', '3'].map((n) => contact(`u${n}`, `2026-03-10T08:${n}0:00+08:00`, unknown)));
    expect(await persons.commands.ask(PERSON, askOf(LOAN), 'ask-0003', LI)).toMatchObject({ outcome: 'refused' });
  });

  it('opt-outs, flags, consents and promises go by the loan, once each', async () => {
    const all = [
      { id: 'o1', ...head, kind: 'opt-out', channel: 'sms' },
      { id: 'f1', ...head, kind: 'flag', flags: ['vulnerable'] },
      {
        id: 'k1',
        ...head,
        kind: 'consent',
        channel: 'all',
        purpose: 'all',
        consent: 'contact-hours',
        given: true,
        from: '2026-01-01',
        hours: '19:00-22:00',
      },
      {
        id: 'p1',
        ...head,
        kind: 'promise',
        madeOn: '2026-03-05',
        currency: 'CNY',
        parts: [{ dueOn: '2026-03-12', amount: '100.00' }],
        method: 'cash',
      },
    ];
    expect(await outcomes(...all)).toEqual(['taken', 'taken', 'taken', 'taken']);
    expect(await outcomes(...all)).toEqual(['duplicate', 'duplicate', 'duplicate', 'duplicate']);
    expect((await people.office.said('person-touched')).map(({ change }) => (change as { kind: string }).kind)).toEqual(
      ['opt-out', 'flag', 'consent'],
    );
    expect(await people.office.said('promise-made')).toMatchObject([{ via: 'cut-over', madeOn: '2026-03-05' }]);
  });

  it('a line that is none is named by its place and its id, and the others are taken', async () => {
    const answers = await bring(
      { id: 'x', kind: 'unheard-of' },
      { ...contact('c9', '2026-03-10T08:30:00+08:00'), person: 'other:P-1' },
      {
        id: 'p2',
        ...head,
        kind: 'promise',
        madeOn: '2026-03-05',
        currency: 'JPY',
        parts: [{ dueOn: '2026-03-12', amount: '1.50' }],
        method: 'cash',
      },
      contact('c10', '2026-03-10T08:30:00+08:00'),
    );
    expect(answers).toEqual([
      { position: 0, line: 'x', outcome: 'rejected', reason: 'unreadable' },
      { position: 1, line: 'c9', outcome: 'rejected', reason: 'tenant-not-yours' },
      { position: 2, line: 'p2', outcome: 'rejected', reason: 'unreadable' },
      { position: 3, line: 'c10', outcome: 'taken' },
    ]);
  });

  it('is over for everybody but a supervisor when Mora has made a contact itself', async () => {
    const { persons, cutOver } = people.office;
    await persons.known(PERSON, LOAN);
    expect(await cutOver.isOver(TENANT)).toBe(false);
    await persons.commands.ask(PERSON, askOf(LOAN), 'ask-0004', LI);
    expect([await cutOver.isOver(TENANT), await cutOver.isOver('other')]).toEqual([true, false]);
  });
});
