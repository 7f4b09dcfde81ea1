import type { Language } from '../notices/commands.js';
import type { ForbiddenClass } from './lists.js';

/** The classes of which a text says something. All languages are looked for: a text may quote another one. */
export const forbiddenIn = (text: string, classes: readonly ForbiddenClass[]): readonly string[] => {
  const seen = text.normalize('NFKC').replaceAll(UNSEEN, '');
  return classes
    .filter(({ patterns }) =>
      Object.values(patterns)
        .flat()
        .some((pattern) => matches(pattern, seen)),
    )
    .map(({ id }) => id);
};

/** What stands between letters and nobody reads. */
const UNSEEN = /[\u00ad\u200b-\u200f\u2060\ufeff]/gu;

/**
 * The same of a body that has not been filled in: a sample may never come to where a condition hides something. It is
 * looked at as it stands, without what directs it, and with what it would print of its own.
 */
export const forbiddenInBody = (body: string, classes: readonly ForbiddenClass[]): readonly string[] => {
  const printed = body.replaceAll(/\{\{-?\s*(["'])(.*?)\1.*?\}\}/gsu, '$2');
  const readings = [body, printed.replaceAll(DIRECTS, ''), printed.replaceAll(DIRECTS, ' ')];
  return [...new Set(readings.flatMap((text) => forbiddenIn(text, classes)))];
};

const DIRECTS = /\{%.*?%\}|\{\{.*?\}\}/gsu;

const cache = new Map<string, RegExp>();

function matches(pattern: string, text: string): boolean {
  let known = cache.get(pattern);
  if (known === undefined) {
    known = new RegExp(pattern, 'iu');
    cache.set(pattern, known);
  }
  return known.test(text);
}

/** What is wrong with a list by its own cases. */
export const faultsOf = (classes: readonly ForbiddenClass[]): readonly string[] =>
  classes.flatMap((one) => [
    ...one.hits.filter((text) => !forbiddenIn(text, [one]).includes(one.id)).map((text) => `${one.id} misses: ${text}`),
    ...one.misses.filter((text) => forbiddenIn(text, [one]).length > 0).map((text) => `${one.id} hits: ${text}`),
    ...(['zh-CN', 'zh-TW', 'en'] as const satisfies readonly Language[])
      .filter((language) => one.patterns[language].length === 0)
      .map((language) => `${one.id} has no pattern in ${language}`),
  ]);

const AMOUNT =
  /(?:(?:CNY|TWD|USD|¥|\$|NT\$)\s*)?(\d[\d,]*(?:\.\d+)?)\s*(元|圆|人民币|新台币|新臺幣|新台幣|美元|dollars?|yuan|Chinese yuan|New Taiwan dollars|US dollars|CNY|TWD|USD)/giu;

/** Amounts of money that are more than what is claimed: nobody may ask for more, or threaten with it. */
export const claimsMore = (text: string, claim: number): boolean =>
  [...text.matchAll(AMOUNT)].some(([, digits = '0']) => Number(digits.replaceAll(',', '')) > claim);
