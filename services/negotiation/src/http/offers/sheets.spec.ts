import { calendarDate } from '@mora/kernel';
import type { Kind } from '../../domain/words.js';
import { SHEETS } from './examples.js';
import { KINDS, type SheetDto } from './sheets.dto.js';
import { sheetOf } from './sheets.js';

const NEXT = calendarDate('2026-03-20');
const of = (terms: object, over: object = {}) => sheetOf({ terms: [terms], ...over } as SheetDto, 'CNY', NEXT);

it('there is an example of every kind, and each is taken as it is written', () => {
  expect(Object.keys(SHEETS).toSorted()).toEqual([...KINDS].toSorted());
  for (const [kind, { value }] of Object.entries(SHEETS)) {
    const sheet = sheetOf(value.sheet as SheetDto, 'CNY', NEXT);
    expect(sheet.terms.map((terms) => terms.kind)).toEqual([kind as Kind]);
    expect(sheet.firstDueOn).toBe(NEXT);
    // A field that was left out is no field: nothing behind the door looks for it in vain.
    expect(Object.values(sheet.terms[0] ?? {}).includes(undefined)).toBe(false);
  }
});

it('amounts become minor units, and what a rate cut does not say is for good', () => {
  expect(of({ kind: 'settlement', pay: '15000.01', parts: 3, everyMonths: 1 }).terms).toEqual([
    { kind: 'settlement', pay: 1_500_001, parts: 3, everyMonths: 1 },
  ]);
  expect(of({ kind: 'rate-cut', rate: '0.0600', months: undefined }).terms).toEqual([
    { kind: 'rate-cut', rate: '0.0600', months: null },
  ]);
  expect(of({ kind: 'spread', instalments: 2 }, { waive: { penalty: '12.50' } }).waive).toEqual({
    ...{ interest: 0, fee: 0, penalty: 1_250 },
  });
});

it.each([
  [{ kind: 'grace', months: 3 }, 'grace says interest.'],
  [{ kind: 'extension', months: 3, rate: '0.05' }, 'extension does not say rate.'],
  [{ kind: 'settlement', pay: '1.00', parts: 1 }, 'settlement says everyMonths.'],
])('%j: %s', (terms, detail) => {
  expect(() => of(terms)).toThrow(expect.objectContaining({ response: expect.objectContaining({ detail }) }));
});
