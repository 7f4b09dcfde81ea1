import { addDays } from '@mora/kernel';
import type { LegalPolicies } from '../policies.js';
import { isPreservation } from '../proceedings/kinds.js';
import type { LaneAt } from '../words.js';
import type { LoanCommand, LoanEvent } from './event.js';
import { isHeld, isHeldUpstream } from './held.js';
import { notKnownAt } from './parts/elsewhere.js';
import type { LoanState } from './state.js';

/** What is known of each command: a loan that nobody has told of has none. */
type Nature = Readonly<{
  /** It has happened outside, or it only restricts: it is taken of a held loan too. */
  restricts?: true;
  /** It cannot be taken back: it needs all of yesterday. */
  binds?: true;
}>;

const NATURE: Readonly<Record<LoanCommand['kind'], Nature>> = {
  'record-act': { restricts: true },
  'act-ended': { restricts: true },
  'void-act': { restricts: true },
  obstacle: {},
  'obstacle-ended': {},
  accelerate: {},
  'void-acceleration': {},
  'guarantee-term': {},
  demand: {},
  recompute: {},
  'ask-gate': {},
  'ask-exception': {},
  'approve-exception': {},
  'refuse-exception': {},
  'open-case': {},
  assign: {},
  check: {},
  paper: {},
  evaluate: {},
  'approve-strategy': {},
  'refuse-strategy': {},
  'close-case': { restricts: true },
  claim: {},
  bundle: {},
  file: { binds: true },
  step: { restricts: true },
  hearing: { restricts: true },
  'hearing-outcome': { restricts: true },
  judgment: { restricts: true },
  'withdraw-proceeding': { restricts: true },
  enforce: { binds: true },
  clue: {},
  measure: { binds: true },
  'personal-measure': { binds: true },
  'measure-outcome': { restricts: true },
  renew: { restricts: true },
  recovery: { restricts: true },
  'court-notice': { restricts: true },
  objection: { restricts: true },
  'objection-decided': { restricts: true },
  'objection-fought': { restricts: true },
  'end-round': { restricts: true },
  reapply: { binds: true },
  stay: { restricts: true },
  unstay: { restricts: true },
  settle: {},
  'give-up-settlement': {},
  resume: { binds: true },
  list: {},
  unlist: {},
  sell: { binds: true },
  'propose-write-off': {},
  'approve-write-off': { binds: true },
  'refuse-write-off': {},
  'collateral-taken': { restricts: true },
  'collateral-realised': { restricts: true },
  hold: { restricts: true },
  lift: {},
};

export const COMMANDS: ReadonlySet<string> = new Set(Object.keys(NATURE));

export const restricts = ({ kind }: LoanCommand): boolean => NATURE[kind].restricts === true;

const isCommand = (event: LoanEvent): event is LoanCommand => COMMANDS.has(event.kind);

/** What only keeps assets where they are rests on an exception or a gate of its own; a hold does not make them flee less. */
const stopsAtHolds = (command: LoanCommand): boolean => command.kind !== 'file' || !isPreservation(command.proceeding);

/** Why nothing irreversible may be done now: the lane is behind, another service silent on what is open there, or a hold. */
export function whyNotNow(
  { parts }: Pick<LoanState, 'parts'>,
  event: LoanEvent,
  { openDay, today, knownUpTo }: LaneAt,
  { gate }: Pick<LegalPolicies, 'gate'>,
): string | null {
  if (!isCommand(event) || NATURE[event.kind].binds !== true) return null;
  if (openDay < addDays(today, -1)) return 'catching-up';
  // Something may be open there only since the last close: it is judged by what is known at this moment.
  const notKnown = notKnownAt(parts.elsewhere, addDays(openDay, -1), knownUpTo, gate);
  if (openDay < today || notKnown.length > 0) return 'not-known-yet';
  if (isHeldUpstream(parts)) return 'held';
  return stopsAtHolds(event) && isHeld(parts, openDay) ? 'held' : null;
}
