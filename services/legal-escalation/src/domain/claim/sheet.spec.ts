import { calendarDate } from '@mora/kernel';
import fc from 'fast-check';
import { type LedgerPart, ledgerPart } from '../loan/parts/ledger.js';
import type { Amounts } from '../words.js';
import { arrearsOf, day, inputOf, ledgerOf, NOTHING, rulesOf, titleOf } from './fixtures.js';
import { penaltyRateOf } from './maths.js';
import { sheetOf } from './sheet.js';
import type { ClaimInput, ClaimRules, Sheet } from './types.js';

const claim = (
  ledger: LedgerPart,
  over: Partial<ClaimInput> & { asOf: ClaimInput['asOf'] },
  rules: ClaimRules = rulesOf(),
) => sheetOf(ledger, arrearsOf(ledger, over.asOf), null, [], rules, inputOf(over.asOf, over));
function sheet(...args: Parameters<typeof claim>): Sheet {
  const found = claim(...args);
  if ('kind' in found) throw new Error(found.because);
  return found;
}
const lines = ({ lines: all }: Sheet) => all.map(({ code, minor, rows }) => [code, minor, rows.join(' ')]);
const paid = (minor: number, n: number) => ({
  id: `p-${n}`,
  minor,
  valueDate: day(n),
  bookedOn: day(n),
  portions: null,
});

it('penalty and compound interest to the cent: 10,000.00 and 500.00 at 6 % × 1.5, 45 days', () => {
  const one = ledgerOf();
  const instalments = (one.schedule?.instalments ?? []).slice(0, 1);
  const found = sheet(ledgerOf({ schedule: { version: 1, bookedOn: day(-365), instalments } }), { asOf: day(45) });
  expect(lines(found)).toEqual([
    ['principal', 1_000_000, '1'],
    ['interest', 50_000, '1'],
    ['computed-penalty', 11_250, '1'],
    ['computed-compound', 563, '1'],
  ]);
  expect(found.total).toBe(1_061_813);
  expect(found.runsOn).toEqual([{ code: 'penalty', rate: '0.09', base: 1_000_000, from: day(45) }]);
});

it.each([
  ['0.06', '0.5', '0.09'],
  ['0.0435', '0.3', '0.05655'],
  ['0.10', '0', '0.1'],
  ['0', '0.5', '0'],
  ['10', '0', '10'],
])('%s with an uplift of %s is %s', (rate, uplift, penalty) => {
  expect(penaltyRateOf(rate, uplift)).toBe(penalty);
});

it.each([
  [0, 0],
  [1, 1_050_000],
  [30, 1_050_000],
  [31, 2_100_000],
])('on day %i %i is overdue and claimed: a due is late from the day after it', (n, booked) => {
  const { booked: sums } = sheet(ledgerOf(), { asOf: day(n) }, rulesOf({ penalty: 'posted' }));
  expect(sums.principal + sums.interest).toBe(booked);
});

describe('an accelerated debt', () => {
  it('is all of the principal, and of the interest what is due: the rest runs on at the contract’s rate', () => {
    const found = sheet(ledgerOf(), { asOf: day(45), accelerated: true }, rulesOf({ penalty: 'posted' }));
    expect(lines(found)).toEqual([
      ['principal', 3_000_000, '1 2 3'],
      ['interest', 100_000, '1 2'],
    ]);
    expect(found.runsOn).toEqual([
      { code: 'interest', rate: '0.06', base: 1_000_000, from: day(30) },
      { code: 'penalty', rate: '0.09', base: 2_000_000, from: day(45) },
    ]);
  });
});

it('a ledger that posts its penalty is not punished twice', () => {
  const posted = { id: 'c-1', component: 'penalty' as const, minor: 777, dueOn: day(20), bookedOn: day(20) };
  const found = sheet(ledgerOf({ charges: [posted] }), { asOf: day(25) }, rulesOf({ penalty: 'posted' }));
  expect(lines(found)).toEqual([
    ['principal', 1_000_000, '1'],
    ['interest', 50_000, '1'],
    ['penalty', 777, 'c-1'],
  ]);
});

it('days of a pause bear no penalty', () => {
  const pauses = [{ id: 'x', from: day(1), until: day(15) }];
  const [whole, less] = [{}, { pauses }].map((over) =>
    sheet(ledgerOf(over), { asOf: day(30) }).lines.find(({ code }) => code === 'computed-penalty'),
  );
  expect([whole?.minor, less?.minor]).toEqual([7_500, 3_750]);
});

it('costs that were advanced stand in a line of their own', () => {
  const found = sheet(ledgerOf(), { asOf: day(1), costs: 80_000 }, rulesOf({ penalty: 'posted' }));
  expect(lines(found).at(-1)).toEqual(['cost', 80_000, '']);
  expect(found.total).toBe(1_130_000);
});

