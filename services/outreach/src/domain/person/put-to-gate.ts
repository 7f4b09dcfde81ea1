import type { LoanId } from '@mora/kernel';
import type { GateAttempt, GateDecision, GateFacts } from '../gate/attempt.js';
import { decideContact } from '../gate/decide-contact.js';
import { ownOn, purposeReveals } from '../gate/own-words.js';
import type { Channel, Collector, LoanFacts, Purpose, Role } from '../words.js';
import { factsOf } from './person-facts.js';
import { lostOf } from './lost.js';
import { refusedAt } from './opt-outs.js';
import { usablePoints } from './points.js';
import { isBehind, loanFactsOf, lostBorrower, type SliceVersions } from './slices.js';
import type { PersonState, Point } from './state.js';
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

/** The gate's word on one contact at one instant: the first point that it lets pass, else its answer to the best one. */
export function putToGate(state: PersonState, planned: Planned, at: number, context: Context): Judged {
  const facts = gateFactsOf(state, planned, at, context);
  const points = pointsFor(state, planned, context);
  const reveals = purposeReveals(planned.purpose) || wordsReveal(state, planned, context);
  const judge = (point: Point | null): Judged => {
    const decision = decideContact(
      context.policies.packs,
      facts,
      state.history,
      attemptOf(planned, point, at, reveals),
    );
    return { decision, channel: planned.channel, pointId: point?.id ?? null, at };
  };
  const [first = null, ...others] = points;
  const best = judge(first);
  if (best.decision.kind === 'allowed') return best;
  return others.map(judge).find(({ decision }) => decision.kind === 'allowed') ?? best;
}

/** A reply or a service may still tell of the debt by its words. */
function wordsReveal({ ownWords }: PersonState, { templateId }: Planned, { at, policies }: Context): boolean {
  if (templateId === null) return false;
  const words = ownOn(ownWords, templateId, at.today) ?? policies.packs.words(templateId);
  return words?.revealsDebt === true;
}

const pointsFor = ({ party }: PersonState, { channel, pointId }: Planned, { at }: Context): readonly Point[] => {
  const usable = usablePoints(party, channel, at.today);
  return pointId === null ? usable : usable.filter(({ id }) => id === pointId);
};

function attemptOf(planned: Planned, point: Point | null, at: number, disclosesDebt: boolean): GateAttempt {
  const { loanId, role, channel, purpose, collector, templateId, visitors, recording } = planned;
  return {
    at,
    loanId,
    role,
    channel,
    purpose,
    collector,
    pointId: point?.id ?? null,
    pointPrint: point?.print ?? null,
    pointKind: point?.kind ?? null,
    templateId,
    visitors,
    recording,
    disclosesDebt,
  };
}

function gateFactsOf(state: PersonState, planned: Planned, instant: number, { at, policies }: Context): GateFacts {
  const loan = loanFor(state, planned);
  return {
    person: factsOf(state, at.today),
    knownUpTo: state.vaultKnownUpTo,
    today: at.today,
    consents: state.consents,
    optOuts: refusedAt(state, instant, policies),
    personFlags: [...(state.party?.flags ?? []), ...state.flags],
    loan,
    lostContact: lostContact(state, planned),
    holidays: policies.holidays,
    ownWords: state.ownWords,
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
const lostContact = (state: PersonState, { loanId, role }: Planned): GateFacts['lostContact'] =>
  role === 'contact' || role === 'representative' ? lostBorrower(state.loans[loanId]) : lostOf(state);
