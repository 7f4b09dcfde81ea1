import { z } from 'zod';

/**
 * What a service may be told from outside, as a shape of zod. Each setting says what it means by `.describe(…)`,
 * its last call but for `secret`; it has a default, or is required, or is optional.
 */
export type Settings = Readonly<Record<string, z.ZodType>>;

export type ConfigOf<S extends Settings> = { readonly [Name in keyof S]: z.output<S[Name]> };

/** Marks a setting whose value is never printed. The last call on it. */
export const secret = <T extends z.ZodType>(setting: T): T => setting.meta({ ...setting.meta(), secret: true }) as T;

export const count = (from: number, to = Number.MAX_SAFE_INTEGER) => z.coerce.number().int().min(from).max(to);

export const milliseconds = (from: number, to = 86_400_000) => count(from, to);

export const commaList = z.string().transform((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
);

export const timeZone = z.string().refine(isTimeZone, 'not a time zone of the IANA database, such as Asia/Shanghai');

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false; // RangeError is how Intl says no
  }
}