describe('above its cap', () => {
  const fee = (minor: number) => ({
    charges: [{ id: 'f', component: 'fee' as const, minor, dueOn: day(0), bookedOn: day(0) }],
  });
  // In the year before the first instalment the money may cost 30,000.00 × 24 %; interest of 500.00 falls due with it.
  const most = 720_000;

  it.each([
    [most - 50_000, 0],
    [most - 50_000 + 1, 1],
    [most, 50_000],
  ])('a fee of %i is cut by %i', (minor, cut) => {
    const found = sheet(ledgerOf(fee(minor)), { asOf: day(1) }, rulesOf({ penalty: 'posted' }));
    const waived = found.lines.filter(({ code }) => code === 'cap-waived');
    expect(waived.reduce((sum, line) => sum - line.minor, 0)).toBe(cut);
    expect(found.booked.fee).toBe(minor);
    expect(found.total).toBe(1_050_000 + minor - cut);
    expect(found.runsOn).toHaveLength(cut > 0 ? 0 : 1);
  });

  it('what was paid already counts, so that nobody pays the cap twice', () => {
    const charges = [
      { id: 'a', component: 'fee' as const, minor: 700_000, dueOn: day(-300), bookedOn: day(-300) },
      { id: 'b', component: 'fee' as const, minor: 700_000, dueOn: day(0), bookedOn: day(0) },
    ];
    const found = sheet(
      ledgerOf({ charges, payments: [paid(700_000, -290)] }),
      { asOf: day(1) },
      rulesOf({ penalty: 'posted' }),
    );
    const waived = found.lines
      .filter(({ code }) => code === 'cap-waived')
      .map(({ minor, formula }) => [minor, formula]);
    expect(waived).toEqual([
      [-700_000, 'fee above the cap licensed-lender-24'],
      [-(750_000 - most), 'interest above the cap licensed-lender-24'],
    ]);
  });

  it('a card in Taiwan is cut to 15 %, its fee is not', () => {
    const charges = [
      { id: 'p', component: 'principal' as const, minor: 100_000, dueOn: day(-10), bookedOn: day(-365) },
      { id: 'i', component: 'interest' as const, minor: 20_000, dueOn: day(-5), bookedOn: day(-5) },
      { id: 'f', component: 'fee' as const, minor: 3_000, dueOn: day(-5), bookedOn: day(-5) },
    ];
    const card = ledgerOf({ schedule: null, charges, currency: 'TWD', product: 'card' });
    const row = { kind: 'card', jurisdiction: 'TW', caps: 'tw-caps', penalty: 'posted' } as const;
    const found = sheet(card, { asOf: day(0) }, rulesOf(row));
    expect(lines(found)).toEqual([
      ['principal', 100_000, 'p'],
      ['interest', 20_000, 'i'],
      ['fee', 3_000, 'f'],
      ['cap-waived', -5_000, ''],
    ]);
    expect(found.lines.at(-1)?.rule?.rule).toBe('cards-15');
  });
});

describe('what cannot be claimed', () => {
  it.each<[string, Partial<LedgerPart>, Parameters<typeof rulesOf>[0]]>([
    ['closed', { status: 'closed' }, {}],
    ['closed', { status: 'transferred' }, {}],
    ['no-schedule', { schedule: null }, {}],
    ['no-schedule', { currency: null }, {}],
    ['rate-not-covered', { yearlyRate: null }, {}],
    ['cap-not-covered', { disbursedOn: null }, {}],
    ['cap-not-covered', {}, { caps: null }],
    ['cap-not-covered', { disbursedOn: calendarDate('2021-07-19') }, { caps: 'tw-caps' }],
  ])('%s', (because, over, row) => {
    expect(claim(ledgerOf(over), { asOf: day(45) }, rulesOf(row))).toEqual({ kind: 'cannot', because });
  });

  it('a written-off debt is claimed all the same', () => {
    expect(claim(ledgerOf({ status: 'written-off' }), { asOf: day(45) })).not.toHaveProperty('kind');
  });
});

describe('the ledger and classification', () => {
  const over = (asOf: number, said: Amounts, ledger = ledgerOf()) =>
    sheetOf(ledger, arrearsOf(ledger, day(asOf), said), null, [], rulesOf(), inputOf(day(45)));

  it('agree', () => {
    expect(sheet(ledgerOf(), { asOf: day(45) })).toMatchObject({ differs: [], checkedOn: day(45) });
  });
  it('differ by one cent', () => {
    expect(over(40, { ...NOTHING, principal: 2_000_001, interest: 100_000 })).toMatchObject({
      differs: [`principal of ${day(40)}: 2000000 ≠ 2000001`],
    });
  });
  it('are compared at the close at which classification spoke', () => {
    expect(over(20, { ...NOTHING, principal: 1_000_000, interest: 50_000 })).toMatchObject({
      differs: [],
      checkedOn: day(20),
    });
  });
  it('are not compared where a charge came since', () => {
    const charge = { id: 'c', component: 'fee' as const, minor: 5, dueOn: day(5), bookedOn: day(21) };
    expect(over(20, NOTHING, ledgerOf({ charges: [charge] }))).toMatchObject({ differs: [], checkedOn: null });
  });
});

