import { addMonths } from '@mora/kernel';
import type { Amounts, Minor, Terms } from '../../words.js';
import { AMOUNTS, NOTHING, total } from '../amounts.js';
import { type Apply, type Draft, type Due, limitOf, refused, within } from '../draft.js';
import type { NotBuilt } from '../types.js';

type Parts = Extract<Terms, { kind: 'split' }>['parts'];

/** What is due, in one sum, in parts that are named, beside the instalments as they fall due. */
export const split: Apply<Extract<Terms, { kind: 'split' }>> = (draft, { parts }) => {
  const wrong = whatIsWrong(draft, parts, total(draft.arrears));
  return wrong ?? { ...draft, laying: { parts: shared(draft.arrears, parts) } };
};

function whatIsWrong(draft: Draft, parts: Parts, owed: Minor): NotBuilt | null {
  const { position, sheet } = draft;
  const tooMany = within('split', 'parts', parts.length, limitOf(draft, 'split', 'parts'));
  if (tooMany !== null) return tooMany;
  const days = parts.map(({ dueOn }) => dueOn);
  if (days[0] !== sheet.firstDueOn) return refused('split-days', 'the first part falls due first', sheet.firstDueOn);
  if (days.some((day, at) => at > 0 && day <= (days[at - 1] ?? day))) {
    return refused('split-days', 'each part falls due after the one before it');
  }
  const months = limitOf(draft, 'split', 'months');
  const last = months === null ? null : addMonths(position.asOf, months);
  if (last !== null && days.some((day) => day > last)) {
    return refused('split-months', `the last part falls due within ${months} months`, last);
  }
  if (parts.some(({ minor }) => !Number.isSafeInteger(minor) || minor < 1)) {
    return refused('split-sum', 'each part is a whole amount above nought');
  }
  const sum = parts.reduce((all, { minor }) => all + minor, 0);
  return sum === owed ? null : refused('split-sum', 'the parts add up to what is owed, to the cent', owed);
}

/** What each part is for: fees and penalties first, then interest, then principal. */
function shared(owed: Amounts, parts: Parts): readonly Due[] {
  const pots = { ...owed };
  return parts.map(({ dueOn, minor }) => {
    const part = { dueOn, ...NOTHING };
    let left = minor;
    for (const name of AMOUNTS.toReversed()) {
      const taken = Math.min(left, pots[name]);
      part[name] = taken;
      pots[name] -= taken;
      left -= taken;
    }
    return part;
  });
}
