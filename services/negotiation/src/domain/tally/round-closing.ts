import type { Inner, LoanView } from '../loan/part.js';
import type { FailReason, Outcome } from '../words.js';
import type { Closing } from './types.js';

const FAILURES: ReadonlySet<Outcome> = new Set<FailReason>([
  'rejected',
  'expired',
  'no-show',
  'documents-missing',
  'unaffordable',
  'first-instalment-missed',
  'plan-broken',
]);

/** Whether the borrower has failed by it: what the bank, a court or the ledger has ended counts against nobody. */
export const isFailure = (outcome: Outcome): outcome is FailReason => FAILURES.has(outcome);

/** The end of a negotiation as the count sees it. */
export function roundClosing(
  { roundId, outcome, on, legal }: Extract<Inner, { kind: 'round-over' }>,
  { parts }: LoanView,
): Closing {
  const episodeId = parts.round.closed.findLast((one) => one.roundId === roundId)?.episodeId ?? null;
  const about = { episodeId, roundId, planId: null, legal, on, by: null, said: true };
  return isFailure(outcome)
    ? { id: `failed:${roundId}`, what: 'failed', reason: outcome, ...about }
    : { id: `closed:${roundId}`, what: 'neutral', reason: null, ...about };
}