describe('after a judgment', () => {
  const late = (over: Partial<ClaimInput> = {}, recoveries: Parameters<typeof sheetOf>[3] = [], rules = rulesOf()) => {
    const [ledger, asOf] = [ledgerOf(), day(200)];
    const found = sheetOf(ledger, arrearsOf(ledger, asOf), titleOf(), recoveries, rules, inputOf(asOf, over));
    if ('kind' in found) throw new Error(found.because);
    return found.lines.filter(({ from }) => from === 'computed').map(({ code, minor }) => [code, minor]);
  };

  it('100,000.00 that are 90 days late owe 1,575.00 more, beside the costs that were awarded', () => {
    expect(late()).toEqual([
      ['cost', 115_000],
      ['delay-doubled', 157_500],
    ]);
  });
  it('days of a stay do not count, also of one that still goes on', () => {
    expect(late({ stays: [{ from: day(191), to: null }] })).toContainEqual(['delay-doubled', 140_000]);
  });
  it('money that came has stopped its part, and what it has paid for costs and for the delay is not claimed again', () => {
    const brought = { on: day(155), judgment: 5_000_000, costs: 0, doubled: 0 };
    expect(late({}, [brought])).toContainEqual(['delay-doubled', 118_125]);
    expect(late({ costs: 5_000 }, [{ ...brought, costs: 100_000, doubled: 8_125 }])).toEqual([
      ['cost', 20_000],
      ['delay-doubled', 110_000],
    ]);
  });
  it('is of the PRC alone', () => {
    expect(late({}, [], rulesOf({ jurisdiction: 'TW', caps: 'tw-caps' }))).toEqual([['cost', 115_000]]);
  });
});

it('the sum of what is booked is the ledger’s to the cent, whatever was paid and charged (500 ledgers)', () => {
  const payments = fc.array(fc.tuple(fc.integer({ min: 1, max: 900_000 }), fc.nat(70)), { maxLength: 6 });
  const charges = fc.array(fc.tuple(fc.integer({ min: 1, max: 9_000 }), fc.nat(70)), { maxLength: 4 });
  fc.assert(
    fc.property(payments, charges, fc.integer({ min: 1, max: 75 }), (money, asked, n) => {
      const ledger = ledgerOf({
        payments: money.map(([minor, at], nth) => ({ ...paid(minor, at), id: `p-${nth}` })),
        charges: asked.map(([minor, at], nth) => ({
          id: `c-${nth}`,
          component: 'fee' as const,
          minor,
          dueOn: day(at),
          bookedOn: day(at),
        })),
      });
      // The fold of this spec: dues in their order, money poured over them; nothing shared with the one that is tested.
      const dues = [
        ...[0, 30, 60].map((at) => ({ at, minor: 1_050_000 })),
        ...asked.map(([minor, at]) => ({ at, minor })).filter(({ at }) => at <= n),
      ].toSorted((a, b) => a.at - b.at);
      let left = money.filter(([, at]) => at <= n).reduce((sum, [minor]) => sum + minor, 0);
      let open = 0;
      for (const { at, minor } of dues) {
        const used = Math.min(left, minor);
        left -= used;
        if (at < n) open += minor - used;
      }
      const found = sheet(ledger, { asOf: day(n) });
      const booked = found.lines.filter(({ from }) => from === 'ledger').reduce((sum, { minor }) => sum + minor, 0);
      expect(booked).toBe(open);
      expect(found.total).toBe(found.lines.reduce((sum, { minor }) => sum + minor, 0));
      for (const line of found.lines.filter(({ from }) => from === 'ledger')) {
        expect(line.formula.split(' + ').reduce((sum, minor) => sum + Number(minor), 0)).toBe(line.minor);
      }
    }),
    { numRuns: 500 },
  );
});

it('the same claim has the same id, another loan or day another', () => {
  const { sheetId } = sheet(ledgerOf(), { asOf: day(45) });
  expect(sheet(ledgerOf(), { asOf: day(45) }).sheetId).toBe(sheetId);
  expect(sheet(ledgerOf(), { asOf: day(46) }).sheetId).not.toBe(sheetId);
  expect(sheet(ledgerOf(), { asOf: day(45), loanId: 'demo:L-2' as ClaimInput['loanId'] }).sheetId).not.toBe(sheetId);
});

it('a loan of which nobody has told anything has no claim', () => {
  expect(claim(ledgerPart.start, { asOf: day(1) })).toEqual({ kind: 'cannot', because: 'no-schedule' });
});
