import type { LoanId } from '@mora/kernel';
import { outreachPersonTouched } from '@mora/contracts';
import { askOf, heartbeat, MORNING, partyOf, PERSON, usePersonLanes, WANG } from './fixtures.js';

const lanes = usePersonLanes();
const LOAN = 'demo:L-1';
const MINUTE = 60_000;

const ask = (key: string, over: Parameters<typeof askOf>[1] = {}) =>
  lanes.world.commands.ask(PERSON, askOf(LOAN, over), key, WANG);
const used = (at: string, over: object = {}) => ({
  kind: 'used' as const,
  at: Date.parse(at),
  answered: false,
  conversation: false,
  code: 'no-answer',
  ...over,
});

describe('somebody who asks just before a call', () => {
  beforeEach(() => lanes.world.known(PERSON, LOAN));

  it('is given ten minutes, and the loan is told', async () => {
    const answer = await ask('key-1');
    expect(answer).toMatchObject({
      outcome: 'allowed',
      rules: [],
      pointId: 'mobile-1',
      reservedUntil: MORNING + 10 * MINUTE,
    });
    const [said] = await lanes.world.said('contact-answered');
    expect(said).toMatchObject({
      contactId: answer.decisionId,
      reservation: { id: answer.decisionId },
      decision: { outcome: 'allowed', collector: { kind: 'staff', id: 'wang' }, step: null },
    });
  });

  it('is given the same answer for the same key, and no second contact', async () => {
    const first = await ask('key-1');
    lanes.world.now += 5 * MINUTE;
    expect(await ask('key-1')).toEqual(first);
    expect(await lanes.db.lines(`select count(*) from contact_decision`)).toEqual(['1']);
  });

  it('is told where the key came before with another question', async () => {
    await ask('key-1');
    await expect(ask('key-1', { channel: 'sms' })).rejects.toMatchObject({
      response: { reason: 'idempotency-key-reused' },
    });
  });

  it('is refused at night with the first hour of the day, and the refusal is kept like a yes', async () => {
    lanes.world.now = Date.parse('2026-03-10T22:00:00+08:00');
    await lanes.world.bring(heartbeat('2026-03-10'));
    const answer = await ask('key-1');
    expect(answer).toMatchObject({
      outcome: 'refused',
      rules: ['P-CN-1', 'P-CN-10'],
      nextAllowedAt: Date.parse('2026-03-11T08:00:00+08:00'),
      reservedUntil: null,
    });
    expect(await ask('key-1')).toEqual(answer);
  });

  it('never outlasts the hours in which it is allowed', async () => {
    lanes.world.now = Date.parse('2026-03-10T21:55:00+08:00');
    expect(await ask('key-1')).toMatchObject({ reservedUntil: Date.parse('2026-03-10T22:00:00+08:00') });
  });

  it('is refused where the loan’s lane has said more than is known here', async () => {
    expect(await ask('key-1', { versions: { says: 2 } })).toMatchObject({
      outcome: 'refused',
      rules: ['facts-behind'],
    });
  });

  it('is refused where the loan’s own day is not known up to yesterday', async () => {
    expect(await ask('key-1', { spineKnown: false })).toMatchObject({ outcome: 'refused', rules: ['not-known-yet'] });
  });

  it('is refused about a loan that the person has nothing to do with', async () => {
    expect(await lanes.world.commands.ask(PERSON, askOf('demo:L-9'), 'key-1', WANG)).toMatchObject({
      rules: ['facts-behind'],
    });
  });

  it('counts as a call that was answered until somebody says that it was not', async () => {
    const asked = [await ask('key-1'), await ask('key-2'), await ask('key-3')];
    expect(await ask('key-4')).toMatchObject({ outcome: 'refused' });
    const [first] = asked;
    const given = used('2026-03-10T10:02:00+08:00');
    expect(await lanes.world.commands.giveBack(PERSON, first?.decisionId ?? '', given, 'back-1')).toEqual({
      kind: 'taken',
    });
    expect(await ask('key-5')).toMatchObject({ outcome: 'allowed' });
  });

  it('may be given back once', async () => {
    const { decisionId } = await ask('key-1');
    const back = (key: string, id = decisionId) => lanes.world.commands.giveBack(PERSON, id, { kind: 'returned' }, key);
    expect(await back('back-1')).toEqual({ kind: 'taken' });
    expect(await back('back-1')).toEqual({ kind: 'duplicate' });
    expect(await back('back-2')).toMatchObject({ kind: 'refused', because: 'no-reservation' });
    expect(
      await lanes.db.lines(`select decision_id = $1, outcome from contact_decision order by decided_at, outcome`, [
        decisionId,
      ]),
    ).toEqual(['true allowed', 'true returned']);
  });

  it('is given back by nobody else, and a report of another year frees nothing', async () => {
    const { decisionId } = await ask('key-1');
    const reporter = (id: string) => ({ id, hasTaken: false });
    const back = (key: string, outcome: Parameters<typeof lanes.world.commands.giveBack>[2], by: string) =>
      lanes.world.commands.giveBack(PERSON, decisionId, outcome, key, null, null, reporter(by));
    expect(await back('back-1', { kind: 'returned' }, 'zhao')).toMatchObject({ because: 'no-reservation' });
    const before = await alarms('contact-out-of-time');
    expect(await back('back-2', used('2020-01-01T10:00:00+08:00'), WANG.subject)).toEqual({ kind: 'taken' });
    expect((await alarms('contact-out-of-time')) - before).toBe(1);
    expect(await lanes.db.lines(`select (state #>> '{history,0,at}')::bigint = ${MORNING} from person`)).toEqual([
      'true',
    ]);
  });

  it('stays counted where nobody reports, and somebody is told', async () => {
    const before = await alarms();
    await ask('key-1');
    await lanes.world.at('2026-03-10T11:00:00+08:00');
    expect((await alarms()) - before).toBe(1);
    expect(await lanes.db.lines(`select state #>> '{history,0,state}' from person`)).toEqual(['reserved']);
  });

  it('raises no alarm where somebody has reported', async () => {
    const before = await alarms();
    const { decisionId } = await ask('key-1');
    await lanes.world.commands.giveBack(PERSON, decisionId, used('2026-03-10T10:02:00+08:00'), 'back-1');
    await lanes.world.at('2026-03-10T12:00:00+08:00');
    expect((await alarms()) - before).toBe(0);
  });
});

