import { type CalendarDate, calendarDate } from '@mora/kernel';
import { type Fraction, fraction } from '../fraction.js';

/** A policy file that does not say what it should, by the place in it. */
export class PolicyInvalid extends RangeError {
  constructor(place: string, expected: string) {
    super(`${place}: ${expected} expected`);
    this.name = 'PolicyInvalid';
  }
}

/** A place in a document that was read from a file: what it holds is asked for by its kind, or it is refused. */
export class Field {
  constructor(
    private readonly value: unknown,
    private readonly place: string,
  ) {}

  /** The fields of an object, which has these and no others. What is missing shows when it is read. */
  object<Name extends string>(...names: readonly Name[]): Readonly<Record<Name, Field>> {
    const { value } = this;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw this.wrong('an object');
    const unknown = Object.keys(value).find((key) => !(names as readonly string[]).includes(key));
    if (unknown !== undefined) throw this.wrong(`nothing called ${unknown}`);
    const fields = names.map((name) => [name, new Field(valueAt(value, name), `${this.place}.${name}`)]);
    return Object.fromEntries(fields) as Record<Name, Field>;
  }

  /** The fields of an object that is a table from free names to values. */
  entries(): readonly (readonly [string, Field])[] {
    const { value } = this;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw this.wrong('an object');
    return Object.entries(value).map(([name, of]) => [name, new Field(of, `${this.place}.${name}`)]);
  }

  list(): readonly Field[] {
    const { value } = this;
    if (!Array.isArray(value) || value.length === 0) throw this.wrong('a list that is not empty');
    return value.map((item, at) => new Field(item, `${this.place}[${at}]`));
  }

  get isMissing(): boolean {
    return this.value === undefined || this.value === null;
  }

  /** Null where there is nothing, else what is read of it. */
  orNull<V>(read: (field: Field) => V): V | null {
    return this.isMissing ? null : read(this);
  }

  text(): string {
    if (typeof this.value !== 'string' || this.value === '') throw this.wrong('a text');
    return this.value;
  }

  oneOf<Word extends string>(words: readonly Word[]): Word {
    const word = words.find((known) => known === this.value);
    if (word === undefined) throw this.wrong(`one of ${words.join(', ')}`);
    return word;
  }

  integer(): number {
    if (!Number.isSafeInteger(this.value) || Number(this.value) < 0) throw this.wrong('a whole number');
    return Number(this.value);
  }

  minor(): bigint {
    return BigInt(this.integer());
  }

  date(): CalendarDate {
    return this.tried(calendarDate, 'a day');
  }

  fraction(): Fraction {
    return this.tried(fraction, 'a decimal number as text');
  }

  private tried<V>(read: (text: string) => V, expected: string): V {
    const text = this.text();
    try {
      return read(text);
    } catch {
      throw this.wrong(expected);
    }
  }

  private wrong(expected: string): PolicyInvalid {
    return new PolicyInvalid(this.place, expected);
  }
}

const valueAt = (value: object, name: string): unknown => Object.getOwnPropertyDescriptor(value, name)?.value;
