import type { PolicyRef } from '../words.js';
import type { Write } from './part.js';

/** One line of the loan's course: what was done, what it rested on, and by which rule. It is signed as it is taken. */
export const timelineOf = (what: string, inputs: object, policy: PolicyRef | null): Write => ({
  table: 'timeline',
  row: { what, inputs, policy },
});
