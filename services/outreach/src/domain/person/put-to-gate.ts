import type { LoanId } from '@mora/kernel';
import type { GateAttempt, GateDecision, GateFacts } from '../gate/attempt.js';
import { decideContact } from '../gate/decide-contact.js';
import type { Channel, Collector, LoanFacts, Purpose, Role } from '../words.js';
import { factsOf } from './person-facts.js';
import { isVoice, usablePoints } from './points.js';
import { isBehind, loanFactsOf, lostBorrower, type SliceVersions } from './slices.js';
import type { Counted, PersonState, Point } from './state.js';
import type { Context } from './step.js';

/** A contact that somebody plans or is about to make. */
export type Planned = Readonly<{
  loanId: LoanId;
  role: Role;
  channel: Channel;
  purpose: Purpose;
  collector: Collector;
  /** A point that was chosen already; else the best one that the gate lets pass. */
  pointId: string | null;
  templateId: string | null;
  visitors: number | null;
  recording: boolean | null;
  versions: SliceVersions;
  /** Whether the loan's own streams are known up to yesterday. */
  spineKnown: boolean;
}>;

export type Judged = Readonly<{ decision: GateDecision; channel: Channel; pointId: string | null; at: number }>;

const FAILED_IN_A_ROW = 3;

/** The gate's word on one contact at one instant: the first point that it lets pass, else its answer to the best one. */
export function putToGate(state: PersonState, planned: Planned, at: number, context: Context): Judged {
  const facts = gateFactsOf(state, planned, context);
  const points = pointsFor(state, planned, context);
  const judge = (point: Point | null): Judged => {
    const decision = decideContact(context.policies.packs, facts, state.history, attemptOf(planned, point, at));
    return { decision, channel: planned.channel, pointId: point?.id ?? null, at };
  };
  const [first = null, ...others] = points;
  const best = judge(first);
  if (best.decision.kind === 'allowed') return best;
  return others.map(judge).find(({ decision }) => decision.kind === 'allowed') ?? best;
}

const pointsFor = ({ party }: PersonState, { channel, pointId }: Planned, { at }: Context): readonly Point[] => {
  const usable = usablePoints(party, channel, at.today);
  return pointId === null ? usable : usable.filter(({ id }) => id === pointId);
};

function attemptOf(planned: Planned, point: Point | null, at: number): GateAttempt {
  const { loanId, role, channel, purpose, collector, templateId, visitors, recording } = planned;
  return {
    at,
    loanId,
    role,
    channel,
    purpose,
    collector,
    pointId: point?.id ?? null,
    pointKind: point?.kind ?? null,
    templateId,
    visitors,
    recording,
    disclosesDebt: purpose !== 'service' && purpose !== 'reply',
  };
}

function gateFactsOf(state: PersonState, planned: Planned, { at, policies }: Context): GateFacts {
  const loan = loanFor(state, planned);
  return {
    person: factsOf(state, at.today),
    knownUpTo: state.vaultKnownUpTo,
    today: at.today,
    consents: state.consents,
    optOuts: state.optOuts,
    personFlags: [...(state.party?.flags ?? []), ...state.flags],
    loan,
    lostContact: lostContact(state, planned),
    holidays: policies.holidays,
  };
}

/** No facts at all where the copy is older than what the asker has seen: the gate refuses what it does not know. */
function loanFor(state: PersonState, { loanId, versions, spineKnown }: Planned): LoanFacts | null {
  const copy = state.loans[loanId];
  if (copy === undefined || isBehind(copy, versions)) return null;
  const facts = loanFactsOf(copy);
  return spineKnown ? facts : { ...facts, notKnown: [...facts.notKnown, 'spine'] };
}

/** Of a borrower, by the borrower's own history; of others of the loan, by what its lane says of the borrower. */
function lostContact(state: PersonState, { loanId, role }: Planned): GateFacts['lostContact'] {
  if (role === 'contact' || role === 'representative') return lostBorrower(state.loans[loanId]);
  const voices = (state.party?.points ?? []).filter(({ kind }) => kind === 'mobile' || kind === 'phone');
  if (voices.length > 0 && voices.every(({ dead }) => dead)) return 'number-invalid';
  const calls = state.history.filter(wasMade).toSorted((a, b) => b.at - a.at);
  const last = calls.slice(0, FAILED_IN_A_ROW);
  return last.length === FAILED_IN_A_ROW && last.every(({ answered }) => answered === false) ? 'three-failed' : 'no';
}

const wasMade = ({ state, direction, channel }: Counted): boolean =>
  state === 'used' && direction === 'out' && isVoice(channel);
