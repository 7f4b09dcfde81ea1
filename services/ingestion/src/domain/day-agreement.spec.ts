import { calendarDate as day } from '@mora/kernel';
import { type Count, type Declared, isIncomplete, judgeDay, mayClose, type Party } from './day-agreement.js';

const core: Party = { source: 'core', door: null, longestClose: 3 };
const close = (over: Partial<Declared> = {}): Declared => ({
  source: 'core',
  door: null,
  from: day('2026-03-09'),
  date: day('2026-03-09'),
  fromDeclared: false,
  records: 3,
  totals: { CNY: 700n },
  ...over,
});
const count = (over: Partial<Count> = {}): Count => ({
  source: 'core',
  day: day('2026-03-09'),
  door: -1,
  currency: 'CNY',
  records: 2,
  minor: 700n,
  ...over,
});
const plain = count({ currency: '', records: 1, minor: 0n });
const stateOf = (closes: Declared[], counts: Count[], on = '2026-03-09', party = core) =>
  judgeDay(day(on), [party], closes, counts)[0]?.state;

// prettier-ignore
it.each([
  ['nothing declared',                    [],                                   [count(), plain],                    'missing'],
  ['count and total agree',               [close()],                            [count(), plain],                    'agrees'],
  ['a record too few',                    [close()],                            [count()],                           'differs'],
  ['a record too many',                   [close()],                            [count(), plain, plain],             'differs'],
  ['a cent too little',                   [close()],                            [count({ minor: 699n }), plain],     'differs'],
  ['another currency',                    [close()],                            [count({ currency: 'EUR' }), plain], 'differs'],
  ['a total of nought may be left out',   [close({ records: 1, totals: {} })],  [plain],                             'agrees'],
  ['a total of nought may be declared',   [close({ totals: { CNY: 700n, EUR: 0n } })], [count(), plain],             'agrees'],
  ['records of another source',           [close()],                            [count({ source: 'x' }), plain],     'differs'],
  ['records of another day',              [close()],                            [count({ day: day('2026-03-10') }), plain], 'differs'],
  ['the close of an earlier day',         [close({ from: day('2026-03-08'), date: day('2026-03-08') })], [],         'missing'],
  ['the close of a later day alone',      [close({ from: day('2026-03-10'), date: day('2026-03-10') })], [],         'skipped'],
])('%s: %s', (_rule, closes, counts, state) => {
  expect(stateOf(closes, counts)).toBe(state);
});

const span = close({ from: day('2026-03-07'), date: day('2026-03-09') });
const spread = [count({ day: day('2026-03-07') }), plain];
it.each(['2026-03-07', '2026-03-08', '2026-03-09'])('a close over a weekend closes %s with its whole sum', (on) => {
  expect(stateOf([span], spread, on)).toBe('agrees');
});

it.each([
  ['2026-03-11', false, 'agrees'],
  ['2026-03-12', false, 'too-long'],
  ['2026-03-12', true, 'agrees'],
])('a close of three days at most, that ends on %s and names its first day: %s, is %s', (date, fromDeclared, state) => {
  expect(stateOf([close({ date: day(date), fromDeclared })], [count(), plain])).toBe(state);
});

it('a source that closes each partition by itself is judged by each', () => {
  const parties = [0, 1].map((door) => ({ ...core, door }));
  const states = judgeDay(
    day('2026-03-09'),
    parties,
    [close({ door: 0 })],
    [count({ door: 0 }), { ...plain, door: 0 }],
  );
  expect(states.map(({ state }) => state)).toEqual(['agrees', 'missing']);
});

it.each([
  ['no source is waited for', [], false, false],
  ['all agree', [close()], true, false],
  ['one has not closed', [], false, false],
  ['one differs', [close({ records: 4 })], false, true],
  [
    'one has closed a later day, and this one not',
    [close({ from: day('2026-03-10'), date: day('2026-03-10') })],
    false,
    true,
  ],
])('%s: the day may close %#', (rule, closes, closable, incomplete) => {
  const parties = rule === 'no source is waited for' ? [] : [core];
  const states = judgeDay(day('2026-03-09'), parties, closes, [count(), plain]);
  expect([mayClose(states), isIncomplete(states)]).toEqual([closable, incomplete]);
});
