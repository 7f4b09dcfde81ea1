import type { LoanId } from '@mora/kernel';
import type { NegotiationPolicies } from '../policies.js';
import type { LaneAt, TimerSet } from '../words.js';
import { PART_NAMES, PARTS } from './all-parts.js';
import { COMMANDS, whyNotNow } from './command-kinds.js';
import type { LoanTold } from './event.js';
import type { Said } from './part.js';
import type { LoanState } from './state.js';
import { Taking } from './taking.js';

type Parts = LoanState['parts'];

export type Decision =
  | Readonly<{
      kind: 'decided';
      next: LoanState;
      said: readonly Said[];
      timers: readonly TimerSet[];
      clear: readonly string[];
    }>
  | Readonly<{ kind: 'refused'; because: string; detail?: string }>;

/** A loan of which nothing is known yet. Either spine stream may speak of it first. */
const unknownLoan = (loanId: LoanId): LoanState => ({
  loanId,
  parts: Object.fromEntries(PART_NAMES.map((name) => [name, PARTS[name].start])) as Parts,
  reviews: {},
  reviewOn: null,
  waits: [],
  writes: [],
});

/** What an event makes of a loan: every part takes it, hears what the others tell, and all of it leaves together. */
export function decideLoan(
  known: LoanState | null,
  { loanId, id, event }: LoanTold,
  at: LaneAt,
  policies: NegotiationPolicies,
): Decision {
  if (event.kind === 'unusable') return { kind: 'refused', because: event.because };
  if (known === null && COMMANDS.has(event.kind)) return { kind: 'refused', because: 'loan-unknown' };
  const state = known ?? (loanId === null ? null : unknownLoan(loanId));
  if (state === null) return { kind: 'refused', because: 'loan-unknown' };
  const notNow = whyNotNow(state, event, at, policies);
  if (notNow !== null) return { kind: 'refused', because: notNow };
  const taken = new Taking(state, event, at, policies, id);
  taken.goRound();
  if (taken.refused !== null) return { kind: 'refused', ...taken.refused };
  const next = taken.next();
  const { said, timers, clear } = taken;
  return { kind: 'decided', next: known !== null && isSame(known, next) ? known : next, said, timers, clear };
}

const isSame = (known: LoanState, next: LoanState): boolean =>
  next.parts === known.parts && next.reviews === known.reviews && next.writes === known.writes;
