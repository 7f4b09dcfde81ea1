import { hash } from 'node:crypto';

type Inputs = Readonly<Record<string, string | boolean | number>>;

/** The same inputs are hashed for the row of the decision and for what is said of it. */
const known = new WeakMap<Inputs, string>();

/** SHA-256 of the inputs in the order of their names: two decisions by the same facts have the same. */
export function inputsHash(inputs: Inputs): string {
  const found = known.get(inputs) ?? hashed(inputs);
  known.set(inputs, found);
  return found;
}

const hashed = (inputs: Inputs): string =>
  hash('sha256', JSON.stringify(Object.entries(inputs).toSorted(([a], [b]) => (a < b ? -1 : 1))), 'hex');
