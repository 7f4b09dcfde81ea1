import { addDays, type CalendarDate, calendarDate as day, personId } from '@mora/kernel';
import fc from 'fast-check';
import { loadCalendars } from '../../policies/calendars.js';
import { SHIPPED } from '../../policies/shipped.js';
import type { PaymentBooked } from './credit.js';
import { brokenInARow, judgeAtClose, judgeAtPayment } from './judge.js';
import { lastDayOf, type PartState, type PromiseToPay } from './promise.js';

const holidays = loadCalendars(SHIPPED);
const FRIDAY = '2026-03-06';
const MADE = '2026-03-02';

type Spec = Partial<Omit<PromiseToPay, 'parts' | 'madeOn'>> &
  Readonly<{ madeOn?: string; parts?: readonly (readonly [dueOn: string, minor: number, state?: PartState])[] }>;

const promised = ({ madeOn = MADE, parts = [[FRIDAY, 10_000]], ...terms }: Spec = {}): PromiseToPay => ({
  promiseId: 'p1',
  personId: personId('demo:P-1'),
  role: 'borrower',
  currency: 'CNY',
  method: 'transfer',
  via: 'staff',
  madeOn: day(madeOn),
  calendar: 'cn',
  graceWorkingDays: 1,
  toleranceMinor: 0,
  partlyPercent: 50,
  policy: { id: 'promises', version: 1 },
  known: [],
  parts: parts.map(([dueOn, minor, state = 'open'], n) => ({ number: n + 1, dueOn: day(dueOn), minor, state })),
  ...terms,
});
const paid = (minor: number, valueDate = '2026-03-05', id = `${valueDate}/${minor}`): PaymentBooked => ({
  id,
  minor,
  valueDate: day(valueDate),
});
const said = (verdicts: readonly { number: number; state: string; because: string }[]) =>
  verdicts.map(({ number, state, because }) => `${number} ${state} ${because}`);
const states = (promises: readonly PromiseToPay[]) => promises.flatMap(({ parts }) => parts.map(({ state }) => state));

it.each([
  ['an ordinary weekday', '2026-03-04', 1, '2026-03-05'],
  ['over a weekend', FRIDAY, 1, '2026-03-09'],
  ['over Qingming and its weekend', '2026-04-03', 1, '2026-04-07'],
  ['a Saturday that is worked', '2026-05-08', 1, '2026-05-09'],
  ['no grace, though the day is a Sunday', '2026-03-08', 0, '2026-03-08'],
  ['two days', FRIDAY, 2, '2026-03-10'],
])('%s: a part due on %s with %i working days of grace ends on %s', (_name, dueOn, graceWorkingDays, on) => {
  const terms = { graceWorkingDays, calendar: 'cn' };
  expect(lastDayOf(day(dueOn), terms, holidays)).toEqual({ on, provisional: false });
});

it('holidays that nobody has told leave the plain day, and break no promise', () => {
  const promise = promised({ parts: [['2031-03-07', 100]], madeOn: '2031-03-03' });
  expect(lastDayOf(day('2031-03-07'), promise, holidays)).toEqual({ on: '2031-03-08', provisional: true });
  expect(judgeAtClose([promise], [], holidays, day('2031-06-30')).verdicts).toEqual([]);
  expect(said(judgeAtPayment([promise], [paid(100, '2031-03-08')], holidays).verdicts)).toEqual(['1 kept paid']);
});

// prettier-ignore
it.each<[string, Spec, PaymentBooked[], string[]]>([
  ['all of it on the due day',              {},                       [paid(10_000, FRIDAY)],                      ['1 kept paid']],
  ['all of it on the last day of grace',    {},                       [paid(10_000, '2026-03-09')],                ['1 kept paid']],
  ['a day after the grace',                 {},                       [paid(10_000, '2026-03-10')],                []],
  ['more than promised',                    {},                       [paid(99_999)],                              ['1 kept paid']],
  ['one cent less',                         {},                       [paid(9_999)],                               []],
  ['exactly the tolerance short',           { toleranceMinor: 100 },  [paid(9_900)],                               ['1 kept paid-within-tolerance']],
  ['one cent more than the tolerance short',{ toleranceMinor: 100 },  [paid(9_899)],                               []],
  ['two payments together',                 {},                       [paid(4_000), paid(6_000, '2026-03-09')],    ['1 kept paid']],
  ['money of the day on which it was made', {},                       [paid(10_000, MADE)],                        ['1 kept paid']],
  ['money of the day before',               {},                       [paid(10_000, '2026-03-01')],                []],
  ['money that was there when it was made', { known: ['old'] },       [paid(10_000, MADE, 'old')],                 []],
])('%s', (_name, spec, payments, verdicts) => {
  expect(said(judgeAtPayment([promised(spec)], payments, holidays).verdicts)).toEqual(verdicts);
});

