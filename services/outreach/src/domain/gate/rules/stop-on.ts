import { personFlagsOn } from '../flags.js';
import { FOR_GOOD, type Judge } from '../judge.js';
import type { StopOnRule } from '../pack.js';

/** A flag of the person or of the loan stops the contact until it is lifted. */
export const stopOn = (rule: StopOnRule): Judge => {
  const flags = new Set(rule.flags);
  return ({ facts, loan, local, inputs }) => {
    const raised = [...personFlagsOn(facts, local.date), ...(rule.whose === 'person' ? [] : loan.flags)];
    const found = raised.filter((flag) => flags.has(flag));
    for (const flag of found) inputs[`flag:${flag}`] = true;
    return found.length > 0 ? FOR_GOOD : null;
  };
};
