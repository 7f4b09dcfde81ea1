import { Matches } from 'class-validator';

/** Ids and names are one line of text: no control characters, which no stream and no log would take. */
export const IsPlain = (): PropertyDecorator =>
  Matches(PLAIN, { message: '$property must not hold control characters' });

const PLAIN = /^[^\p{Cc}\p{Cs}]*$/u;
