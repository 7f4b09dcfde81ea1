import type { NegotiationEvidence } from './check.js';
import type { Line } from './line.js';

/** What the run has met, in one line. */
export function summary(evidence: NegotiationEvidence, kills: number, { killedAt, lost }: Line): string {
  const { answered, accepted, asks, activated, plans, matched, money, closings } = evidence;
  const at = Object.entries(killedAt).map(([word, times]) => `${times} at ${word}`);
  const failed = closings.filter(({ what }) => what === 'failed').length;
  return (
    `negotiation: ${kills} kills, ${at.join(', ')}; ${lost} answers lost; ${accepted.length} acceptances, ` +
    `${answered.length} of them answered; ${asks.length} asks, ${activated.length} plans in force, ${statesOf(plans)}; ` +
    `${matched.length} of ${money.length} payments of plans; ${failed} failures`
  );
}

function statesOf(plans: readonly Readonly<{ state: string }>[]): string {
  const counts = new Map<string, number>();
  for (const { state } of plans) counts.set(state, (counts.get(state) ?? 0) + 1);
  return [...counts]
    .toSorted()
    .map(([state, count]) => `${count} ${state}`)
    .join(', ');
}
