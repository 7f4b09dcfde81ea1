import type { Every } from '../pack.js';

/** Whether a list that may be everything has this in it. */
export const isAmong = <T>(list: Every<T> | undefined, one: T): boolean =>
  list === undefined || list === '*' || list.includes(one);

/** The same for names, of which `US-*` stands for all that begin so. */
export const isNamed = (list: Every<string>, name: string): boolean =>
  list === '*' || list.some((one) => (one.endsWith('*') ? name.startsWith(one.slice(0, -1)) : one === name));
