import { loadCalendars } from '@mora/calendars';
import { addDays, calendarDate, type CalendarDate } from '@mora/kernel';
import { loadProcedures } from '../../policies/procedures.js';
import { SHIPPED } from '../../policies/shipped.js';
import type { ProceedingKind } from '../words.js';
import { drawn } from './golden.js';
import { lapsedAt, nextOf } from './next.js';
import type { Proceeding } from './types.js';

const BOOK = loadCalendars();
const MACHINES = loadProcedures(SHIPPED, BOOK);
/** Filed on a Monday of March; the days of April and May that matter are working days unless a row says so. */
const FILED = '2026-03-02';

type Course = readonly (readonly [outcome: string, on: string])[];
/** A period of the domain notes 6.3: how it comes to run, its last day, and what follows on the day after. */
type Row = readonly [
  name: string,
  kind: ProceedingKind,
  course: Course,
  last: string,
  after: string,
  consequence: string,
];

const DOCKETED: Course = [['docketed', '2026-03-03']];
const FEE_DUE: Course = [...DOCKETED, ['fee-noticed', '2026-03-04']];
const SERVING: Course = [...FEE_DUE, ['paid', '2026-03-05']];
const ANSWER: Course = [...SERVING, ['served', '2026-03-10']];
const HEARD: Course = [...ANSWER, ['answered', '2026-03-12']];
const APPEAL: Course = [...HEARD, ['judged', '2026-05-12'], ['served', '2026-05-18']];
const SECOND: Course = [...APPEAL, ['appealed', '2026-05-20']];
const SERVED_ORDER: Course = [
  ['accepted', '2026-03-04'],
  ['issued', '2026-03-09'],
  ['served', '2026-03-16'],
];
const IN_FORCE: Course = [
  ['ruled', '2026-03-03'],
  ['in-force', '2026-03-04'],
];

const ROWS: readonly Row[] = [
  ['preservation is ruled on in 48 hours', 'preservation', [], '2026-03-04', 'asked', 'court-late'],
  ['and sued for in 30 days, or lifted', 'preservation', IN_FORCE, '2026-04-03', 'lifted', 'lifted'],
  [
    'a mediation is confirmed in 30 days',
    'ordinary',
    [['mediated', '2026-03-05']],
    '2026-04-07',
    'confirmation',
    'no-confirmation-any-more',
  ],
  ['an order is answered in 5 days, the last a weekend', 'payment-order', [], '2026-03-09', 'filed', 'court-late'],
  ['issued in 15 days', 'payment-order', SERVED_ORDER.slice(0, 1), '2026-03-19', 'accepted', 'court-late'],
  [
    'served in 30 days, or it ends',
    'payment-order',
    SERVED_ORDER.slice(0, 2),
    '2026-04-08',
    'not-served',
    'order-ends',
  ],
  [
    'paid or objected to in 15 days, or in force',
    'payment-order',
    SERVED_ORDER,
    '2026-03-31',
    'in-force',
    'order-in-force',
  ],
  [
    'declined in 7 days, or a suit',
    'payment-order',
    [...SERVED_ORDER, ['objected', '2026-03-20']],
    '2026-03-27',
    'becomes-suit',
    'becomes-suit',
  ],
  ['filing is decided in 7 days', 'ordinary', [], '2026-03-09', 'filed', 'court-late'],
  [
    'a ruling is appealed against in 10 days',
    'ordinary',
    [['refused', '2026-03-05']],
    '2026-03-16',
    'refused',
    'refusal-final',
  ],
  [
    'the fee is paid in 7 days of the day after its notice',
    'ordinary',
    FEE_DUE,
    '2026-03-11',
    'fee-due',
    'deemed-withdrawn',
  ],
  ['the complaint is served in 5 days', 'ordinary', SERVING, '2026-03-10', 'serving', 'court-late'],
  ['answered in 15 days, or heard without', 'ordinary', ANSWER, '2026-03-25', 'hearing', 'heard-without-answer'],
  [
    'published it is served after 30 days',
    'ordinary',
    [...SERVING, ['published', '2026-03-10']],
    '2026-04-09',
    'answer',
    'deemed-served',
  ],
  ['6 months in the ordinary procedure', 'ordinary', HEARD, '2026-09-03', 'hearing', 'court-late'],
  ['and 6 more', 'ordinary', [...HEARD, ['extended', '2026-09-01']], '2027-03-03', 'hearing-extended', 'court-late'],
  ['3 months in the simplified one', 'simplified', HEARD, '2026-06-03', 'hearing', 'court-late'],
  ['and 1 more', 'simplified', [...HEARD, ['extended', '2026-06-01']], '2026-07-03', 'hearing-extended', 'court-late'],
  ['2 months for a small claim', 'small-claims', HEARD, '2026-05-06', 'hearing', 'court-late'],
  [
    'and 1 more',
    'small-claims',
    [...HEARD, ['extended', '2026-05-01']],
    '2026-06-03',
    'hearing-extended',
    'court-late',
  ],
  ['a judgment is appealed against in 15 days', 'ordinary', APPEAL, '2026-06-02', 'final', 'judgment-final'],
  ['3 months in the second instance', 'ordinary', SECOND, '2026-08-20', 'second-instance', 'court-late'],
  [
    'Taiwan: an order is void after 3 months',
    'tw-payment-order',
    [['issued', '2026-03-10']],
    '2026-06-10',
    'void',
    'order-void',
  ],
  [
    'Taiwan: 20 days to object, without reasons',
    'tw-payment-order',
    [
      ['issued', '2026-03-10'],
      ['served', '2026-03-18'],
    ],
    '2026-04-07',
    'in-force',
    'order-in-force',
  ],
  [
    'Taiwan: 20 days to appeal',
    'tw-ordinary',
    [
      ['docketed', '2026-03-05'],
      ['judged', '2026-05-04'],
      ['served', '2026-05-07'],
    ],
    '2026-05-27',
    'final',
    'judgment-final',
  ],
];

