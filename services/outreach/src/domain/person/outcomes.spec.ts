import { decidePerson } from './decide-person.js';
import { ask, decide, givenBack, known, LOAN, on, planned, reported, touch } from './fixtures.js';
import type { PersonState } from './state.js';

const NOON = on('2026-03-10T12:00');
const asked = (...ids: readonly string[]): PersonState =>
  ids.reduce((state, id) => decide(state, ask(id), on('2026-03-10T10:00')).next, known);
/** Of every contact that counts when, and how it is known: as the wall clock of Shanghai shows it. */
const counted = ({ history }: PersonState) =>
  history.map(({ at, state }) => `${new Date(at + 8 * 3_600_000).toISOString().slice(0, 16)} ${state}`);
const allowedNext = (state: PersonState, at = NOON): boolean =>
  decide(state, ask('next'), at).next.history.length > state.history.length;

describe('the instant at which a report counts', () => {
  // prettier-ignore
  it.each([
    ['years before',                         '2020-01-01T10:00', '2026-03-10T10:00', true],
    ['a little before, as clocks differ',    '2026-03-10T09:59', '2026-03-10T10:00', false],
    ['more than a little before',            '2026-03-10T09:58', '2026-03-10T10:00', true],
    ['within the reservation',               '2026-03-10T10:07', '2026-03-10T10:07', false],
    ['a minute behind its end',              '2026-03-10T10:11', '2026-03-10T10:11', false],
    ['after its end: it was made all the same', '2026-03-10T10:12', '2026-03-10T10:12', true],
    ['a time to come',                       '2030-01-01T10:00', '2026-03-10T12:00', true],
  ])('%s', (_when, at, counts, isTold) => {
    const { next, alarms = [] } = decide(asked('d'), reported('d', at), NOON);
    expect([counted(next), alarms]).toEqual([[`${counts} used`], isTold ? ['contact-out-of-time'] : []]);
    const used = { kind: 'used' as const, at: Date.parse(`${at}+08:00`), answered: true, conversation: true, code: 'x' };
    expect(counted(decide(asked('d'), givenBack('d', used), NOON).next)).toEqual([`${counts} used`]);
  });

  it('frees no counter, wherever a report puts the calls', () => {
    for (const at of ['2020-01-01T10:00', '2026-03-09T10:00', '2026-03-10T10:05', '2030-01-01T10:00']) {
      const three = ['a', 'b', 'c'].reduce(
        (state, id) => decide(state, reported(id, at), NOON).next,
        asked('a', 'b', 'c'),
      );
      expect([at, allowedNext(three)]).toEqual([at, false]);
    }
  });
});

describe('a second report under one permission', () => {
  const call = (at: string, reportId: string) => reported('d', at, { reportId });
  const first = decide(asked('d'), call('2026-03-10T10:02', 'call-1'), NOON).next;

  it.each([
    ['the same call again', call('2026-03-10T10:02', 'call-1'), 1],
    ['another call', call('2026-03-10T10:04', 'call-2'), 2],
    ['another call of the same minute', call('2026-03-10T10:02', 'call-2'), 2],
    ['another call before it', call('2026-03-10T10:01', 'call-2'), 2],
  ])('%s', (_what, event, contacts) => {
    const { next, alarms = [] } = decide(first, event, NOON);
    expect([next.history.length, alarms]).toEqual([contacts, contacts > 1 ? ['contact-reported-twice'] : []]);
    expect(decide(next, event, NOON).next.history).toHaveLength(contacts);
  });

  it('five calls under one permission are five', () => {
    const ids = ['1', '2', '3', '4', '5'];
    const five = ids.reduce((state, id) => decide(state, call('2026-03-10T10:02', id), NOON).next, asked('d'));
    expect([five.history.length, allowedNext(five)]).toEqual([5, false]);
  });

  it('one call that is reported and logged is one; where both differ it counts as either', () => {
    const at = Date.parse('2026-03-10T10:02+08:00');
    const used = { kind: 'used' as const, at, answered: false, conversation: false, code: 'no-answer' };
    const both = decide(decide(asked('d'), givenBack('d', used), NOON).next, call('2026-03-10T10:02', 'call-1'), NOON);
    expect(both.next.history).toMatchObject([{ state: 'used', answered: null, conversation: null }]);
    expect(both.alarms ?? []).toEqual([]);
    const again = decidePerson(both.next, givenBack('d', used), NOON);
    expect(again).toMatchObject({ refuse: { because: 'reported-already' } });
    const other = decide(both.next, givenBack('d', { ...used, at: at + 60_000 }), NOON);
    expect([other.next.history.length, other.alarms]).toEqual([2, ['contact-reported-twice']]);
  });
});

