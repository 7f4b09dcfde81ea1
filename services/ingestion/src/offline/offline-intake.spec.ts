import { calendarDate } from '@mora/kernel';
import { parseSources } from '../sources/sources-file.js';
import { closed, paid, registered } from '../../test/records.js';
import { FirstLook } from './first-look.js';
import { OfflineIntake } from './offline-intake.js';

const sources = parseSources(`
calendar: none
sources:
  - { id: core, tenant: bank-a, doors: [kafka], sequence: { kind: per-loan } }
  - { id: cards, tenant: bank-a, doors: [http], sequence: { kind: none }, currency: CNY }
  - { id: silent, tenant: bank-a, doors: [http], sequence: { kind: none } }
  - { id: parts, tenant: bank-a, doors: [kafka], sequence: { kind: none }, closes: per-partition, partitions: 2 }
`);

/** What a file of records brings about, a word a fact: the line, the loan, and what it is. */
function run(...records: readonly object[]) {
  const look = new FirstLook(sources);
  records.forEach((record) => look.at(record));
  const intake = new OfflineIntake(look, look.openDay ?? calendarDate('2026-01-01'));
  const said = records.flatMap((record, n) =>
    [...intake.take(record, n + 1)].map((one) => {
      if (!('event' in one)) return `${one.line} ${one.loanId ?? '-'} rejected ${one.rejected.reason}`;
      const { type, subject, businessdate, data } = one.event;
      const late = (data as { late?: boolean }).late === true ? ' late' : '';
      return `${one.line} ${subject ?? businessdate} ${type.replace(/^mora\.(loan\.)?|\.v1$/g, '')}${late}`;
    }),
  );
  return { said, left: intake.left };
}

it('a record is told, and the day closes when its source has closed it with figures that agree', () => {
  const { said } = run(
    registered('L-1', '2026-03-09'),
    closed('core', '2026-03-09', 2, '1.00'),
    paid('L-1', 2, '2026-03-09', '1.00'),
  );
  expect(said).toEqual(['1 bank-a:L-1 registered', '3 bank-a:L-1 payment-posted', '3 2026-03-09 day.closed']);
});

it('a day waits for all sources of the file, and for no other', () => {
  const card = { ...registered('C-1', '2026-03-09'), source: 'cards', id: 'c' };
  const { said, left } = run(card, registered('L-1', '2026-03-09'), closed('core', '2026-03-09', 1, null));
  expect([said.length, left.openDay]).toEqual([2, '2026-03-09']);
  expect(run(card, closed('cards', '2026-03-09', 1, null)).said).toContain('2 2026-03-09 day.closed');
});

it('one that closes each partition by itself has closed when all have', () => {
  const part = (partition: number, count: number) => ({
    ...closed('parts', '2026-03-09', count, null, { partition }),
    id: `p-${partition}`,
  });
  const loan = { ...registered('P-1', '2026-03-09'), source: 'parts', id: 'p' };
  expect(run(loan, part(0, 1)).said).toEqual(['1 bank-a:P-1 registered']);
  expect(run(loan, part(0, 1), part(1, 0)).said).toEqual(['1 bank-a:P-1 registered', '3 2026-03-09 day.closed']);
});

it('the file begins with its earliest day; what is of a later one waits for it, whatever the order of the lines', () => {
  const { said } = run(
    paid('L-1', 2, '2026-03-11', '1.00'),
    registered('L-1', '2026-03-09'),
    closed('core', '2026-03-09', 1, null),
    closed('core', '2026-03-11', 1, '1.00'),
  );
  expect(said).toEqual([
    '2 bank-a:L-1 registered',
    '3 2026-03-09 day.closed',
    '4 2026-03-10 day.closed',
    '1 bank-a:L-1 payment-posted',
    '4 2026-03-11 day.closed',
  ]);
});

it('a gap holds its loan until the missing record comes; what is left behind one is counted', () => {
  const gap = [registered('L-1', '2026-03-09'), paid('L-1', 3, '2026-03-09', '3.00')];
  expect(run(...gap).left).toMatchObject({ gaps: 1 });
  expect(run(...gap, paid('L-1', 2, '2026-03-09', '2.00')).said).toEqual([
    '1 bank-a:L-1 registered',
    '2 bank-a:L-1 subject-held',
    '3 bank-a:L-1 payment-posted',
    '3 bank-a:L-1 payment-posted',
    '3 bank-a:L-1 subject-released',
  ]);
});

it('a late record says so; a repetition says nothing; another body under the same id, and what is wrong, is told', () => {
  const first = registered('L-1', '2026-03-09');
  const { said } = run(
    first,
    closed('core', '2026-03-09', 1, null),
    first,
    { ...first, time: '2026-03-09T08:00:00Z' },
    paid('L-1', 2, '2026-03-09', '1.00'),
    paid('L-9', 1, '2026-03-10', '1.00'),
    { ...first, id: 'x', source: 'nobody' },
  );
  expect(said).toEqual([
    '1 bank-a:L-1 registered',
    '2 2026-03-09 day.closed',
    '4 bank-a:L-1 rejected conflict',
    '5 bank-a:L-1 payment-posted late',
    '6 bank-a:L-9 rejected loan-unknown',
    '7 - rejected source-unknown',
  ]);
});

it('a mark in the file closes all days through its own', () => {
  const look = new FirstLook(sources);
  const intake = new OfflineIntake(look, calendarDate('2026-03-09'));
  expect([...intake.closeThrough(calendarDate('2026-03-11'), 1)]).toMatchObject([
    { event: { businessdate: '2026-03-11' } },
  ]);
  expect(intake.left.openDay).toBe('2026-03-12');
});
