import type { Terms } from '../../words.js';
import { type Apply, limitOf, periodsIn } from '../draft.js';

/** The arrears over some months, beside the instalments as they fall due. */
export const arrearsPlan: Apply<Extract<Terms, { kind: 'arrears-plan' }>> = (draft, { months }) => {
  const periods = periodsIn(draft, 'arrears-plan', months, limitOf(draft, 'arrears-plan', 'months'));
  return typeof periods === 'number' ? { ...draft, laying: { over: periods } } : periods;
};
