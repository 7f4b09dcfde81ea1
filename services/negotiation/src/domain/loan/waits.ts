import { STREAM_OF } from './parts/elsewhere.js';
import type { LoanState } from './state.js';

/**
 * The streams whose marks this loan waits for: of services of which too little is known, and of outreach where something
 * has ended by silence and a dispute of its day may still come.
 */
export function waitsOf({ elsewhere, round, tally }: LoanState['parts']): readonly string[] {
  const waits = elsewhere.notKnown.map((service) => STREAM_OF[service]);
  const isUnsaid = (round.open?.closing ?? null) !== null || tally.closings.some(({ said }) => !said);
  if (isUnsaid && !waits.includes(STREAM_OF.outreach)) waits.push(STREAM_OF.outreach);
  return waits.toSorted();
}
