import { calendarDate } from '@mora/kernel';
import { exactDecimal } from './exact-number.js';
import type { CellRule, Profile } from './profile.js';

/** What is wrong with one cell, by its column; never what stands in it. */
export class CellWrong extends Error {
  constructor(
    readonly column: string,
    readonly reason: 'missing' | 'empty' | 'not-a-number' | 'not-a-date' | 'out-of-range' | 'unknown-value',
    message: string,
  ) {
    super(`${column} ${message}`);
  }
}

export type Row = Readonly<Record<string, string | undefined>>;
export type Value = string | number | boolean | null;
type Conventions = Profile['conventions'];

/** The value of a field by its rule; undefined where it is left out. Throws CellWrong. */
export function valueOf(rule: CellRule, row: Row, conventions: Conventions): Value | undefined {
  if (rule.column === undefined) return rule.constant;
  const text = row[rule.column]?.trim();
  if (text === undefined) throw new CellWrong(rule.column, 'missing', 'is not a column of this row');
  if (text !== '') return converted(rule, rule.column, text, conventions);
  if (rule.empty === 'omit') return undefined;
  if (rule.empty === undefined) throw new CellWrong(rule.column, 'empty', 'is empty');
  return converted(rule, rule.column, rule.empty.text, conventions);
}

function converted(rule: CellRule, column: string, text: string, conventions: Conventions): Value {
  const mapped = mappedValue(rule, column, text);
  if (mapped !== undefined) return mapped;
  switch (rule.as) {
    case 'integer':
      return integer(rule, column, text, conventions);
    case 'amount':
      return amount(rule, column, text, conventions);
    case 'date':
      return date(column, text, conventions);
    case 'text':
      return `${rule.prefix ?? ''}${text}`;
  }
}

function mappedValue({ values, otherwise }: CellRule, column: string, text: string): Value | undefined {
  if (values === undefined) return undefined;
  const value = values[text];
  if (value !== undefined || otherwise !== undefined) return value;
  throw new CellWrong(column, 'unknown-value', 'holds a value that the profile does not know');
}

function integer(rule: CellRule, column: string, text: string, conventions: Conventions): number {
  const decimal = exactDecimal(unmarked(text, conventions), conventions.numbers);
  const value = decimal === null ? Number.NaN : Number(decimal);
  if (!Number.isSafeInteger(value)) throw new CellWrong(column, 'not-a-number', 'is not a whole number');
  inRange(rule, column, value);
  return value;
}

function amount(rule: CellRule, column: string, text: string, conventions: Conventions): string {
  const decimal = exactDecimal(unmarked(text, conventions), conventions.numbers);
  if (decimal === null) throw new CellWrong(column, 'not-a-number', 'is not an amount');
  inRange(rule, column, Number(decimal)); // only the range is judged by the double; the amount stays text
  return rule.floorAtZero === true && decimal.startsWith('-') ? '0' : decimal;
}

function inRange({ min, max }: CellRule, column: string, value: number): void {
  const low = min !== undefined && value < min;
  const high = max !== undefined && value > max;
  if (low || high) throw new CellWrong(column, 'out-of-range', `is not in ${min ?? '…'} to ${max ?? '…'}`);
}

const unmarked = (text: string, { decimalMark }: Conventions): string =>
  decimalMark === ',' ? text.replaceAll('.', '').replace(',', '.') : text;

const DATES: Readonly<Record<Conventions['dates'], RegExp>> = {
  'YYYY-MM-DD': /^(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})$/,
  'DD.MM.YYYY': /^(?<d>\d{2})\.(?<m>\d{2})\.(?<y>\d{4})$/,
  'MM/DD/YYYY': /^(?<m>\d{2})\/(?<d>\d{2})\/(?<y>\d{4})$/,
  YYYYMMDD: /^(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})$/,
};

function date(column: string, text: string, { dates }: Conventions): string {
  const parts = DATES[dates].exec(text)?.groups;
  try {
    return calendarDate(`${parts?.['y']}-${parts?.['m']}-${parts?.['d']}`);
  } catch {
    throw new CellWrong(column, 'not-a-date', `is not a day that exists, written ${dates}`);
  }
}
