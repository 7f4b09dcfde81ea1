import { hash } from 'node:crypto';

/** SHA-256 of the inputs in the order of their names: two decisions by the same facts have the same. */
export const inputsHash = (inputs: Readonly<Record<string, string | boolean | number>>): string =>
  hash('sha256', JSON.stringify(Object.entries(inputs).toSorted(([a], [b]) => (a < b ? -1 : 1))), 'hex');
