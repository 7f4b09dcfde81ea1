import { calendarDate, type Currency } from '@mora/kernel';
import { aCase } from '../evidence/fixtures.js';
import { LI, WANG } from '../loan/fixtures.js';
import { titleOf } from '../claim/fixtures.js';
import type { Proceeding } from '../proceedings/types.js';
import { debtorsOf, paperOf } from './paper.js';
import { currencyText, dayText, digitsOf, percentOf } from './readable.js';
import type { Creditor, Debtor } from './types.js';

const { view, matter, sheet } = aCase();
const CREDITOR: Creditor = { name: '银行', code: '1', address: 'a', representative: 'r', post: 'p', phone: '4' };
const DEBTOR: Debtor = { role: 'borrower', name: '样例', idNumber: null, address: null, phone: null };
const ASK = { court: '示例法院', docket: '（2026）1号', on: calendarDate('2026-07-02') };
const paper = (seen = view, bundle: Parameters<typeof paperOf>[5]['bundle'] = null) =>
  paperOf(seen, matter, sheet, ASK, 'zh-CN', { creditor: CREDITOR, debtors: [DEBTOR], bundle });

it.each<[number, Currency, string]>([
  [0, 'CNY', '0.00'],
  [99_999, 'CNY', '999.99'],
  [100_000, 'CNY', '1,000.00'],
  [-123_456_789, 'CNY', '-1,234,567.89'],
  [1_234_567, 'JPY', '1,234,567'],
])('%i in %s is read as %s', (minor, currency, text) => {
  expect(digitsOf(minor, currency)).toBe(text);
});

it.each([
  ['0.12', '12'],
  ['0.1080', '10.8'],
  ['0.0435', '4.35'],
  ['0.000175', '0.0175'],
  ['0.005', '0.5'],
  ['1', '100'],
  ['0', '0'],
])('a rate of %s is %s in a hundred', (rate, text) => {
  expect(percentOf(rate)).toBe(text);
});

it('days are written as each court writes them', () => {
  const leap = calendarDate('2024-02-29');
  expect([dayText(leap, 'zh-CN'), dayText(leap, 'zh-TW')]).toEqual(['2024年2月29日', '民國113年2月29日']);
  expect([currencyText('TWD', 'zh-TW'), currencyText('EUR', 'zh-CN')]).toEqual(['新臺幣', 'EUR']);
});

it('against whom it goes: who owes first, then who stands for it', () => {
  expect(debtorsOf(view, sheet.asOf)).toEqual([
    { role: 'borrower', personId: WANG },
    { role: 'guarantor', personId: LI },
  ]);
});

it('says the claim of its sheet, and what the ledger tells', () => {
  expect(paper()).toMatchObject({
    reference: 'case-1',
    court: '示例法院',
    on: '2026年7月2日',
    claim: {
      currency: '人民币',
      total: '3,330.00',
      asOf: '2026年3月7日',
      lines: [
        { code: 'principal', amount: '3,300.00' },
        { code: 'fee', amount: '30.00' },
      ],
      runsOn: [{ code: 'penalty', rate: '16.2', base: '3,300.00', from: '2026年3月8日' }],
    },
    facts: {
      principal: '24,000.00',
      rate: '10.8',
      instalments: 12,
      unpaidSince: '2026年1月11日',
      daysPastDue: 55,
      payments: 2,
      paid: '700.00',
      demands: 1,
      negotiations: 2,
      accelerated: false,
    },
    title: null,
    bundle: null,
  });
});

it('lists the papers of the bank, then the files of the bundle', () => {
  const manifest = {
    format: 'mora-evidence/1' as const,
    bundleId: 'b-1',
    tenant: 'demo',
    loan: 'demo:L-1',
    caseId: 'case-1',
    sheetId: 'sheet-1',
    builtOn: sheet.asOf,
    files: [{ name: '02-schedule.csv', bytes: 1, sha256: 'c'.repeat(64) }],
  };
  const { evidence, bundle } = paper(view, { manifest, manifestSha256: 'd'.repeat(64) });
  expect(evidence.map(({ kind, reference }) => `${kind} ${reference}`)).toEqual([
    'contract C-1',
    'guarantee G-1',
    'schedule 02-schedule.csv',
  ]);
  expect(bundle).toEqual({ bundleId: 'b-1', manifestSha256: 'd'.repeat(64) });
});

it('asks by the title of its own case that is final, though another came after it', () => {
  const titles = [
    titleOf({ judgmentId: 'j-1', amount: 100 }),
    titleOf({ judgmentId: 'j-2', finalOn: null }),
    titleOf({ judgmentId: 'j-3', proceedingId: 'p-9' }),
  ];
  const proceedings = [
    { proceedingId: 'p-1', caseId: 'case-1' } as Proceeding,
    { proceedingId: 'p-9', caseId: 'case-9' } as Proceeding,
  ];
  const judged = { ...view, parts: { ...view.parts, proceedings: { ...view.parts.proceedings, proceedings, titles } } };
  expect(paper(judged).title).toMatchObject({ kind: 'judgment', docket: '（2026）1号', amount: '1.00' });
});
