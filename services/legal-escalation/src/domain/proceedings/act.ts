import type { Inner } from '../loan/part.js';
import type { Act } from '../clock/types.js';
import type { Machine } from './machine.js';
import type { Proceeding } from './types.js';

/** What a proceeding is for the periods of the claim while it goes on; null where it is nothing. */
export function actOf({ act }: Machine, { root, filedOn: on, against, guarantorId }: Proceeding): Act | null {
  if (act === null) return null;
  const proof = { kind: 'filing', id: root, sha256: null };
  const whom = { against, ...(guarantorId !== undefined && { guarantorId }) };
  return { actId: `court:${root}`, kind: act, on, until: 'open', claims: 'all', ...whom, proof, from: 'case' };
}

/**
 * What is left of it when it is over: a decision ends it, whoever has won. Of what came to nothing the procedure says
 * where having asked is enough; it counts from that day, and until the debtor was served if he was. All else, and what was taken back, was a demand when the
 * debtor was served, and nothing at all before. The stricter reading, so that no period is too long.
 */
export function actAfter(machine: Machine, proceeding: Proceeding, firstAct: Act | null): Act | null {
  if (firstAct === null) return null;
  const { state, since, step, entered } = proceeding;
  if (state === 'open') return { ...firstAct, until: 'open' };
  if (state === 'title' || state === 'lost') return { ...firstAct, until: since };
  const served = machine.servedAt === null ? undefined : entered[machine.servedAt];
  if (machine.keptAsAct?.includes(step) === true) return { ...firstAct, until: served ?? null };
  if (served === undefined) return { ...firstAct, until: null, claims: [] };
  return { ...firstAct, kind: 'demand', on: served, until: null };
}

export const telling = (act: Act | null): readonly Inner[] => (act === null ? [] : [{ kind: 'act', act }]);
