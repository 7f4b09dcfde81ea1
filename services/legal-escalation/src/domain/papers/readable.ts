import type { CalendarDate, Currency } from '@mora/kernel';
import { textOf } from '../evidence/text.js';
import type { Minor, Rate } from '../words.js';
import type { Language } from './types.js';

/** An amount with its thousands apart: `1,575.00`. */
export function digitsOf(minor: Minor, currency: Currency): string {
  const [whole = '', fraction] = textOf(minor, currency).split('.');
  const apart = whole.replaceAll(/(?<=\d)(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? apart : `${apart}.${fraction}`;
}

/** A rate of one in hundredths: `0.0435` is `4.35`. */
export function percentOf(rate: Rate): string {
  const [whole = '0', fraction = ''] = rate.split('.');
  const digits = `${whole}${fraction.padEnd(2, '0')}`;
  const at = whole.length + 2;
  const before = digits.slice(0, at).replace(/^0+(?=\d)/, '');
  const behind = digits.slice(at).replace(/0+$/, '');
  return behind === '' ? before : `${before}.${behind}`;
}

/** The years of Taiwan's courts count from 1911. */
const REPUBLIC = 1911;

/** A day as courts write it: `2026年3月9日`, in Taiwan `民國115年3月9日`. */
export function dayText(day: CalendarDate, language: Language): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return language === 'zh-TW' ? `民國${year - REPUBLIC}年${month}月${date}日` : `${year}年${month}月${date}日`;
}

const CURRENCIES: Readonly<Record<Language, Readonly<Partial<Record<Currency, string>>>>> = {
  'zh-CN': { CNY: '人民币', TWD: '新台币', USD: '美元' },
  'zh-TW': { CNY: '人民幣', TWD: '新臺幣', USD: '美元' },
};

/** The name of a currency, as it stands before an amount. */
export const currencyText = (currency: Currency, language: Language): string =>
  CURRENCIES[language][currency] ?? currency;
