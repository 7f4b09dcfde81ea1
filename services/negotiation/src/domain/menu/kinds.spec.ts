import { calendarDate } from '@mora/kernel';
import type { Terms } from '../words.js';
import { addedUp, NOTHING, total } from './amounts.js';
import { build } from './build.js';
import { coming } from './draft.js';
import { builtFor, FACTS, positionFor, RULES, rowsOf, sheetFor } from './fixtures.js';

const POSITION = positionFor();
const COMING = coming(POSITION);
/** Nothing is due yet, so that the figures are those of a book. */
const FRESH = positionFor({ paid: 0, asOf: calendarDate('2026-01-20') });

const ROWS = (terms: readonly Terms[], position = POSITION) => rowsOf(builtFor(position, terms));
const totals = (terms: readonly Terms[], position = POSITION) => builtFor(position, terms).instalments.map(total);

describe('the textbook', () => {
  const dear = positionFor({ rate: '0.07', paid: 0, asOf: calendarDate('2026-01-20') });
  const cheaper: Terms = { kind: 'rate-cut', rate: '0.06', months: null };

  it('120,000 at 6 % in twelve equal payments', () => {
    const rows = ROWS([cheaper], dear);
    expect(rows[0]).toBe('2026-02-15 972797 60000 0 0');
    expect(rows[1]).toBe('2026-03-15 977661 55136 0 0');
    expect(rows[11]).toBe('2027-01-15 1027661 5138 0 0');
    expect(builtFor(dear, [cheaper]).totals.interest).toBe(393_566);
  });

  it('120,000 at 6 % in twelve equal parts of principal', () => {
    const position = positionFor({
      rate: '0.07',
      method: 'equal-principal',
      paid: 0,
      asOf: calendarDate('2026-01-20'),
    });
    const parts = totals([cheaper], position);
    expect([parts[0], parts[11]]).toEqual([1_060_000, 1_005_000]);
    expect(builtFor(position, [cheaper]).totals.interest).toBe(390_000);
  });

  it('a cut for some months: the payment is level, the interest is not', () => {
    const { instalments, rate } = builtFor(dear, [{ kind: 'rate-cut', rate: '0.03', months: 3 }]);
    expect(rate).toBe('0.03');
    expect(instalments.slice(0, 3).map(({ interest }) => interest)).toEqual([30_000, 27_503, 24_999]);
    const left = instalments.slice(3).reduce((sum, { principal }) => sum + principal, 0);
    expect(instalments[3]?.interest).toBe(Math.round((left * 7) / 1200));
  });
});

describe('arrears', () => {
  it('spread over instalments that are there: a rounded part each, the last takes the remainder', () => {
    const { instalments, costDelta, endOn, months } = builtFor(POSITION, [{ kind: 'spread', instalments: 3 }]);
    const added = instalments.slice(0, 3).map((row, at) => total(row) - total(COMING[at]!));
    // 19,648.60 of principal and 1,006.… of interest in three parts each.
    expect(added.reduce((sum, one) => sum + one, 0)).toBe(total(POSITION.arrears));
    expect(Math.max(...added) - Math.min(...added)).toBeLessThanOrEqual(4);
    expect(instalments.slice(3).map(total)).toEqual(COMING.slice(3).map(total));
    expect([costDelta, endOn, months]).toEqual([0, POSITION.endOn, 0]);
  });

  it('over more months than are left go on in the same rhythm', () => {
    const { instalments, months } = builtFor(POSITION, [{ kind: 'arrears-plan', months: 12 }]);
    expect(instalments.slice(8).map(({ dueOn }) => dueOn)).toEqual([
      '2027-02-15',
      '2027-03-15',
      '2027-04-15',
      '2027-05-15',
    ]);
    expect(months).toBe(4);
  });

  it('in parts that are named: fees and penalties first, then interest, then principal', () => {
    const position = positionFor({ fee: 1_000, penalty: 2_000 });
    const sum = total(position.arrears);
    const parts = [
      { dueOn: calendarDate('2026-06-15'), minor: 50_000 },
      { dueOn: calendarDate('2026-06-30'), minor: sum - 50_000 },
    ];
    const { instalments, costDelta } = builtFor(position, [{ kind: 'split', parts }]);
    const first = COMING[0]!;
    expect(instalments[0]).toEqual({
      ...addedUp(first, { principal: 0, interest: 47_000, fee: 1_000, penalty: 2_000 }),
      number: 1,
      dueOn: '2026-06-15',
    });
    expect(instalments[1]).toMatchObject({ dueOn: '2026-06-30', fee: 0, penalty: 0 });
    expect(total(instalments[1]!)).toBe(sum - 50_000);
    expect(costDelta).toBe(0);
  });

  it('of a loan whose term is over are repaid alone', () => {
    const over = positionFor({ asOf: calendarDate('2027-03-01'), paid: 10 });
    const { instalments, endOn } = builtFor(over, [{ kind: 'arrears-plan', months: 4 }]);
    expect(instalments.map(({ dueOn }) => dueOn)).toEqual(['2027-03-15', '2027-04-15', '2027-05-15', '2027-06-15']);
    expect(endOn).toBe('2027-06-15');
    expect(build(over, sheetFor(over, { kind: 'spread', instalments: 1 }), RULES, FACTS)).toMatchObject({
      limit: 'spread-instalments',
    });
  });
});