const alarms = async (alarm = 'contact-unreported') => {
  const metric = await lanes.world.metrics.alarms.get();
  return metric.values.filter(({ labels }) => labels['alarm'] === alarm).reduce((n, { value }) => n + value, 0);
};

describe('what restricts a person who is held', () => {
  it('is taken at once, and nobody is allowed anything', async () => {
    await lanes.world.known(PERSON, LOAN);
    await lanes.world.bring(partyOf('P-1', 2, { language: 'Klingon' }));
    await lanes.db.pool.query(
      `insert into held_subject (space, subject, partition, since, reason, detail, cause_id)
       values ('person', $1, $2, '2026-03-10', 'contract', '', 'c')`,
      [PERSON, lanes.world.engine.partitionOf(PERSON)],
    );
    const change = { kind: 'opt-out' as const, channel: 'all' as const, via: 'word' };
    await lanes.world.told(outreachPersonTouched, PERSON, { loanId: LOAN as LoanId, personId: PERSON, change });
    expect(await lanes.db.lines(`select state #>> '{optOuts,0,channel}' from person`)).toEqual(['all']);
    await expect(ask('key-1')).rejects.toMatchObject({ status: 409 });
  });
});

describe('an agency that works offline', () => {
  const agency = { standing: 'good' as const, announcedOn: '2026-01-05' as never, listed: true, certified: true };
  const collector = { kind: 'agency' as const, id: 'a-1', agency };
  const grant = (count: number, from: string, until: string) => ({
    ...askOf(LOAN, { channel: 'agency-call', collector }),
    count,
    from: from as never,
    until: until as never,
  });
  const allow = (key: string, count: number, from = '2026-03-11', until = '2026-03-12') =>
    lanes.world.commands.allow(PERSON, grant(count, from, until), key);
  const rows = () =>
    lanes.db.lines(`select agency_id, granted, used, given_back, valid_from, valid_until from allowance`);

  beforeEach(() => lanes.world.known(PERSON, LOAN));

  it('is granted what the gate allows of it, counted as made', async () => {
    expect(await allow('allow-1', 2)).toMatchObject({ outcome: 'allowed', granted: 2, rules: [] });
    expect(await rows()).toEqual(['a-1 2 0 0 2026-03-11 2026-03-12']);
    const days = await lanes.db.lines(
      `select to_char(planned_for at time zone 'Asia/Shanghai', 'YYYY-MM-DD') from contact_decision order by 1`,
    );
    expect(days).toEqual(['2026-03-11', '2026-03-12']);
  });

  it('is granted no more than a day’s calls for one day, with the rule that ends it', async () => {
    expect(await allow('allow-1', 5, '2026-03-11', '2026-03-11')).toMatchObject({
      outcome: 'allowed',
      granted: 3,
      rules: expect.arrayContaining(['P-CN-2']),
    });
  });

  it('leaves nothing for staff on the days that it has used up', async () => {
    await allow('allow-1', 3, '2026-03-11', '2026-03-11');
    await lanes.world.bring(heartbeat('2026-03-10'));
    lanes.world.now = Date.parse('2026-03-11T10:00:00+08:00');
    expect(await ask('key-1')).toMatchObject({ outcome: 'refused', rules: expect.arrayContaining(['P-CN-2']) });
  });

  it('gives back by the allowance, one contact at a time', async () => {
    const { decisionId } = await allow('allow-1', 2);
    const back = (key: string, outcome: Parameters<typeof lanes.world.commands.giveBack>[2]) =>
      lanes.world.commands.giveBack(PERSON, decisionId, outcome, key);
    expect(await back('back-1', used('2026-03-11T09:00:00+08:00'))).toEqual({ kind: 'taken' });
    expect(await back('back-2', { kind: 'returned' })).toEqual({ kind: 'taken' });
    expect(await back('back-3', { kind: 'returned' })).toMatchObject({ kind: 'refused', because: 'no-reservation' });
    expect(await rows()).toEqual(['a-1 2 1 1 2026-03-11 2026-03-12']);
  });

  it.each([
    ['2026-03-12', '2026-03-11'],
    ['2026-03-09', '2026-03-11'],
    ['2026-03-11', '2026-04-11'],
  ])('is refused from %s to %s', async (from, until) => {
    await expect(allow('allow-1', 1, from, until)).rejects.toMatchObject({ response: { reason: 'allowance-days' } });
  });
});

describe('contacts from before', () => {
  it('count as the ones that Mora has made', async () => {
    await lanes.world.known(PERSON, LOAN);
    const past = [1, 2, 3].map((n) => ({
      id: `old-${n}`,
      at: MORNING - n * MINUTE,
      loanId: LOAN as LoanId,
      channel: 'call' as const,
      purpose: 'collection' as const,
      role: 'borrower' as const,
      collector: 'staff' as const,
      pointId: null,
      direction: 'out' as const,
      state: 'used' as const,
      answered: true,
      conversation: true,
      consented: false,
    }));
    expect(await lanes.world.commands.import(PERSON, past, 'import-1')).toEqual({ kind: 'taken' });
    expect(await lanes.world.commands.import(PERSON, past, 'import-2')).toEqual({ kind: 'taken' });
    expect(await lanes.db.lines(`select json_array_length(state -> 'history') from person`)).toEqual(['3']);
    expect(await ask('key-1')).toMatchObject({ outcome: 'refused', rules: expect.arrayContaining(['P-CN-2']) });
  });
});
