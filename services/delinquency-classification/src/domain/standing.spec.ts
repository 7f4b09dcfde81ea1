import { calendarDate as day } from '@mora/kernel';
import { loadPolicies } from '../policies.js';
import {
  becomes,
  charged,
  LOAN,
  LoanStory,
  paid,
  paused,
  registered,
  scheduled,
  snapshot,
  takenBack,
} from './fixtures.js';
import { decide } from './standing.js';

const policies = loadPolicies();
const story = (openDay = '2026-03-01') => new LoanStory(policies, day(openDay)).take(registered('2026-03-01'));

// 1,000.00 due on 8 March and again on 8 April
const twoMonths = scheduled([
  ['2026-03-08', 100_000],
  ['2026-04-08', 100_000],
]);

// prettier-ignore
it.each([
  // rule                                                 paid  closed up to  bucket  touched next on
  ['before the first due date nothing is late',              0, '2026-03-07', 'M0',  '2026-03-09'],
  ['the due date itself is not late',                        0, '2026-03-08', 'M0',  '2026-03-09'],
  ['the day after is one day late',                          0, '2026-03-09', 'M1',  '2026-04-08'],
  ['thirty days is still the first bucket',                  0, '2026-04-07', 'M1',  '2026-04-08'],
  ['thirty-one days is the second',                          0, '2026-04-08', 'M2',  '2026-04-09'],
  ['a cent short is unpaid',                            99_999, '2026-03-09', 'M1',  '2026-04-08'],
  ['the oldest instalment paid, the next one counts',  100_000, '2026-04-09', 'M1',  '2026-05-09'],
  ['all paid, no day will ever change it',             200_000, '2026-12-31', 'M0',  null],
  ['the last bucket waits for the last class',               0, '2026-12-31', 'M7+', '2027-03-04'],
  ['loss in the last bucket has no way out by time',         0, '2027-03-04', 'M7+', null],
])('%s', (_rule, minor, upTo, bucket, next) => {
  const { standing } = story().take(twoMonths, paid('p', '2026-03-01', minor)).close(upTo);
  expect(standing?.judgement.buckets).toEqual({ 'm-table': bucket });
  expect(standing?.nextTransitionOn).toBe(next);
});

// prettier-ignore
it.each([
  ['2026-06-06', 'special-mention'], // 90 days
  ['2026-06-07', 'substandard'], // more than 90
  ['2026-12-03', 'substandard'], // 270
  ['2026-12-04', 'doubtful'],
  ['2027-03-03', 'doubtful'], // 360
  ['2027-03-04', 'loss'],
])('unpaid since 8 March, at the close of %s a loan is %s', (upTo, expected) => {
  const { standing } = story().take(twoMonths).close(upTo);
  expect(standing?.judgement.classes).toEqual({ 'prc-five-tier': expected });
});

it('due on the 8th: the mark of the 9th tells that it is one day late', () => {
  const loan = story().take(twoMonths).close('2026-03-08');
  expect(loan.sentences).toEqual([]);
  expect(loan.close('2026-03-09').sentences).toEqual([
    '2026-03-09 started at 1',
    '2026-03-09 M0 → M1 at 1',
    '2026-03-09 normal → special-mention at 1',
  ]);
  expect(loan.told[0]).toEqual({
    kind: 'started',
    episodeId: `${LOAN}:2026-03-09:1`,
    first: true,
    cutOver: false,
    asOf: '2026-03-09',
    startedOn: '2026-03-09',
    oldestUnpaidOn: '2026-03-08',
    daysPastDue: 1,
    overdue: { total: 100_000, principal: 100_000, interest: 0, fee: 0, penalty: 0 },
    policy: { id: 'default-product', version: 1, rule: 'overdue from the day after the due date' },
  });
});

it('money that comes within the 9th still prevents the start', () => {
  const loan = story()
    .take(twoMonths)
    .close('2026-03-08')
    .take(paid('p', '2026-03-09', 100_000))
    .close('2026-03-20');
  expect(loan.sentences).toEqual([]);
});

it('a payment cures at once, within the open day', () => {
  const loan = story()
    .take(twoMonths)
    .close('2026-03-09')
    .take(paid('p', '2026-03-10', 100_000));
  expect(loan.sentences.slice(3)).toEqual([
    '2026-03-10 M1 → M0 at 0',
    '2026-03-10 special-mention → normal at 0',
    '2026-03-10 cured by paid',
  ]);
  expect(loan.told.at(-1)).toMatchObject({ startedOn: '2026-03-09', daysPastDueBefore: 1 });
});

it('half a payment makes nobody a day later before the day has closed', () => {
  const loan = story()
    .take(twoMonths)
    .close('2026-04-07')
    .take(paid('p', '2026-04-08', 50_000));
  expect(loan.standing?.judgement).toMatchObject({ buckets: { 'm-table': 'M1' }, overdue: { total: 50_000 } });
  expect(loan.standing?.asOf).toBe('2026-04-07');
});

