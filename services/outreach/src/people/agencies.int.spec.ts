import { addDays, calendarDate as day, loanId } from '@mora/kernel';
import { AgencyFilesController } from '../http/people/agency-files.controller.js';
import { askOf } from '../handlers/person/fixtures.js';
import { FirmAsks } from '../http/people/firm-asks.js';
import { FIRM, LI, LOAN, PERSON, TENANT, TODAY, usePeople } from './fixtures.js';

const people = usePeople();
const OTHER = loanId('demo:L-2');
const files = () => {
  const { office } = people;
  const { persons, asking, register, exchange, rights, db } = office;
  const asks = new FirmAsks(asking, register, rights);
  return new AgencyFilesController(persons.commands, asks, exchange, rights, db.pool);
};
const NDJSON = (...lines: readonly object[]) => lines.map((json) => ({ bytes: Buffer.from(''), json, wrong: null }));
const placements = () => people.db.lines(`select loan_id, agency_id, state, because from placement order by loan_id`);

/** A loan with the firm, and contacts that it may make. */
async function allowed(count = 3) {
  const { office } = people;
  await office.overdue();
  await office.persons.known(PERSON);
  await office.persons.facts(LOAN, PERSON, {}, 99);
  await office.goodFirm();
  await office.place();
  const body = {
    loan: LOAN,
    person: PERSON,
    role: 'borrower',
    channel: 'agency-call',
    count,
    from: TODAY,
    until: addDays(TODAY, 2),
  };
  return files().allow('a1', body as never, LI, 'demo:allow-0001');
}

it('a firm in good order is given a loan; its objections are told all at once', async () => {
  const { office } = people;
  await office.overdue();
  await office.goodFirm();
  expect(await office.place()).toEqual({ kind: 'taken' });
  expect(await placements()).toEqual(['demo:L-1 a1 placed placed']);
  expect(await office.said('agency-placed')).toMatchObject([{ agencyId: 'a1', balance: '500.00', currency: 'CNY' }]);
  expect(await office.place('a1', LOAN, 'again-0001')).toMatchObject({ kind: 'refused', because: 'already-placed' });
  await office.register.change(LI, 'a2', { what: 'registered', name: 'New Ltd', listed: true, certified: false });
  await office.overdue(OTHER);
  expect(await office.place('a2', OTHER)).toMatchObject({
    kind: 'refused',
    because: 'agency-not-good',
    detail: 'document-missing business-licence, document-missing qualification, contract-not-in-force',
  });
});

it('one key is for one loan: the same order under it for another loan is a conflict, and not taken for a repeat', async () => {
  const { office } = people;
  await office.goodFirm();
  for (const loan of [LOAN, OTHER]) await office.overdue(loan);
  const order = { agency: 'a1', until: null, announcedOn: day('2026-03-01') };
  const how = { key: 'one-key-0001', by: LI, said: { agency: 'a1' }, today: TODAY };
  const answers = [];
  for (const loan of [LOAN, LOAN, OTHER]) answers.push((await office.placing.place(loan, order, how)).answer.kind);
  expect(answers).toEqual(['taken', 'duplicate', 'conflict']);
  expect(await placements()).toEqual(['demo:L-1 a1 placed placed']);
});

it('a firm that is suspended, or whose paper runs out, loses all it has; every loan once', async () => {
  const { office } = people;
  await office.goodFirm();
  for (const loan of [LOAN, OTHER]) {
    await office.overdue(loan);
    await office.place('a1', loan);
  }
  expect(await office.sweeper.sweep()).toBe(0);
  await office.register.change(LI, 'a1', { what: 'status', status: 'suspended', because: 'complaints' });
  expect(await Promise.all([office.sweeper.sweep(), office.sweeper.sweep()]).then(([a, b]) => a + b)).toBe(2);
  expect(await placements()).toEqual(['demo:L-1 a1 recalled suspended', 'demo:L-2 a1 recalled suspended']);
  expect(await office.said('agency-recalled')).toHaveLength(2);
  expect(await office.sweeper.sweep()).toBe(0);
});

it('what has run out is looked at by the day of the bank', async () => {
  const { office } = people;
  await office.goodFirm();
  await office.overdue();
  await office.place();
  office.persons.now = Date.parse('2027-12-31T23:59:59+08:00');
  const { objections } = await office.register.of(TENANT, 'a1', office.rights.today());
  expect(objections).not.toContain('document-expired qualification');
  office.persons.now += 1_000;
  expect(await office.sweeper.sweep()).toBe(1);
  expect((await office.register.of(TENANT, 'a1', office.rights.today())).objections).toContain(
    'document-expired qualification',
  );
});

it('every change of the register stays with who made it', async () => {
  const { office } = people;
  await office.goodFirm();
  await office.register.change(LI, 'a1', { what: 'status', status: 'suspended', because: 'complaints' });
  expect(await people.db.lines(`select actor, what from agency_log order by position`)).toEqual([
    'qian registered',
    'qian document',
    'qian document',
    'qian contract',
    'li status',
  ]);
  await expect(
    office.register.change(LI, 'nobody', { what: 'status', status: 'active', because: 'x' }),
  ).rejects.toThrow('404 agency-unknown');
});

