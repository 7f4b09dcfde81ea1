import { invariant } from '@mora/kernel';
import type { LoanView, Said, Write } from '../loan/part.js';
import { timelineOf } from '../loan/timeline.js';
import type { Outcome } from '../words.js';
import { consecutiveAt } from './consecutive.js';
import type { Closing } from './types.js';

type Leaves = Readonly<{ said: readonly Said[]; writes: readonly Write[] }>;

/** A negotiation, or the plan that came of it, has failed. */
export function failedSaid(closings: readonly Closing[], closing: Closing, { policies }: LoanView): Leaves {
  const { id, version, tally } = policies.rounds;
  const { roundId, planId, episodeId, reason, on: closedOn, legal: reference } = closing;
  invariant(reason !== null, `${closing.id} has failed without a reason`);
  const consecutive = consecutiveAt(closings, closing, tally);
  const policy = { id, version, rule: reason };
  return {
    said: [{ type: 'failed', data: { roundId, episodeId, planId, reason, consecutive, closedOn, policy, reference } }],
    writes: [timelineOf('failed', { roundId, planId, reason, closedOn, consecutive }, policy)],
  };
}

/** A negotiation has ended without having failed. */
export function closedSaid(
  closings: readonly Closing[],
  closing: Closing,
  outcome: Outcome,
  { policies }: LoanView,
): Leaves {
  const { roundId, episodeId, legal: reference } = closing;
  const consecutive = consecutiveAt(closings, closing, policies.rounds.tally);
  return { said: [{ type: 'closed', data: { roundId, episodeId, outcome, consecutive, reference } }], writes: [] };
}

export const resetSaid = ({ episodeId, what }: Closing): Leaves => {
  const because = what === 'cured' ? 'cured' : 'plan-activated';
  return {
    said: [{ type: 'tally-reset', data: { episodeId, because, consecutive: 0 } }],
    writes: [timelineOf('tally-reset', { episodeId, because }, null)],
  };
};
