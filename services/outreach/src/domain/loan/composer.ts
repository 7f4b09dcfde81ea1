import type { LoanId } from '@mora/kernel';
import type { TimerSet } from '../words.js';
import { PART_NAMES, PARTS } from './all-parts.js';
import type { LoanTold } from './event.js';
import type { LoanAt, LoanPolicies, Said } from './part.js';
import { NO_SLICES } from './slices.js';
import type { LoanState } from './state.js';
import { Taking } from './taking.js';

type Parts = LoanState['parts'];
type Decision =
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
  slices: NO_SLICES,
  reviews: {},
  reviewOn: null,
  stopped: false,
  waits: [],
  writes: [],
});

/** What an event makes of a loan: every part takes it, then what they say together is put together. */
export function decideLoan(
  known: LoanState | null,
  { loanId, id, event }: LoanTold,
  at: LoanAt,
  policies: LoanPolicies,
): Decision {
  if (event.kind === 'unusable') return { kind: 'refused', because: event.because };
  if (known === null && COMMANDS.has(event.kind)) return { kind: 'refused', because: 'loan-unknown' };
  const state = known ?? (loanId === null ? null : unknownLoan(loanId));
  if (state === null) return { kind: 'refused', because: 'loan-unknown' };
  const taken = new Taking(state, event, at, policies, id);
  for (const name of PART_NAMES) taken.give(name);
  taken.follow();
  if (taken.refused !== null) return { kind: 'refused', ...taken.refused };
  const next = taken.next();
  const { said, timers, clear } = taken;
  return { kind: 'decided', next: known !== null && isSame(known, next) ? known : next, said, timers, clear };
}

const COMMANDS: ReadonlySet<string> = new Set([
  'claim-notice',
  'notice-outcome',
  'receipt',
  'log-call',
  'log-visit',
  'check-in-visit',
  'take-task',
  'settle-notice',
  'promise-made',
  'promise-withdrawn',
  'say',
  'close-say',
  'verify-say',
  'assign-case',
  'close-case',
  'takeover',
  'place',
  'decline-placement',
  'recall',
  'survey-answer',
  'cut-over',
]);

const isSame = (known: LoanState, next: LoanState): boolean =>
  next.parts === known.parts &&
  next.slices === known.slices &&
  next.reviews === known.reviews &&
  next.stopped === known.stopped &&
  next.writes === known.writes;