it('complaints of borrowers about a firm are counted, and cost it its standing', async () => {
  const { office } = people;
  await office.goodFirm();
  await office.overdue();
  for (const topic of ['tone', 'hours', 'threat']) {
    const saying = { says: 'complaint' as const, about: 'agency' as const, agencyId: 'a1', topic };
    const say = {
      kind: 'say' as const,
      sayId: `s-${topic}`,
      personId: PERSON,
      role: 'borrower' as const,
      via: 'word' as const,
      saying,
    };
    expect(await office.commands.take(LOAN, say, `complain-${topic}`, LI)).toEqual({ kind: 'taken' });
  }
  const { standing, objections } = await office.register.of(TENANT, 'a1', TODAY);
  expect([standing, objections]).toEqual(['suspended', ['complaints-over-quota']]);
});

it('contacts are granted by the gate one by one, and count for everybody until they are reported', async () => {
  const answer = await allowed(4);
  // P-CN-2 and its like are of one day; spread over three days all of them are allowed.
  expect([answer.granted, answer.contacts.length, answer.rules]).toEqual([4, 4, []]);
  const file = await files().placements('a1', FIRM);
  expect(JSON.parse(file) as unknown).toMatchObject({
    loan: LOAN,
    overdue: '500.00',
    allowances: [{ allowanceId: answer.allowanceId, channel: 'agency-call', contacts: answer.contacts }],
  });
  await expect(files().placements('a1', { ...FIRM, agency: 'a2' })).rejects.toThrow('403 not-yours');
});

it('a file that comes twice changes nothing twice; a line with the id of another one is a conflict', async () => {
  const { office } = people;
  const { contacts } = await allowed();
  const head = { loan: LOAN, person: PERSON, role: 'borrower' };
  const called = { result: 'used', channel: 'agency-call', outcome: 'promised', answered: true, conversation: true };
  const lines = NDJSON(
    {
      line: '1',
      ...head,
      ...called,
      contact: contacts[0],
      at: '2026-03-10T11:00:00+08:00',
      promise: { currency: 'CNY', parts: [{ dueOn: '2026-03-20', amount: '100.00' }], method: 'transfer' },
    },
    { line: '2', ...head, contact: contacts[1], result: 'returned' },
    {
      line: '3',
      ...head,
      ...called,
      contact: contacts[2],
      at: '2026-03-10T12:00:00+08:00',
      optOut: 'agency-call',
      complaint: 'tone',
    },
    { line: '4', ...head, contact: 'nothing-of-ours', result: 'returned' },
    { line: '5', ...head, loan: OTHER, contact: contacts[0], result: 'returned' },
    { line: '6', ...head, contact: contacts[0], result: 'used', at: 'yesterday' },
  );
  const outcomes = async (file = lines) =>
    (await office.exchange.take(file, 'a1', FIRM)).map(({ outcome, reason = '' }) => `${outcome} ${reason}`.trim());
  expect(await outcomes()).toEqual([
    'taken',
    'taken',
    'taken',
    'rejected no-reservation',
    'rejected not-yours',
    'rejected unreadable',
  ]);
  const before = await everything();
  expect(before).toEqual(['allowance 3 2 1', 'call 2', 'promise 1', 'complaint 1']);
  expect((await outcomes()).slice(0, 3)).toEqual(['duplicate', 'duplicate', 'duplicate']);
  expect(await everything()).toEqual(before);
  expect(await outcomes(NDJSON({ line: '2', ...head, contact: contacts[0], result: 'returned' }))).toEqual([
    'conflict',
  ]);
});

it('the outcome that a firm reports says what was said: the number of somebody else is dead, a dispute is open', async () => {
  const { office } = people;
  const { contacts } = await allowed();
  const head = { loan: LOAN, person: PERSON, role: 'borrower', result: 'used', channel: 'agency-call' };
  const lines = ['wrong-person', 'disputes'].map((outcome, n) => ({
    ...{ ...head, line: String(n), contact: contacts[n], at: `2026-03-10T1${n}:00:00+08:00`, outcome },
    ...{ answered: true, conversation: n === 1 },
  }));
  expect(await office.exchange.take(NDJSON(...lines), 'a1', FIRM)).toMatchObject([
    { outcome: 'taken' },
    { outcome: 'taken' },
  ]);
  expect(await people.db.lines(`select kind, via from say order by kind`)).toEqual([
    'dispute agency',
    'wrong-person agency',
  ]);
  expect(
    await people.db.lines(`select (payload::jsonb->'change')::text from outbox where payload like '%wrong-point%'`),
  ).toEqual(['{"kind": "wrong-point", "pointId": "mobile-1"}']);
});

it('a firm gives nothing back that was not allowed to it', async () => {
  const { office } = people;
  await allowed(1);
  const staffs = await office.persons.commands.ask(PERSON, { ...askOf(LOAN), versions: {} }, 'demo:staff-01', LI);
  expect(staffs.outcome).toBe('allowed');
  const line = {
    line: '1',
    loan: LOAN,
    person: PERSON,
    role: 'borrower',
    contact: staffs.decisionId,
    result: 'returned',
  };
  expect(await office.exchange.take(NDJSON(line), 'a1', FIRM)).toMatchObject([
    { outcome: 'rejected', reason: 'no-reservation' },
  ]);
  expect(await people.db.lines(`select count(*) from contact_decision where outcome = 'returned'`)).toEqual(['0']);
});