const machineOf = (kind: ProceedingKind) => MACHINES.find((one) => one.kind === kind)!;

function stands(kind: ProceedingKind, course: Course): Proceeding {
  const machine = machineOf(kind);
  return course.reduce<Proceeding>(
    (before, [outcome, on]) => {
      const next = nextOf(machine, before, outcome, calendarDate(on), BOOK);
      if (typeof next === 'string') throw new Error(`${outcome}: ${next}`);
      return next;
    },
    drawn(machine, calendarDate(FILED), BOOK),
  );
}

it.each(ROWS)('%s', (_name, kind, course, last, after, consequence) => {
  const proceeding = stands(kind, course);
  const due = calendarDate(last);
  const machine = machineOf(kind);
  expect(proceeding.due?.on).toBe(last);
  expect([-1, 0].map((days) => lapsedAt(machine, proceeding, addDays(due, days), BOOK))).toEqual([null, null]);
  const lapsed = lapsedAt(machine, proceeding, addDays(due, 1), BOOK)!;
  expect([lapsed.next.step, lapsed.lapse.consequence]).toEqual([after, consequence]);
});

it('days off at the end move it: Qingming, Labour Day, National Day; and 48 hours never', () => {
  const dueAfter = (kind: ProceedingKind, filedOn: string): CalendarDate | undefined =>
    drawn(machineOf(kind), calendarDate(filedOn), BOOK).due?.on;
  // 2026-04-04 to 06, 2026-05-01 to 05 and 2026-10-01 to 07 are off; the Saturday 05-09 is worked.
  expect(['2026-03-27', '2026-03-28', '2026-03-31'].map((on) => dueAfter('ordinary', on))).toEqual([
    '2026-04-03',
    '2026-04-07',
    '2026-04-07',
  ]);
  expect(['2026-04-24', '2026-05-02'].map((on) => dueAfter('ordinary', on))).toEqual(['2026-05-06', '2026-05-09']);
  expect(dueAfter('ordinary', '2026-09-25')).toBe('2026-10-08');
  expect(dueAfter('preservation', '2026-09-30')).toBe('2026-10-02');
});