it('a payment dated before the episode began shows that it never was', () => {
  const loan = story()
    .take(twoMonths)
    .close('2026-03-10')
    .take(paid('p', '2026-03-08', 100_000));
  expect(loan.sentences.at(-1)).toBe('2026-03-11 cured by corrected');
  loan.close('2026-04-09');
  expect(loan.told.findLast(({ kind }) => kind === 'started')).toMatchObject({ first: true });
});

it('a loan that is overdue for the second time is no longer overdue for the first time', () => {
  const loan = story()
    .take(twoMonths)
    .close('2026-03-09')
    .take(paid('p', '2026-03-10', 100_000))
    .close('2026-04-09');
  const starts = loan.told.filter(({ kind }) => kind === 'started');
  expect(starts).toMatchObject([
    { first: true, episodeId: `${LOAN}:2026-03-09:1` },
    { first: false, episodeId: `${LOAN}:2026-04-09:2` },
  ]);
});

it('a payment taken back resumes the episode that it had cured', () => {
  const loan = story()
    .take(twoMonths)
    .close('2026-03-09')
    .take(paid('p', '2026-03-10', 100_000))
    .close('2026-03-12');
  loan.take(takenBack('p', '2026-03-13'));
  expect(loan.sentences.slice(-3)).toEqual([
    '2026-03-12 started at 4',
    '2026-03-12 M0 → M1 at 4',
    '2026-03-12 normal → special-mention at 4',
  ]);
  expect(loan.standing?.episodes.open?.id).toBe(`${LOAN}:2026-03-09:1`);
});

it('a back-dated payment that cured in between ends one episode and leaves the later one', () => {
  const loan = story()
    .take(twoMonths)
    .close('2026-04-10')
    .take(paid('p', '2026-03-20', 100_000));
  expect(loan.standing?.episodes.open).toMatchObject({ startedOn: '2026-04-09', ordinal: 2, first: false });
  expect(loan.sentences.slice(-3)).toEqual([
    '2026-04-11 cured by paid',
    '2026-04-10 started at 2',
    '2026-04-10 M2 → M1 at 2',
  ]);
});

it('a reversal that comes before its payment is remembered', () => {
  const loan = story()
    .take(twoMonths, takenBack('p', '2026-03-05'), paid('p', '2026-03-05', 100_000))
    .close('2026-03-09');
  expect(loan.standing?.judgement).toMatchObject({ delinquent: true, overdue: { total: 100_000 } });
});

it.each([
  ['rescheduled', 'rescheduled'],
  [null, 'rescheduled'],
  ['corrected', 'corrected'],
] as const)('a schedule replaced for the reason %s cures by %s', (reason, by) => {
  const moved = scheduled([['2026-06-08', 200_000]], { version: 2, reason });
  const loan = story().take(twoMonths).close('2026-03-20').take(moved);
  expect(loan.told.at(-1)).toMatchObject({ kind: 'cured', by });
});

it.each([
  ['written-off', 'written-off'],
  ['transferred', 'written-off'],
  ['closed', 'paid'],
] as const)('a loan that is %s is cured by %s', (status, by) => {
  const loan = story().take(twoMonths).close('2026-03-20').take(becomes(status, '2026-03-21'));
  expect(loan.told.at(-1)).toMatchObject({ kind: 'cured', by });
  expect(loan.standing?.nextTransitionOn).toBeNull();
});

it('a status of a later day waits for that day', () => {
  const loan = story().take(twoMonths).close('2026-03-20').take(becomes('written-off', '2026-03-25'));
  expect(loan.roll('2026-03-24').sentences).toHaveLength(3);
  expect(loan.roll('2026-03-25').sentences.at(-1)).toBe('2026-03-25 cured by written-off');
});

it('a charge makes a loan late like an instalment', () => {
  const loan = story()
    .take(charged('c', '2026-03-03', 500))
    .close('2026-03-04');
  expect(loan.standing?.judgement).toMatchObject({ oldestUnpaidOn: '2026-03-03', overdue: { total: 500, fee: 500 } });
});

it('delinquent days stop in a pause and its last day is inside; days past due run on', () => {
  const loan = story()
    .take(twoMonths, paused('w', '2026-03-15', '2026-03-24'))
    .close('2026-04-17');
  expect(loan.standing?.judgement.buckets).toEqual({ 'm-table': 'M1' }); // 40 days less 10
  expect(loan.close('2026-04-18').standing?.judgement.buckets).toEqual({ 'm-table': 'M2' });
  expect(loan.close('2026-06-07').standing?.judgement.classes).toEqual({ 'prc-five-tier': 'substandard' }); // 91 days
});

it('a pause from the due date on keeps the episode from beginning', () => {
  const loan = story()
    .take(twoMonths, paused('w', '2026-03-09', null))
    .close('2026-12-31');
  expect(loan.sentences).toEqual([]);
  expect(loan.standing?.judgement).toMatchObject({ delinquent: false, oldestUnpaidOn: '2026-03-08' });
});