const everything = async () => [
  ...(await people.db.lines(`select 'allowance', granted, used, given_back from allowance`)),
  ...(await people.db.lines(`select 'call', count(*) from contact_log where agency_id = 'a1'`)),
  ...(await people.db.lines(`select 'promise', count(*) from promise where via = 'agency'`)),
  ...(await people.db.lines(`select 'complaint', count(*) from say where agency_id = 'a1'`)),
];

it('a firm that asks just before is answered by the gate, and no more once it has lost its standing', async () => {
  const { office } = people;
  await allowed(1);
  const body = { loan: LOAN, person: PERSON, role: 'borrower', channel: 'agency-call' } as never;
  const ask = (key: string, by = FIRM) => files().ask('a1', body, by, key);
  const yes = await ask('demo:firm-0001');
  expect(yes).toMatchObject({ outcome: 'allowed', rules: [], point: 'mobile-1' });
  expect(await ask('demo:firm-0001')).toEqual(yes);
  await office.register.change(LI, 'a1', { what: 'status', status: 'indicted', because: 'court' });
  const no = await ask('demo:firm-0002');
  expect([no.outcome, no.rules]).toEqual(['refused', expect.arrayContaining(['P-CN-30'])]);
  await expect(ask('demo:firm-0003', { ...FIRM, agency: 'a2' })).rejects.toThrow('403 not-yours');
  await office.sweeper.sweep();
  await expect(ask('demo:firm-0004')).rejects.toThrow('403 not-yours');
});

it('an evaluation at the end of a contract is of the register', async () => {
  const { office } = people;
  await office.goodFirm();
  const at = async (date: string) => (await office.register.of(TENANT, 'a1', day(date))).objections;
  expect(await at('2027-02-01')).toEqual(['not-evaluated-in-time']);
  const said = { conduct: 'fair', results: 'good', dataSecurity: 'good' };
  await office.register.change(LI, 'a1', { what: 'evaluation', on: day('2026-12-01'), ...said, verdict: 'continue' });
  expect(await at('2027-02-01')).toEqual([]);
  await office.register.change(LI, 'a1', { what: 'evaluation', on: day('2027-02-02'), ...said, verdict: 'end' });
  expect(await at('2027-02-03')).toEqual(['evaluated-to-end']);
});

describe('contacts beyond what was allowed', () => {
  const used = (line: string, contact: string, at: string) => ({
    line,
    loan: LOAN,
    person: PERSON,
    role: 'borrower',
    contact,
    result: 'used',
    channel: 'agency-call',
    outcome: 'promised',
    answered: true,
    conversation: true,
    at,
  });
  const report = async (...lines: readonly object[]) =>
    (await people.office.exchange.take(NDJSON(...lines), 'a1', FIRM)).map(({ outcome, reason = '' }) =>
      `${outcome} ${reason}`.trim(),
    );
  const breaches = () => people.db.lines(`select agency_id, loan_id, kind, known_on from agency_breach order by at`);
  const standing = async () => (await people.office.register.of(TENANT, 'a1', TODAY)).objections;

  it('count for everybody, once each, and the second one costs the firm its standing and its loans', async () => {
    const { office } = people;
    const { contacts } = await allowed(1);
    const first = used('1', contacts[0] ?? '', '2026-03-10T09:00:00+08:00');
    const beyond = used('2', 'none-of-ours', '2026-03-10T09:30:00+08:00');
    expect(await report(first, beyond)).toEqual(['taken', 'taken beyond-what-was-allowed']);
    expect(await report(first, beyond)).toEqual(['duplicate', 'duplicate beyond-what-was-allowed']);
    expect(await breaches()).toEqual(['a1 demo:L-1 beyond-what-was-allowed 2026-03-10']);
    expect(await people.db.lines(`select json_array_length(state -> 'history') from person`)).toEqual(['2']);
    expect(await people.db.lines(`select count(*) from contact_log where agency_id = 'a1'`)).toEqual(['2']);
    expect(await standing()).toEqual([]);
    expect(await office.sweeper.sweep()).toBe(0);

    expect(await report(used('3', contacts[0] ?? '', '2026-03-10T09:45:00+08:00'))).toEqual(['taken']);
    expect(await standing()).toEqual(['allowance-breached']);
    expect(await office.sweeper.sweep()).toBe(1);
    expect(await placements()).toEqual(['demo:L-1 a1 recalled allowance-breached']);
  });

  it('a contact that was granted for other days is one too', async () => {
    const { contacts } = await allowed(1);
    expect(await report(used('1', contacts[0] ?? '', '2026-03-09T09:00:00+08:00'))).toEqual(['taken']);
    expect(await breaches()).toEqual(['a1 demo:L-1 outside-its-days 2026-03-10']);
  });
});
