import { createHmac } from 'node:crypto';

export type Indexed = 'phone' | 'email';

const BLIND_BYTES = 32;
const PRINT_BYTES = 8;

/** A number or an address as it is compared: without the spaces and signs that people write into it. */
export const comparable = (kind: Indexed, value: string): string =>
  kind === 'phone' ? value.normalize('NFKC').replace(/[^\d+]/g, '') : value.normalize('NFKC').trim().toLowerCase();

/** What a value is looked up by: keyed, so that a list of all numbers of a country is of no use without the key. */
export const blindOf = (indexKey: Buffer, kind: Indexed, value: string): Buffer =>
  createHmac('sha256', indexKey)
    .update(`${kind}|${comparable(kind, value)}`)
    .digest()
    .subarray(0, BLIND_BYTES);

/** Tells whether a person's value has changed, and nothing else: too short to be looked up, and bound to the person. */
export const printOf = (indexKey: Buffer, person: string, value: string): string =>
  createHmac('sha256', indexKey).update(`print|${person}|${value}`).digest().subarray(0, PRINT_BYTES).toString('hex');
