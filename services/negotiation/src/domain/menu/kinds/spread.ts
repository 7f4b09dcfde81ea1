import type { Terms } from '../../words.js';
import { type Apply, coming, refused, within } from '../draft.js';

/** The arrears over instalments that are there anyway; they bear no new interest. */
export const spread: Apply<Extract<Terms, { instalments: number }>> = (draft, { instalments }) => {
  const { position, sheet } = draft;
  const left = coming(position).filter(({ dueOn }) => dueOn >= sheet.firstDueOn).length;
  if (left === 0) return refused('spread-instalments', 'no instalment is left to lay arrears upon');
  return within('spread', 'instalments', instalments, left) ?? { ...draft, laying: { over: instalments } };
};
