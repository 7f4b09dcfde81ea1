import { inspect } from 'node:util';

const HIDDEN = '***';

/**
 * A value about a person: a name, a phone, an address. However it is printed, it is `***`;
 * whoever needs it says so by `reveal()`, which a reviewer can search for.
 */
export class Pii<T> {
  readonly #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  reveal(): T {
    return this.#value;
  }

  toString(): string {
    return HIDDEN;
  }

  toJSON(): string {
    return HIDDEN;
  }

  [inspect.custom](): string {
    return HIDDEN;
  }
}
