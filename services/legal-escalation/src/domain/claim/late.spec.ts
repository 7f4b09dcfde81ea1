import { addMonths, calendarDate, type CalendarDate } from '@mora/kernel';
import type { LedgerPart } from '../loan/parts/ledger.js';
import { arrearsOf, day, inputOf, ledgerOf, NOTHING, rulesOf } from './fixtures.js';
import { sheetOf } from './sheet.js';
import type { Line, Sheet } from './types.js';

type Rules = Parameters<typeof rulesOf>[0];

function sheet(ledger: LedgerPart, asOf: CalendarDate, row: Rules = {}): Sheet {
  const found = sheetOf(ledger, arrearsOf(ledger, asOf), null, [], rulesOf(row), inputOf(asOf));
  if ('kind' in found) throw new Error(found.because);
  return found;
}
const grown = ({ lines }: Sheet, code: Line['code']) =>
  lines.filter((line) => line.code === code).map(({ minor, rows, formula }) => [rows.join(' '), minor, formula]);
const waived = ({ lines }: Sheet) =>
  lines.filter(({ code }) => code === 'cap-waived').reduce((sum, { minor }) => sum - minor, 0);

const paid = (n: number, minor: number, portions: LedgerPart['payments'][number]['portions'] = null) => ({
  id: `p-${n}`,
  minor,
  valueDate: day(n),
  bookedOn: day(n),
  portions,
});

describe('a penalty runs from the due date until it is paid', () => {
  it('a row that was paid late has its days, and no more of them', () => {
    const found = sheet(ledgerOf({ payments: [paid(20, 1_050_000)] }), day(25));
    expect(grown(found, 'computed-penalty')).toEqual([['1', 5_000, `1000000 × 0.09 × ${day(0)}..${day(20)} ACT_360`]]);
    expect(grown(found, 'computed-compound')).toEqual([['1', 250, `50000 × 0.09 × ${day(0)}..${day(20)} ACT_360`]]);
    expect(found.booked).toEqual(NOTHING);
  });

  it('a part of it stops its own part from its day on, and each row is rounded once', () => {
    const found = sheet(ledgerOf({ payments: [paid(10, 550_000)] }), day(30));
    // 10,000.00 for 10 days and 5,000.00 for 20: 25.00 each.
    expect(grown(found, 'computed-penalty')).toEqual([
      ['1', 5_000, `1000000 × 0.09 × ${day(0)}..${day(10)} + 500000 × 0.09 × ${day(10)}..${day(30)} ACT_360`],
    ]);
    expect(grown(found, 'computed-compound').map(([, minor]) => minor)).toEqual([125]);
  });

  it('paid on its day it has none', () => {
    expect(grown(sheet(ledgerOf({ payments: [paid(0, 1_050_000)] }), day(25)), 'computed-penalty')).toEqual([]);
  });

  it('what was paid as penalty is not claimed again', () => {
    const portions = { principal: 1_000_000, interest: 50_000, fee: 0, penalty: 4_999 };
    const found = sheet(ledgerOf({ payments: [paid(20, 1_054_999, portions)] }), day(25));
    expect(grown(found, 'computed-penalty').map(([, minor]) => minor)).toEqual([1]);
  });
});

describe('the cap of each period of instalments', () => {
  /** 12,000.00 for a year from January on, 1,000.00 a month; interest by months on what is outstanding. */
  const START = calendarDate('2026-01-05');
  const monthly = (permille: number, over: Partial<LedgerPart> = {}): LedgerPart =>
    ledgerOf({
      disbursedOn: START,
      principal: 1_200_000,
      yearlyRate: '0.10',
      schedule: {
        version: 1,
        bookedOn: START,
        instalments: Array.from({ length: 12 }, (_, n) => ({
          number: n + 1,
          dueOn: addMonths(START, n + 1),
          ...NOTHING,
          principal: 100_000,
          interest: ((1_200_000 - 100_000 * n) * permille) / 1_000,
        })),
      },
      payments: Array.from({ length: 10 }, (_, n) => {
        const minor = 100_000 + ((1_200_000 - 100_000 * n) * permille) / 1_000;
        const on = addMonths(START, n + 1);
        return { id: `m-${n}`, minor, valueDate: on, bookedOn: on, portions: null };
      }),
      ...over,
    });
  const after = calendarDate('2026-12-20');

  it('interest at the cap by months stands in every month, also in February', () => {
    expect(waived(sheet(monthly(20), after, { penalty: 'posted' }))).toBe(0);
  });

  it('cheap months do not make up for what is asked for a delay', () => {
    const fee = (minor: number) => ({
      charges: [{ id: 'f', component: 'fee' as const, minor, dueOn: calendarDate('2026-12-10'), bookedOn: after }],
    });
    // 2,000.00 are outstanding from 5 December to 20 December: 24 % of it are 19.72 and a part of a cent.
    const cut = (minor: number) => waived(sheet(monthly(0, fee(minor)), after, { penalty: 'posted' }));
    expect([cut(1_973), cut(1_974), cut(5_000)]).toEqual([0, 1, 5_000 - 1_973]);
  });
});
