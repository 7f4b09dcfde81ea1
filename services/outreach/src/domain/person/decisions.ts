import type { CalendarDate } from '@mora/kernel';
import type { Channel, Collector, Purpose, Role } from '../words.js';
import { pointPrintOf } from './points.js';
import type { Judged, Planned } from './put-to-gate.js';
import type { PersonSaid } from './said.js';
import type { About, Counted, PersonState } from './state.js';
import { type Context, writing } from './step.js';
import type { Decision } from './writes.js';

const MINUTE_MS = 60_000;

export type Asked = Readonly<{
  decisionId: string;
  contactId: string;
  about: About;
  planned: Planned;
  plannedFor: number;
  /** For how long somebody may make use of a yes. */
  reservedMinutes: number;
  allowanceId?: string;
  /** Whether a loan has planned it, so that it may still be taken back. */
  isPlanned?: boolean;
}>;

/** The row that says what the gate has said, and why. */
export function decisionOf(state: PersonState, asked: Asked, judged: Judged, context: Context): Decision {
  const { decision, channel, pointId, at } = judged;
  const allowed = decision.kind === 'allowed';
  const { loanId, role, purpose, collector } = asked.planned;
  return {
    decisionId: asked.decisionId,
    contactId: asked.contactId,
    loanId,
    personId: state.personId,
    role,
    channel,
    purpose,
    collector,
    outcome: decision.kind,
    rules: allowed ? [] : decision.rules,
    plannedFor: asked.plannedFor,
    nextAllowedAt: allowed ? null : decision.nextAllowedAt,
    reservedUntil: allowed ? Math.min(decision.validUntil, at + asked.reservedMinutes * MINUTE_MS) : null,
    decidedAt: context.at.now,
    businessDate: context.at.openDay,
    pointId,
    packs: decision.packs,
    inputs: decision.inputs,
  };
}

/** An allowed contact counts from now on, whatever becomes of it, until somebody gives it back. */
export function counted(state: PersonState, decision: Decision, asked: Asked, at: number): PersonState {
  const { templateId, visitors, recording } = asked.planned;
  const attempt: Counted = {
    id: decision.decisionId,
    at,
    loanId: decision.loanId,
    channel: decision.channel,
    purpose: decision.purpose,
    role: decision.role,
    collector: decision.collector.kind,
    pointId: decision.pointId,
    pointPrint: pointPrintOf(state.party, decision.pointId),
    direction: 'out',
    state: 'reserved',
    answered: null,
    conversation: null,
    consented: false,
    contactId: decision.contactId,
    by: decision.collector,
    about: asked.about,
    allowanceId: asked.allowanceId ?? null,
    allowedAt: at,
    until: decision.reservedUntil,
    plan: asked.isPlanned === true ? { templateId, visitors, recording } : null,
    ...(asked.allowanceId !== undefined && templateId !== null ? { words: templateId } : {}),
  };
  return { ...state, history: [...state.history, attempt] };
}

export const recorded = (state: PersonState, decision: Decision, today: CalendarDate): PersonState =>
  writing({ ...state, lastActivityOn: today }, { decisions: [...state.writes.decisions, decision] });

export const answer = (decision: Decision, about: About): PersonSaid => ({
  kind: 'answered',
  to: decision.loanId,
  decision,
  about,
  validUntil: decision.reservedUntil,
});

/** What a reservation is turned into when it is given back: the same decision, ended. */
export function returnedDecision(state: PersonState, attempt: Counted, { at }: Context): Decision | null {
  const { loanId, by, contactId } = attempt;
  if (loanId === null || by === null || contactId === null) return null;
  const { channel, purpose, role }: Readonly<{ channel: Channel; purpose: Purpose; role: Role }> = attempt;
  const collector: Collector = by;
  return {
    decisionId: attempt.id,
    contactId,
    loanId,
    personId: state.personId,
    role,
    channel,
    purpose,
    collector,
    outcome: 'returned',
    rules: [],
    plannedFor: attempt.at,
    nextAllowedAt: null,
    reservedUntil: null,
    decidedAt: at.now,
    businessDate: at.openDay,
    pointId: attempt.pointId,
    packs: [],
    inputs: {},
  };
}
