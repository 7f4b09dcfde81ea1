import { earliest } from '@mora/kernel';
import type { LoanView, Step } from '../loan/part.js';
import type { LaneAt } from '../words.js';
import type { Round, RoundPart } from './types.js';

export type RoundStep = Step<RoundPart>;

/** What is looked at while a negotiation moves. */
export type Scene = Readonly<{ view: LoanView; at: LaneAt }>;

/** One step behind another: the later part, and everything that leaves with both, in that order. */
export function then(first: RoundStep, more: (part: RoundPart) => RoundStep): RoundStep {
  if (first.refuse !== undefined) return first;
  const next = more(first.part);
  if (next.refuse !== undefined) return next;
  const { reviewOn: a } = first;
  const { reviewOn: b } = next;
  const reviewOn = a === undefined ? b : b === undefined ? a : earliest(a, b);
  return {
    part: next.part,
    said: [...(first.said ?? []), ...(next.said ?? [])],
    writes: [...(first.writes ?? []), ...(next.writes ?? [])],
    tell: [...(first.tell ?? []), ...(next.tell ?? [])],
    ...(reviewOn !== undefined && { reviewOn }),
  };
}

/** The part with its open negotiation changed. */
export const changed = (part: RoundPart, round: Round): RoundPart => ({ ...part, open: round });

export const ofRound = ({ roundId, episodeId }: Round) => ({ roundId, episodeId });