// prettier-ignore
it.each<[string, number, string, string[]]>([
  // what is credited  the day that closes
  ['nothing, the day before the last',     0,      '2026-03-08', []],
  ['nothing, on the last day',             0,      '2026-03-09', ['1 broken not-paid']],
  ['nothing, long after (the lane was behind)', 0, '2026-03-20', ['1 broken not-paid']],
  ['one cent less than half',              4_999,  '2026-03-09', ['1 broken not-paid']],
  ['exactly half',                         5_000,  '2026-03-09', ['1 partly-kept paid-in-part']],
  ['one cent less than all',               9_999,  '2026-03-09', ['1 partly-kept paid-in-part']],
  ['half, the day before the last',        5_000,  '2026-03-08', []],
])('at the close: %s', (_name, minor, closed, verdicts) => {
  const payments = minor === 0 ? [] : [paid(minor)];
  expect(said(judgeAtClose([promised()], payments, holidays, day(closed)).verdicts)).toEqual(verdicts);
});

// prettier-ignore
it.each<[string, PartState, PaymentBooked[], string[], string[]]>([
  // state before      what is left                 said at once                              said when the last day closes
  ['reversed: nothing is left',  'kept',        [],              ['1 open payment-reversed'],   ['1 broken not-paid']],
  ['reversed: half is left',     'kept',        [paid(5_000)],   ['1 open payment-reversed'],   ['1 partly-kept paid-in-part']],
  ['reversed: less than half',   'partly-kept', [paid(4_999)],   ['1 open payment-reversed'],   ['1 broken not-paid']],
  ['reversed: still half',       'partly-kept', [paid(5_000)],   [],                            []],
  ['reversed: nothing was left', 'broken',      [],              [],                            []],
  ['back-dated: all of it',      'broken',      [paid(10_000)],  ['1 open back-dated-payment', '1 kept paid'], []],
  ['back-dated: the rest',       'partly-kept', [paid(10_000)],  ['1 open back-dated-payment', '1 kept paid'], []],
  ['back-dated: half of it',     'broken',      [paid(5_000)],   ['1 open back-dated-payment'], ['1 partly-kept paid-in-part']],
  ['late money is no answer',    'broken',      [paid(10_000, '2026-03-10')], [],               []],
])('judged again, %s', (_name, state, payments, atOnce, atClose) => {
  const now = judgeAtPayment([promised({ parts: [[FRIDAY, 10_000, state]] })], payments, holidays);
  expect(said(now.verdicts)).toEqual(atOnce);
  const closed = judgeAtClose(now.promises, payments, holidays, day('2026-03-09'));
  expect(said(closed.verdicts)).toEqual(atClose);
});

it('a reversal on the last day opens the part again, and money of that day still keeps it', () => {
  const kept = promised({ parts: [[FRIDAY, 10_000, 'kept']] });
  const opened = judgeAtPayment([kept], [], holidays);
  expect(states(opened.promises)).toEqual(['open']);
  const again = judgeAtPayment(opened.promises, [paid(10_000, '2026-03-09')], holidays);
  expect(said(again.verdicts)).toEqual(['1 kept paid']);
  expect(
    said(judgeAtClose(again.promises, [paid(10_000, '2026-03-09')], holidays, day('2026-03-09')).verdicts),
  ).toEqual([]);
});

it('a payment fills the first part, then the next; nothing is spent twice', () => {
  const promise = promised({
    parts: [
      [FRIDAY, 10_000],
      ['2026-03-20', 10_000],
    ],
  });
  const first = judgeAtPayment([promise], [paid(15_000)], holidays);
  expect(said(first.verdicts)).toEqual(['1 kept paid']);
  const both = judgeAtPayment(first.promises, [paid(15_000), paid(5_000, '2026-03-18')], holidays);
  expect(said(both.verdicts)).toEqual(['2 kept paid']);
});

it('money that is too late for one part counts for the next', () => {
  const promise = promised({
    parts: [
      [FRIDAY, 10_000, 'broken'],
      ['2026-03-20', 10_000],
    ],
  });
  expect(said(judgeAtPayment([promise], [paid(10_000, '2026-03-10')], holidays).verdicts)).toEqual(['2 kept paid']);
});

it('the oldest money goes first, so that a later promise still finds what has come since it was made', () => {
  const earlier = promised({ parts: [['2026-03-10', 100]] });
  const later = promised({ promiseId: 'p2', madeOn: '2026-03-05', parts: [['2026-03-20', 100]] });
  const payments = [paid(100, '2026-03-06'), paid(100, '2026-03-03')];
  for (const list of [payments, payments.toReversed()]) {
    expect(states(judgeAtPayment([later, earlier], list, holidays).promises)).toEqual(['kept', 'kept']);
  }
});

