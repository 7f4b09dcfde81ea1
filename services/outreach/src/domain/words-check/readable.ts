import { amountText, calendarDate, type CalendarDate, type Currency } from '@mora/kernel';
import type { Language } from '../notices/commands.js';
import type { NoticeFacts } from '../notices/claim.js';
import type { Values } from './template.js';

/** How money is named in Chinese: what stands before the number, and what behind it. The others are named by `Intl`. */
const IN_CHINESE: Readonly<Record<'zh-CN' | 'zh-TW', Readonly<Partial<Record<Currency, readonly [string, string]>>>>> =
  {
    'zh-CN': { CNY: ['人民币', '元'], TWD: ['新台币', '元'], USD: ['', '美元'] },
    'zh-TW': { CNY: ['人民幣', '元'], TWD: ['新臺幣', '元'], USD: ['', '美元'] },
  };

/** An amount as a person of the language reads it, with the name of its currency: `人民币1,234.50元`. */
export function moneyText(minor: number, currency: Currency, language: Language): string {
  const decimal = amountText(BigInt(minor), currency);
  const named = language === 'en' ? undefined : IN_CHINESE[language][currency];
  const format = moneyFormat(language, currency);
  if (named === undefined) return format.format(decimal as `${number}`);
  const [before, behind] = named;
  const digits = format.formatToParts(decimal as `${number}`).filter(({ type }) => type !== 'currency');
  return `${before}${digits
    .map(({ value }) => value)
    .join('')
    .trim()}${behind}`;
}

/** A date as it is written: `2026年3月9日`, `March 9, 2026`. */
export const dateText = (date: CalendarDate, language: Language): string =>
  dateFormat(language).format(new Date(`${date}T00:00:00Z`));

// Making a format costs far more than using it, and there are only so many.
const moneyFormats = new Map<string, Intl.NumberFormat>();
const dateFormats = new Map<Language, Intl.DateTimeFormat>();

function moneyFormat(language: Language, currency: Currency): Intl.NumberFormat {
  const name = `${language} ${currency}`;
  const style = { style: 'currency', currency, currencyDisplay: 'name' } as const;
  const format = moneyFormats.get(name) ?? new Intl.NumberFormat(language, style);
  moneyFormats.set(name, format);
  return format;
}

function dateFormat(language: Language): Intl.DateTimeFormat {
  const format = dateFormats.get(language) ?? new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
  dateFormats.set(language, format);
  return format;
}

/** Who writes, in the words of the bank. */
export type Letterhead = Readonly<{
  senderName: string;
  senderAddress: string;
  complaintPhone: string;
  payHow: string;
  caseOfficer: string;
}>;

/** By tenant (`*` for those that have none of their own) and language. */
export type Letterheads = Readonly<Record<string, Readonly<Record<Language, Letterhead>>>>;

type Reader = Readonly<{
  salutation: string;
  language: Language;
  today: CalendarDate;
  mayOptOut: boolean;
  optOutUrl: string | null;
}>;

/** Other services tell dates as they stand on the wire; nobody else reads them so. */
function factText(value: string, language: Language): string {
  try {
    return dateText(calendarDate(value), language);
  } catch (error) {
    if (error instanceof RangeError) return value;
    throw error;
  }
}

const NAMED = new Set([
  'loanReference',
  'currency',
  'amountOverdueMinor',
  'overdueInterestMinor',
  'feesMinor',
  'oldestDueOn',
  'daysPastDue',
  'nextDueOn',
  'nextDueMinor',
]);

/** All that a template may print, from what the notice was claimed with. */
export function valuesOf(
  facts: NoticeFacts,
  letterhead: Letterhead,
  { salutation, language, today, mayOptOut, optOutUrl }: Reader,
): Values {
  const currency = facts['currency'] as Currency | null | undefined;
  const money = (name: string): string => {
    const minor = facts[name];
    return typeof minor !== 'number' || currency === null || currency === undefined
      ? ''
      : moneyText(minor, currency, language);
  };
  const date = (name: string): string => {
    const on = facts[name];
    return typeof on === 'string' ? dateText(on as CalendarDate, language) : '';
  };
  const rest = Object.entries(facts).filter(([name]) => !NAMED.has(name));
  return {
    ...letterhead,
    salutation,
    loanReference: String(facts['loanReference'] ?? ''),
    today: dateText(today, language),
    amountOverdue: money('amountOverdueMinor'),
    overdueInterest: money('overdueInterestMinor'),
    fees: money('feesMinor'),
    oldestDueOn: date('oldestDueOn'),
    daysPastDue: String(facts['daysPastDue'] ?? ''),
    nextDueOn: date('nextDueOn'),
    nextDueAmount: money('nextDueMinor'),
    optOutUrl: optOutUrl ?? '',
    mayOptOut: mayOptOut ? 'yes' : '',
    facts: Object.fromEntries(rest.map(([name, value]) => [name, factText(String(value ?? ''), language)])),
  };
}
