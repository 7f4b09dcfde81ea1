import { createHmac } from 'node:crypto';
import { digitsOf, worldNumberOf } from './phone-number.js';

export type Indexed = 'phone' | 'email';

const BLIND_BYTES = 32;
const PRINT_BYTES = 8;

/** A number or an address as it is compared: however people write it down where they live. */
export const comparable = (kind: Indexed, value: string, jurisdiction: string | null): string =>
  kind === 'phone'
    ? (worldNumberOf(value, jurisdiction) ?? digitsOf(value))
    : value.normalize('NFKC').trim().toLowerCase();

/** What a comparable value is looked up by: keyed, so that a list of all numbers of a country is of no use without it. */
export const blindOf = (indexKey: Buffer, kind: Indexed, value: string): Buffer =>
  createHmac('sha256', indexKey).update(`${kind}|${value}`).digest().subarray(0, BLIND_BYTES);

/** Tells whether a person's value has changed, and nothing else: too short to be looked up, and bound to the person. */
export const printOf = (indexKey: Buffer, person: string, value: string): string =>
  createHmac('sha256', indexKey).update(`print|${person}|${value}`).digest().subarray(0, PRINT_BYTES).toString('hex');
