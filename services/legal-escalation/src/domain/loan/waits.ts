import { STREAM_OF } from './parts/elsewhere.js';
import type { LoanState } from './state.js';

/** The streams whose marks this loan waits for: of services of which too little is known. */
export const waitsOf = ({ elsewhere }: LoanState['parts']): readonly string[] =>
  elsewhere.notKnown.map((service) => STREAM_OF[service]).toSorted();