it('the ledger’s own days past due are compared when its day has closed', () => {
  const loan = story()
    .take(twoMonths)
    .close('2026-03-19')
    .take(snapshot('2026-03-20', '2026-03-08', 100_000, { ledgerDays: 13 }));
  expect(loan.sentences).toHaveLength(3);
  expect(loan.roll('2026-03-20').sentences.at(-1)).toBe('2026-03-20 ledger says 13, it is 12');
  expect(loan.roll('2026-03-25').sentences).toHaveLength(4);
});

it('where a ledger sends snapshots, they say how late a loan is, and days run on between them', () => {
  const loan = story('2026-03-31').take(snapshot('2026-03-31', '2026-03-08', 100_000));
  expect(loan.sentences[0]).toBe('2026-03-30 started at 22');
  expect(loan.close('2026-04-08').sentences.at(-1)).toBe('2026-04-08 M1 → M2 at 31');
  expect(loan.take(snapshot('2026-04-09', null, 0)).sentences.at(-1)).toBe('2026-04-09 cured by paid');
});

it('an old snapshot restated changes nothing', () => {
  const loan = story('2026-03-31').take(snapshot('2026-03-30', '2026-03-08', 1), snapshot('2026-03-31', null, 0));
  const before = loan.standing;
  expect(loan.take(snapshot('2026-03-30', '2026-03-08', 1)).standing).toBe(before);
});

it('a loan taken over overdue is judged once, whole, at the close of its day, and marked', () => {
  const history = { asOf: day('2026-02-28'), firstOverdueOn: day('2025-12-09'), episodes: 2, class: 'substandard' };
  const registration = { bookedOn: day('2026-03-01'), sequence: 0, product: 'consumer', history };
  const loan = new LoanStory(policies, day('2026-03-01'))
    .take(registered('2026-03-01', { registration, cutOver: true }))
    .take(
      scheduled(
        [
          ['2025-11-08', 100],
          ['2026-01-08', 100],
        ],
        { cutOver: true },
      ),
    )
    .take(paid('p', '2025-12-20', 100, { cutOver: true }));
  expect(loan.sentences).toEqual([]);
  expect(loan.roll('2026-03-01').told[0]).toMatchObject({ cutOver: true, first: false, daysPastDue: 52 });
  expect(loan.standing?.episodes.open?.id).toBe(`${LOAN}:2025-12-09:2`);
  expect(loan.standing?.judgement.classes).toEqual({ 'prc-five-tier': 'substandard' }); // 52 days alone would be better
});

// prettier-ignore
it.each([
  ['a payment before any loan',     [],          paid('p', '2026-03-01', 1),                            'loan-unknown'],
  ['a payment in another currency', [twoMonths], paid('p', '2026-03-01', 1, { currency: 'EUR' }),       'currency-differs'],
  ['a schedule in another currency', [twoMonths], scheduled([['2026-03-08', 1]], { currency: 'EUR' }),  'currency-differs'],
  ['one version with two contents', [twoMonths], scheduled([['2026-03-08', 1]]),                        'contradicts-itself'],
  ['one payment of two amounts', [twoMonths, paid('p', '2026-03-01', 1)], paid('p', '2026-03-01', 2),   'contradicts-itself'],
  ['more than can be added up',     [],          scheduled([['2026-03-08', 2 ** 53]]),                  'amount-too-large'],
])('%s is refused', (_case, history, event, because) => {
  const known = history.length === 0 ? null : story().take(...history).standing;
  expect(decide(known, event, { openDay: day('2026-03-01') }, policies)).toMatchObject({ kind: 'refused', because });
});

it('facts behind the horizon are kept as sums, and what comes about them later is refused', () => {
  const loan = story('2026-03-01')
    .take(twoMonths, paid('old', '2026-03-08', 100_000))
    .close('2027-05-01');
  loan.take(paid('new', '2027-05-02', 100_000));
  expect(loan.standing?.facts).toMatchObject({ folded: { minor: 100_000 }, payments: [{ id: 'new' }] });
  expect(loan.standing?.judgement.delinquent).toBe(false);
  expect(() => loan.take(paid('older', '2026-03-08', 1))).toThrow('older-than-horizon');
  expect(() => loan.take(takenBack('old', '2027-05-02'))).toThrow('older-than-horizon');
});

it('a back-dated payment rewrites how the loan stood on the days since', () => {
  const loan = story()
    .take(twoMonths)
    .close('2026-03-12')
    .take(paid('p', '2026-03-10', 100_000));
  const rows = loan.standing?.moves.map((m) => `${m.validOn} ${m.judgement.buckets['m-table']} known ${m.recordedOn}`);
  expect(rows).toEqual([
    '2026-03-01 M0 known 2026-03-01',
    '2026-03-09 M1 known 2026-03-09',
    '2026-03-10 M0 known 2026-03-13',
  ]);
});
