import type { CalendarDate, Currency } from '@mora/kernel';
import { Problem } from '@mora/runtime';
import type { Kind, Sheet, Terms } from '../../domain/words.js';
import { minorOf } from '../assessment/amounts.js';
import { dayOf } from '../loan/texts.js';
import type { SheetDto, TermsDto } from './sheets.dto.js';

type Field = Exclude<keyof TermsDto, 'kind'>;

/** What each kind says besides its name: nothing less, and nothing else. */
const FIELDS: Readonly<Record<Kind, readonly Field[]>> = {
  extension: ['months'],
  'reduced-instalment': ['instalments'],
  're-age': ['instalments'],
  spread: ['instalments'],
  'arrears-plan': ['months'],
  split: ['amounts'],
  grace: ['months', 'interest'],
  'interest-only': ['months', 'then'],
  'partial-principal': ['months', 'permille'],
  'rate-cut': ['rate'],
  capitalise: ['components', 'agreedInWriting'],
  settlement: ['pay', 'parts', 'everyMonths'],
  'card-plan': ['instalments', 'rate'],
  'tw-agreed': ['instalments', 'rate'],
  'tw-debt-clearance': ['instalments', 'rate'],
  'hardship-fund': ['fund', 'purpose', 'instalments', 'proofDays'],
};

/** A rate may be cut for good: then no months are said. */
const OPTIONAL: Readonly<Partial<Record<Kind, readonly Field[]>>> = { 'rate-cut': ['months'] };

/** Terms as the menu takes them. Throws the problem 400, which never says what was sent. */
export function sheetOf(dto: SheetDto, currency: Currency, nextDueOn: CalendarDate): Sheet {
  const { terms, waive = {}, firstDueOn, beside = false } = dto;
  const amount = (text: string | undefined) => (text === undefined ? 0 : minorOf(text, currency));
  return {
    terms: terms.map((one) => termsOf(one, currency)),
    waive: { interest: amount(waive.interest), fee: amount(waive.fee), penalty: amount(waive.penalty) },
    firstDueOn: firstDueOn === undefined ? nextDueOn : dayOf(firstDueOn),
    beside,
  };
}

function termsOf(dto: TermsDto, currency: Currency): Terms {
  const { kind } = dto;
  const [wanted, optional] = [FIELDS[kind], OPTIONAL[kind] ?? []];
  const given = Object.entries(dto).flatMap(([name, one]) => (name === 'kind' || one === undefined ? [] : [name]));
  const missing = wanted.find((name) => dto[name] === undefined);
  if (missing !== undefined) throw invalid(`${kind} says ${missing}.`);
  const extra = given.find((name) => ![...wanted, ...optional].includes(name as Field));
  if (extra !== undefined) throw invalid(`${kind} does not say ${extra}.`);
  const said = Object.fromEntries([...wanted, ...optional].map((name) => valueOf(name, dto, currency)));
  // Every field of the kind is there, and no other one: the checks above are what the type cannot say.
  return { kind, ...said } as Terms;
}

/** A field as the menu names it and takes it: amounts in minor units, and null for what was left out. */
function valueOf(name: Field, dto: TermsDto, currency: Currency): readonly [string, unknown] {
  if (name === 'amounts') {
    const parts = (dto.amounts ?? []).map(({ dueOn, amount }) => {
      return { dueOn: dayOf(dueOn), minor: minorOf(amount, currency) };
    });
    return ['parts', parts];
  }
  const value = dto[name];
  const isAmount = name === 'pay' || name === 'fund';
  return [name, isAmount && typeof value === 'string' ? minorOf(value, currency) : (value ?? null)];
}

const invalid = (detail: string): Problem => new Problem(400, 'request-invalid', detail);
