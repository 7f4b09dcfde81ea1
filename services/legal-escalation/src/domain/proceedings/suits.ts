import type { LegalPolicies } from '../policies.js';
import type { LoanView } from '../loan/part.js';
import type { Run } from './act.js';
import type { Machine } from './machine.js';
import type { Made } from './made.js';
import type { Proceeding } from './types.js';

type Machines = Pick<LegalPolicies, 'machines'>;

/** Whether a proceeding is what is waited for by assets that were only kept where they are. */
export function isSuitFor({ suedBy = [] }: Machine, { kind }: Proceeding, { machines }: Machines): boolean {
  const act = machines[kind]?.act ?? null;
  return act !== null && suedBy.includes(act);
}

/** Whether a suit went on already when assets were asked to be kept: proceedings stand in the order of their filing. */
export function isBesideSuit({ part }: Made, { machine, proceeding }: Run, { policies }: LoanView): boolean {
  const at = part.proceedings.findIndex(({ proceedingId }) => proceedingId === proceeding.proceedingId);
  const isOf = ({ caseId, state, since }: Proceeding): boolean =>
    caseId === proceeding.caseId && (state === 'open' || since >= proceeding.filedOn);
  return part.proceedings.slice(0, at).some((suit) => isOf(suit) && isSuitFor(machine, suit, policies));
}
