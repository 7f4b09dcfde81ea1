import type { CalendarDate } from '@mora/kernel';
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

/** A proceeding, and the machine by which it runs. */
export type Run = Readonly<{ machine: Machine; proceeding: Proceeding }>;

/**
 * What is left of a chain when it is over, by its first proceeding and its last: a decision ends it, whoever has won. Of
 * what came to nothing the procedure says where having asked is enough; it counts from that day, and until the debtor was
 * served if he was. All else, and what was taken back, was a demand when the debtor was served, and nothing at all before.
 * The stricter reading, so that no period is too long. `isBesideSuit`: the law names what is asked for before a suit, and
 * beside one it is the suit that counts.
 */
export function actAfter(root: Run, last: Run, isBesideSuit: boolean): Act | null {
  const firstAct = actOf(root.machine, last.proceeding);
  if (firstAct === null) return null;
  const { state, since } = last.proceeding;
  if (state === 'open') return { ...firstAct, until: 'open' };
  if (state === 'title' || state === 'lost') return { ...firstAct, until: since };
  const served = [root, last].flatMap(servedOn).toSorted().at(-1);
  if (!isBesideSuit && [root, last].some(isKept)) {
    // Whoever stands surety is asked by what reaches him, not by what was only filed.
    return served === undefined ? { ...firstAct, until: null, claims: OF_DEBT } : { ...firstAct, until: served };
  }
  if (served === undefined) return { ...firstAct, until: null, claims: [] };
  return { ...firstAct, kind: 'demand', on: served, until: null };
}

const OF_DEBT = ['debt', 'accelerated', 'interest'] as const;

const isKept = ({ machine: { keptAsAct = [] }, proceeding: { step } }: Run): boolean => keptAsAct.includes(step);

const servedOn = ({ machine: { servedAt }, proceeding: { entered } }: Run): readonly CalendarDate[] => {
  const on = servedAt === null ? undefined : entered[servedAt];
  return on === undefined ? [] : [on];
};

export const telling = (act: Act | null): readonly Inner[] => (act === null ? [] : [{ kind: 'act', act }]);