describe('giving back', () => {
  const back = (state: PersonState, id: string, staff: Parameters<typeof givenBack>[2]) => {
    const step = decidePerson(state, givenBack(id, { kind: 'returned' }, staff), NOON);
    return 'refuse' in step ? step.refuse.because : step.next.history.length;
  };
  const robots = planned();
  const task = planned({ channels: ['call'], purpose: 'collection' });
  const idOf = ({ history }: PersonState) => history[0]?.id ?? '';

  // prettier-ignore
  it.each([
    ['one’s own',                                asked('d'), 'd',           { id: 'li', hasTaken: false },   0],
    ['somebody else’s',                          asked('d'), 'd',           { id: 'zhao', hasTaken: false }, 'no-reservation'],
    ['a message of a robot',                     robots,     idOf(robots),  { id: 'li', hasTaken: false },   'no-reservation'],
    ['a message of a robot, whatever was taken', robots,     idOf(robots),  { id: 'li', hasTaken: true },    'no-reservation'],
    ['a task that nobody has taken',             task,       idOf(task),    { id: 'li', hasTaken: false },   'no-reservation'],
    ['a task that one has taken',                task,       idOf(task),    { id: 'li', hasTaken: true },    0],
  ])('%s', (_what, state, id, staff, left) => {
    expect([state.history.length, back(state, id, staff)]).toEqual([1, left]);
  });

  it('nothing that was made: a loan that gives it back afterwards changes nothing', () => {
    const made = decide(asked('d'), reported('d', '2026-03-10T10:02'), NOON).next;
    expect(decide(made, reported('d', '2026-03-10T10:03', { outcome: 'returned' }), NOON).next).toBe(made);
  });
});

it('a message that left although it had been given back counts again', () => {
  const robots = planned();
  const id = robots.history[0]?.id ?? '';
  const said = { channel: 'sms' as const, answered: null, conversation: null };
  const back = decide(robots, reported(id, '2026-03-10T10:30', { ...said, outcome: 'returned' }), NOON).next;
  expect(back.history).toEqual([]);
  const made = { ...said, role: 'borrower' as const, purpose: 'reminder' as const, pointId: 'm', by: 'robot' as const };
  const left = decide(back, reported(id, '2026-03-10T10:30', made), NOON).next;
  expect(left.history).toMatchObject([{ id, channel: 'sms', purpose: 'reminder', collector: 'robot', state: 'used' }]);
  expect(decide(left, reported(id, '2026-03-10T10:30', made), NOON).next).toBe(left);
});

it('of a contact that nobody knows what is not said counts as the strictest', () => {
  const { next } = decide(known, reported('x', '2026-03-10T10:30', { answered: null, conversation: null }), NOON);
  expect(next.history).toMatchObject([{ purpose: 'collection', role: 'borrower', pointId: null, direction: 'out' }]);
});

describe('a person who calls the bank', () => {
  const american: PersonState = {
    ...known,
    party: known.party && { ...known.party, timeZone: 'America/New_York', jurisdiction: 'US-NY' },
  };
  const agency = { standing: 'good' as const, announcedOn: '2026-01-05' as never, listed: true, certified: true };
  const firm = { channel: 'agency-call' as const, collector: { kind: 'agency' as const, id: 'a-1', agency } };
  const MORNING = on('2026-03-11T00:00'); // noon of the tenth in New York
  const rules = (state: PersonState) =>
    decide(state, ask('d', firm), MORNING).next.writes.decisions.flatMap((decision) => decision.rules);
  const incoming = (conversation: boolean) =>
    reported('call-1', '2026-03-10T23:00', { direction: 'in', answered: true, conversation, reportId: 'call-1' });

  it('is no attempt of the bank’s, and the talk keeps others from calling for seven days', () => {
    const { next } = decide(american, incoming(true), MORNING);
    expect(next.history).toMatchObject([{ id: 'call-1', direction: 'in', loanId: LOAN, conversation: true }]);
    expect(rules(american)).not.toContain('P-US-2b');
    expect(rules(next)).toContain('P-US-2b');
    expect(rules(decide(american, incoming(false), MORNING).next)).not.toContain('P-US-2b');
  });
});

it('one number is one contact point, under however many ids', () => {
  const ids = ['m', 'm2', 'm3'];
  const party = known.party && {
    ...known.party,
    points: ids.map((id) => ({ ...known.party!.points[0]!, id, print: 'same' })),
  };
  const dial = (state: PersonState, nth: number) => {
    const asking = decide(state, ask(`d${nth}`, { pointId: ids[nth % 3] as string }), on('2026-03-10T10:00')).next;
    return decide(asking, reported(`d${nth}`, '2026-03-10T10:00', { answered: false, conversation: false }), NOON).next;
  };
  const six = [0, 1, 2, 3, 4, 5].reduce(dial, { ...known, party });
  expect(six.history).toHaveLength(6);
  for (const pointId of ids) {
    const { writes } = decide(six, ask('d7', { pointId }), NOON).next;
    expect(writes.decisions.at(-1)).toMatchObject({ outcome: 'refused', rules: ['P-CN-11'] });
  }
});

it('a number that was found dead stays so under every id, even where the ledger had dropped it', () => {
  const party = (version: number, ...points: readonly (readonly [string, string])[]) => ({
    kind: 'party' as const,
    facts: {
      ...known.party!,
      version,
      points: points.map(([id, print]) => ({ ...known.party!.points[0]!, id, print })),
    },
    fields: [],
  });
  const two = decide(known, party(2, ['a', 'one'], ['b', 'one'], ['c', 'two']), NOON).next;
  const dead = (state: PersonState) => state.party?.points.filter((point) => point.dead).map(({ id }) => id);
  const buried = decide(two, touch({ kind: 'wrong-point', pointId: 'b' }), NOON).next;
  expect(dead(buried)).toEqual(['a', 'b']);
  expect(dead(decide(buried, party(3, ['z', 'one'], ['b', 'new']), NOON).next)).toEqual(['z']);
  const gone = decide(buried, party(3, ['c', 'two']), NOON).next;
  expect(dead(decide(gone, party(4, ['y', 'one'], ['c', 'two']), NOON).next)).toEqual(['y']);
});
