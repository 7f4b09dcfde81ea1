import { addDays } from '@mora/kernel';
import type { NegotiationPolicies } from '../policies.js';
import type { LaneAt } from '../words.js';
import type { LoanCommand, LoanEvent } from './event.js';
import { holdsOn, isHeldUpstream, UNBINDING } from './held.js';
import { notKnownAt } from './parts/elsewhere.js';
import type { LoanState } from './state.js';

/** What is known of each command: a loan that nobody has told of has none. */
type Nature = Readonly<{
  /** It only restricts, or it has happened whoever holds the loan: it is taken of a held loan too. */
  restricts?: true;
  /** It cannot be taken back: it needs all of yesterday. */
  binds?: true;
  /** It tells of what has been: the open day may be behind, as that of a first snapshot is, but what waits must have come. */
  tells?: true;
}>;

const NATURE: Readonly<Record<LoanCommand['kind'], Nature>> = {
  open: {},
  assign: {},
  reason: {},
  hold: { restricts: true },
  lift: {},
  appointment: {},
  'appointment-outcome': { restricts: true },
  'close-round': { restricts: true },
  assess: {},
  documents: {},
  'proof-verified': {},
  propose: { binds: true },
  counter: {},
  approve: {},
  refuse: {},
  disclose: {},
  acknowledge: {},
  accept: { binds: true },
  reject: { restricts: true },
  'withdraw-offer': { restricts: true },
  'guarantor-consent': {},
  'fund-review': {},
  'declare-unaffordable': { binds: true },
  'approve-unaffordable': { binds: true },
  'refuse-unaffordable': {},
  'answer-request': { restricts: true },
  'settle-difference': { binds: true },
  'acknowledge-difference': {},
  'cancel-plan': {},
  'fund-proof': {},
  'fund-decision': {},
  'cut-over': { tells: true },
};

export const COMMANDS: ReadonlySet<string> = new Set(Object.keys(NATURE));

export const restricts = ({ kind }: LoanCommand): boolean => NATURE[kind].restricts === true;

const natureOf = (kind: LoanEvent['kind']): Nature => (COMMANDS.has(kind) ? NATURE[kind as LoanCommand['kind']] : {});

/** By these the borrower is bound, so that no dispute, death or moratorium may stand. */
const AGREES: ReadonlySet<LoanEvent['kind']> = new Set<LoanEvent['kind']>(['accept', 'settle-difference']);

/** Why nothing binding may be done, or told of the past, now: the lane is behind, another service silent on what is open there, or a hold. */
export function whyNotNow(
  { parts }: LoanState,
  { kind }: LoanEvent,
  { openDay, today, knownUpTo }: LaneAt,
  { rounds }: Pick<NegotiationPolicies, 'rounds'>,
): string | null {
  const { binds = false, tells = false } = natureOf(kind);
  if (tells) return isHeldUpstream(parts) ? 'not-known-yet' : null;
  if (!binds) return null;
  if (openDay < addDays(today, -1)) return 'catching-up';
  // Something may be open there only since the last close: it is judged by what is known at this moment.
  const notKnown = notKnownAt(parts.elsewhere, addDays(openDay, -1), knownUpTo, rounds);
  if (openDay < today || notKnown.length > 0 || isHeldUpstream(parts)) return 'not-known-yet';
  if (AGREES.has(kind) && holdsOn(parts, openDay).some((hold) => UNBINDING.includes(hold.kind))) return 'held';
  return null;
}