describe('relief', () => {
  it('a grace whose interest is due after it bears none itself, and each instalment after it a like part', () => {
    const interestOf = (interest: 'spread' | 'waived') =>
      builtFor(FRESH, [{ kind: 'grace', months: 2, interest }]).instalments.map((row) => row.interest);
    const rows = ROWS([{ kind: 'grace', months: 2, interest: 'spread' }], FRESH);
    expect(rows).toHaveLength(12);
    // Two months of 600.00, a twelfth of them with each, and the interest of the third.
    expect(rows[0]).toMatch(/^2026-04-15 \d+ 70000 0 0$/);
    expect(interestOf('spread')).toEqual(interestOf('waived').map((interest) => interest + 10_000));
  });

  it('a grace whose interest becomes principal adds it once', () => {
    const {
      capitalised,
      totals: sum,
      forms,
      endOn,
    } = builtFor(FRESH, [{ kind: 'grace', months: 2, interest: 'capitalised' }]);
    expect(capitalised).toBe(120_000);
    expect(sum.principal).toBe(12_120_000);
    expect(forms).toEqual(['grace-period', 'interest-capitalised']);
    expect(endOn).toBe('2027-03-15');
  });

  it('a grace without interest shows what is given up', () => {
    const { waived, capped, forms, capitalised } = builtFor(FRESH, [{ kind: 'grace', months: 2, interest: 'waived' }]);
    expect([waived, capped, capitalised]).toEqual([{ ...NOTHING, interest: 120_000 }, NOTHING, 0]);
    expect(forms).toEqual(['grace-period', 'amount-reduced']);
  });

  it('interest alone, then the principal by the old end or over as many as before', () => {
    const same = builtFor(FRESH, [{ kind: 'interest-only', months: 2, then: 'same-end' }]);
    expect(rowsOf(same).slice(0, 2)).toEqual(['2026-02-15 0 60000 0 0', '2026-03-15 0 60000 0 0']);
    expect([same.instalments.length, same.endOn]).toEqual([12, '2027-01-15']);
    const longer = builtFor(FRESH, [{ kind: 'interest-only', months: 2, then: 'longer' }]);
    expect([longer.instalments.length, longer.endOn]).toEqual([14, '2027-03-15']);
    expect(longer.instalments.slice(2, -1).every((row) => total(row) === 1_032_797)).toBe(true);
  });

  it('a share of each month’s principal without interest, and the rest behind it', () => {
    const built = builtFor(FRESH, [{ kind: 'partial-principal', months: 2, permille: 500 }]);
    expect(rowsOf(built).slice(0, 2)).toEqual(['2026-02-15 486399 0 0 0', '2026-03-15 488831 0 0 0']);
    expect(built.instalments).toHaveLength(12);
    // 600.00 of the first month, and 575.68 of 115,136.01 in the second.
    expect(built.waived.interest).toBe(60_000 + 57_568);
    expect(built.instalments[2]?.interest).toBe(Math.round((12_000_000 - 486_399 - 488_831) * 0.005));
  });
});

describe('combinations', () => {
  it('a grace and an extension: the end moves by both', () => {
    const built = builtFor(POSITION, [
      { kind: 'grace', months: 2, interest: 'spread' },
      { kind: 'extension', months: 3 },
    ]);
    expect([built.months, built.endOn, built.instalments[0]?.dueOn]).toEqual([5, '2027-06-15', '2026-08-15']);
  });

  it('their order makes no difference', () => {
    const terms: Terms[] = [
      { kind: 'rate-cut', rate: '0.04', months: 6 },
      { kind: 'interest-only', months: 2, then: 'longer' },
      { kind: 'extension', months: 3 },
      { kind: 'spread', instalments: 4 },
    ];
    expect(builtFor(POSITION, terms.toReversed())).toMatchObject({ ...builtFor(POSITION, terms) });
  });

  it('interest that became principal bears interest, and is no longer spread', () => {
    const plain = builtFor(POSITION, [{ kind: 'reduced-instalment', instalments: 20 }]);
    const built = builtFor(POSITION, [
      { kind: 'capitalise', components: ['interest'], agreedInWriting: true },
      { kind: 'reduced-instalment', instalments: 20 },
    ]);
    expect(built.capitalised).toBe(POSITION.arrears.interest);
    expect(built.totals.principal).toBe(plain.totals.principal + built.capitalised);
    expect(built.costDelta).toBeGreaterThan(plain.costDelta);
  });

  it.each<readonly [string, readonly Terms[]]>([
    ['no terms', []],
    [
      'five terms',
      [
        { kind: 'extension', months: 1 },
        { kind: 'grace', months: 1, interest: 'spread' },
        { kind: 'rate-cut', rate: '0.05', months: null },
        { kind: 'spread', instalments: 1 },
        { kind: 'capitalise', components: ['interest'], agreedInWriting: true },
      ],
    ],
  ])('%s make no plan', (_rule, terms) => {
    expect(build(POSITION, sheetFor(POSITION, ...terms), RULES, FACTS)).toMatchObject({
      kind: 'refused',
      limit: 'terms',
    });
  });

  it.each(['', 'abc', '-0.05', '0.123456789', '5%'])('%p is no rate', (rate) => {
    const sheets = [
      { kind: 'rate-cut', rate, months: null } as const,
      { kind: 'card-plan', instalments: 12, rate } as const,
    ];
    const limits = sheets.map((terms) => build({ ...POSITION, kind: 'card' }, sheetFor(POSITION, terms), RULES, FACTS));
    expect(limits).toMatchObject([{ limit: 'rate-cut-rate' }, { limit: 'card-plan-rate' }]);
  });

  it.each([0, -1, 1.5, NaN, Infinity])('%p is no length', (months) => {
    expect(build(POSITION, sheetFor(POSITION, { kind: 'extension', months }), RULES, FACTS)).toMatchObject({
      limit: 'extension-months',
    });
  });
});
