import type { Inner, Said, Write } from '../loan/part.js';
import type { Proceeding, ProceedingsPart } from './types.js';

/** What one event makes of the proceedings, gathered as it goes through them. */
export type Made = Readonly<{
  part: ProceedingsPart;
  said: readonly Said[];
  writes: readonly Write[];
  tell: readonly Inner[];
}>;

export const nothingOf = (part: ProceedingsPart): Made => ({ part, said: [], writes: [], tell: [] });

/** The same with more. */
export const and = (made: Made, more: Partial<Made>): Made => ({
  part: more.part ?? made.part,
  said: [...made.said, ...(more.said ?? [])],
  writes: [...made.writes, ...(more.writes ?? [])],
  tell: [...made.tell, ...(more.tell ?? [])],
});

/** The part with a proceeding as it is now. */
export function withProceeding(part: ProceedingsPart, proceeding: Proceeding): ProceedingsPart {
  const isKnown = part.proceedings.some(({ proceedingId }) => proceedingId === proceeding.proceedingId);
  const proceedings = isKnown
    ? part.proceedings.map((one) => (one.proceedingId === proceeding.proceedingId ? proceeding : one))
    : [...part.proceedings, proceeding];
  return { ...part, proceedings };
}
