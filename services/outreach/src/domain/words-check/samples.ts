import type { CalendarDate, Currency } from '@mora/kernel';
import type { Language } from '../notices/commands.js';
import { type Letterhead, valuesOf } from './readable.js';
import type { Template, Values } from './template.js';

/** A person that nobody is, with a debt: what a template is looked at with before it is let out. */
export type Sample = Readonly<{ name: 'least' | 'usual' | 'most'; language: Language; values: Values; claim: number }>;

type Debt = Readonly<{
  name: Sample['name'];
  overdue: number;
  interest: number;
  fees: number;
  next: number;
  days: number;
}>;

const DEBTS: readonly Debt[] = [
  { name: 'least', overdue: 1, interest: 0, fees: 0, next: 1, days: 1 },
  { name: 'usual', overdue: 123_450, interest: 1_205, fees: 500, next: 98_765, days: 12 },
  { name: 'most', overdue: 987_654_321, interest: 12_345_678, fees: 250_000, next: 98_765_432, days: 1_234 },
];

const READERS: Readonly<
  Record<Language, Readonly<{ currency: Currency; salutation: string; letterhead: Letterhead }>>
> = {
  'zh-CN': {
    currency: 'CNY',
    salutation: '样例女士',
    letterhead: {
      senderName: '示例银行',
      senderAddress: '示例路1号',
      complaintPhone: '95000',
      payHow: '手机银行“还款”页',
      caseOfficer: '样例专员',
    },
  },
  'zh-TW': {
    currency: 'TWD',
    salutation: '樣例女士',
    letterhead: {
      senderName: '示例銀行',
      senderAddress: '示例路1號',
      complaintPhone: '0800-000-000',
      payHow: '行動銀行「還款」頁',
      caseOfficer: '樣例專員',
    },
  },
  en: {
    currency: 'USD',
    salutation: 'Ms Sample',
    letterhead: {
      senderName: 'Sample Bank',
      senderAddress: '1 Sample Street',
      complaintPhone: '800-555-0100',
      payHow: 'our app',
      caseOfficer: 'Sam Sample',
    },
  },
};

const MINOR = 100;

/** What a request would bring along is invented from the names of its facts; those that Mora knows by itself are real. */
export function samplesFor({ facts }: Pick<Template, 'facts'>): readonly Sample[] {
  const told = Object.fromEntries(facts.map((name) => [name, `<${name}>`]));
  return (Object.keys(READERS) as Language[]).flatMap((language) =>
    DEBTS.map((debt) => sampleOf(language, debt, told)),
  );
}

function sampleOf(language: Language, debt: Debt, told: Readonly<Record<string, string>>): Sample {
  const { currency, salutation, letterhead } = READERS[language];
  const facts = {
    ...told,
    loanReference: 'L-1',
    currency,
    amountOverdueMinor: debt.overdue,
    overdueInterestMinor: debt.interest,
    feesMinor: debt.fees,
    oldestDueOn: '2026-03-09',
    daysPastDue: debt.days,
    nextDueOn: '2026-04-09',
    nextDueMinor: debt.next,
  };
  const today = '2026-03-10' as CalendarDate;
  const optOutUrl = 'https://bank.example/o/sample';
  const values = valuesOf(facts, letterhead, { salutation, language, today, mayOptOut: true, optOutUrl });
  return {
    name: debt.name,
    language,
    values,
    claim: Math.max(debt.overdue + debt.interest + debt.fees, debt.next) / MINOR,
  };
}