it('what was withdrawn spends no money of another promise', () => {
  const withdrawn = promised({ promiseId: 'p0', parts: [[FRIDAY, 10_000, 'withdrawn']] });
  const { verdicts } = judgeAtPayment([withdrawn, promised()], [paid(10_000)], holidays);
  expect(verdicts).toEqual([{ promiseId: 'p1', number: 1, state: 'kept', credited: 10_000, because: 'paid' }]);
});

it('a large amount loses no cent to the percent', () => {
  const most = 2 ** 52;
  const promise = promised({ parts: [[FRIDAY, most]], partlyPercent: 50 });
  expect(states(judgeAtClose([promise], [paid(most / 2 - 1)], holidays, day('2026-03-09')).promises)).toEqual([
    'broken',
  ]);
  expect(states(judgeAtClose([promise], [paid(most / 2)], holidays, day('2026-03-09')).promises)).toEqual([
    'partly-kept',
  ]);
});

// prettier-ignore
it.each<[PartState[], number]>([
  [[], 0],
  [['broken'], 1],
  [['broken', 'broken', 'broken'], 3],
  [['broken', 'kept', 'broken'], 1],
  [['broken', 'partly-kept'], 0],
  [['broken', 'withdrawn', 'broken', 'open'], 2],
])('%j: %i broken in a row', (row, count) => {
  const parts = row.map((state, n) => [addDays(day(FRIDAY), n), 100, state] as const);
  expect(brokenInARow([promised({ parts })])).toBe(count);
});

/** Books one payment after the other, takes some back, and closes every day on the way. */
function story(payments: readonly PaymentBooked[], reversed: ReadonlySet<string>, until: CalendarDate) {
  let promises: readonly PromiseToPay[] = [
    promised({
      parts: [
        [FRIDAY, 900],
        ['2026-03-11', 700],
        ['2026-03-20', 500],
      ],
    }),
    promised({ promiseId: 'p2', madeOn: '2026-03-06', parts: [['2026-03-13', 600]] }),
  ];
  let known: PaymentBooked[] = [];
  for (const payment of payments) {
    known = [...known, payment];
    ({ promises } = judgeAtPayment(promises, known, holidays));
  }
  known = known.filter(({ id }) => !reversed.has(id));
  ({ promises } = judgeAtPayment(promises, known, holidays));
  return judgeAtClose(promises, known, holidays, until).promises;
}

it('does not depend on the order in which payments are booked', () => {
  const some = fc.array(fc.tuple(fc.integer({ min: 1, max: 900 }), fc.integer({ min: 0, max: 22 }), fc.boolean()), {
    maxLength: 8,
  });
  const shuffled = some.chain((list) => {
    const payments = list.map(([minor, n], nth) => paid(minor, addDays(day(MADE), n), `t${nth}`));
    const reversed = new Set(payments.filter((_, nth) => list[nth]?.[2]).map(({ id }) => id));
    return fc.tuple(
      fc.constant(payments),
      fc.shuffledSubarray(payments, { minLength: payments.length }),
      fc.constant(reversed),
      fc.integer({ min: 0, max: 30 }),
    );
  });
  fc.assert(
    fc.property(shuffled, ([payments, others, reversed, n]) => {
      const until = addDays(day(MADE), n);
      expect(story(others, reversed, until)).toEqual(story(payments, reversed, until));
    }),
    { numRuns: 500 },
  );
});

it('more money never makes a promise worse, and never credits more than was paid', () => {
  const rank: readonly PartState[] = ['broken', 'partly-kept', 'kept'];
  const some = fc.array(fc.tuple(fc.integer({ min: 1, max: 900 }), fc.integer({ min: 0, max: 9 })), {
    minLength: 1,
    maxLength: 6,
  });
  fc.assert(
    fc.property(some, (list) => {
      const payments = list.map(([minor, n], nth) => paid(minor, addDays(day(MADE), n), `t${nth}`));
      const end = day('2026-03-31');
      const all = judgeAtClose(
        [
          promised({
            parts: [
              [FRIDAY, 900],
              ['2026-03-11', 700],
            ],
          }),
        ],
        payments,
        holidays,
        end,
      );
      const less = judgeAtClose(
        [
          promised({
            parts: [
              [FRIDAY, 900],
              ['2026-03-11', 700],
            ],
          }),
        ],
        payments.slice(1),
        holidays,
        end,
      );
      const credited = all.verdicts.reduce((sum, one) => sum + one.credited, 0);
      expect(credited).toBeLessThanOrEqual(payments.reduce((sum, { minor }) => sum + minor, 0));
      for (const [n, state] of states(less.promises).entries()) {
        expect(rank.indexOf(states(all.promises)[n] as PartState)).toBeGreaterThanOrEqual(rank.indexOf(state));
      }
    }),
    { numRuns: 500 },
  );
});
