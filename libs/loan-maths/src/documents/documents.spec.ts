import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InvariantViolated } from '@mora/kernel';
import { loadLoanPolicies, SHIPPED } from '../shipped/index.js';
import { readAllocationOrders } from './allocation-orders.js';
import { readCapRules } from './cap-rules.js';
import { readDelayRates } from './delay-rates.js';
import { PolicyInvalid } from './field.js';
import { readLprTable } from './lpr-table.js';

const { lpr } = loadLoanPolicies();
const READERS = {
  'lpr/cn-lpr.v1.json': readLprTable,
  'caps/cn.v1.json': (document: unknown) => readCapRules(document, lpr),
  'allocation/cn.v1.json': readAllocationOrders,
  'delay-interest/cn.v1.json': readDelayRates,
} as const;
type File = keyof typeof READERS;

/** A shipped file in which one text was put in the place of another. */
const readWith = (file: File, old: string, changed: string) => {
  const text = readFileSync(join(SHIPPED, file), 'utf8');
  if (!text.includes(old)) throw new Error(`${file} does not say ${old}`);
  return READERS[file](JSON.parse(text.replace(old, changed)));
};

it.each<readonly [string, File, string, string]>([
  ['a rate as a number', 'lpr/cn-lpr.v1.json', '"0.0425"', '0.0425'],
  ['a rate in per cent', 'lpr/cn-lpr.v1.json', '"0.0425"', '"4.25%"'],
  ['a day that does not exist', 'lpr/cn-lpr.v1.json', '"2019-08-20", "rate"', '"2019-02-29", "rate"'],
  ['no source', 'caps/cn.v1.json', '"source"', '"sauce"'],
  ['an empty source', 'delay-interest/cn.v1.json', '"id": "cn-delay-interest"', '"id": ""'],
  ['a mark that says nothing', 'delay-interest/cn.v1.json', '"mark": "S"', '"mark": "sure"'],
  ['a rule without its own source', 'caps/cn.v1.json', '"mark": "S"\n', '"mark": 1\n'],
  ['a component that nobody knows', 'caps/cn.v1.json', '"counts": ["interest"', '"counts": ["gift"'],
  ['a list of nothing', 'caps/cn.v1.json', '"lenders": ["private"]', '"lenders": []'],
  ['something else than an object', 'caps/cn.v1.json', '{ "lprTenor": "1Y", "multiple": "4" }', '[]'],
  ['half a day', 'allocation/cn.v1.json', '"from": 91', '"from": 90.5'],
  ['a word that nobody knows', 'allocation/cn.v1.json', '"debt-first"', '"as-it-comes"'],
])('%s is refused', (_rule, file, old, changed) => {
  expect(() => readWith(file, old, changed)).toThrow(PolicyInvalid);
});

it.each<readonly [string, File, string, string]>([
  ['another loan prime rate', 'lpr/cn-lpr.v1.json', '"0.0385"', '"0.0386"'],
  [
    'a table that is known for longer',
    'lpr/cn-lpr.v1.json',
    '"knownUntil": "2026-07-19"',
    '"knownUntil": "2026-08-19"',
  ],
  ['another multiple', 'caps/cn.v1.json', '"multiple": "4"', '"multiple": "5"'],
  ['a cap that is not one', 'caps/cn.v1.json', '{ "rate": "0.24" }', '{}'],
  ['a cap that counts what it never cuts', 'caps/cn.v1.json', '"cutOrder": ["fee", ', '"cutOrder": ['],
  ['a cap that cuts what does not count', 'caps/cn.v1.json', '"cutOrder": ["fee", ', '"cutOrder": ["fee", "cost", '],
  ['another refusal', 'caps/cn.v1.json', '"refused": "lpr-not-covered"', '"refused": "cap-not-covered"'],
  ['an order that starts a day later', 'allocation/cn.v1.json', '"from": 91', '"from": 92'],
  ['an order that forgets a component', 'allocation/cn.v1.json', '"delay-interest"', '"principal"'],
  ['another rate a day', 'delay-interest/cn.v1.json', '"0.000175"', '"0.000176"'],
  ['days that nobody covered', 'delay-interest/cn.v1.json', '"interest": null', '"interest": 3500'],
])('%s is seen by the golden cases', (_rule, file, old, changed) => {
  expect(() => readWith(file, old, changed)).toThrow(InvariantViolated);
});

it('dates that do not stand in order are refused', () => {
  expect(() => readWith('lpr/cn-lpr.v1.json', '"2019-09-20"', '"2019-08-20"')).toThrow(RangeError);
});

it('the message names the place', () => {
  expect(() => readWith('lpr/cn-lpr.v1.json', '"0.0425"', '""')).toThrow('lpr.tenors.1Y[0].rate: a text expected');
});
