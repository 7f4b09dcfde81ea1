import type { Ask } from '../words.js';
import { answer, type Asked, counted, decisionOf, recorded } from './decisions.js';
import { type Planned, putToGate } from './put-to-gate.js';
import type { About, PersonState } from './state.js';
import type { Context, Step } from './step.js';

export const UNREPORTED = 'unreported';
const MINUTE_MS = 60_000;
export const NOTHING: About = { step: null, episodeId: null, arm: null };

/** Somebody asks just before acting. The gate's no is an answer like its yes, and is written down like it. */
export function ask(
  state: PersonState,
  { decisionId, ask: asking }: Readonly<{ decisionId: string; ask: Ask }>,
  context: Context,
): Step {
  const { at, policies } = context;
  const { staffReportMinutes, reservationMinutes } = policies.flow;
  const judged = putToGate(state, plannedBy(asking), at.now, context);
  const asked: Asked = {
    decisionId,
    contactId: decisionId,
    about: NOTHING,
    planned: plannedBy(asking),
    plannedFor: at.now,
    reservedMinutes: reservationMinutes.staff,
  };
  const decision = decisionOf(state, asked, judged, context);
  const said = [answer(decision, NOTHING)];
  if (decision.outcome !== 'allowed') return { next: recorded(state, decision, at.today), said };
  const report = {
    key: `${UNREPORTED}/${decisionId}`,
    kind: UNREPORTED,
    dueAt: at.now + staffReportMinutes * MINUTE_MS,
  };
  return { next: recorded(counted(state, decision, asked, at.now), decision, at.today), said, timers: [report] };
}

export const plannedBy = (asking: Ask): Planned => ({
  loanId: asking.loanId,
  role: asking.role,
  channel: asking.channel,
  purpose: asking.purpose,
  collector: asking.collector,
  pointId: asking.pointId,
  templateId: asking.templateId,
  visitors: asking.visitors,
  recording: asking.recording,
  versions: asking.versions,
  spineKnown: asking.spineKnown,
});

/** Whether a reservation still waits for the report of whoever asked for it: it stays counted, and somebody is told. */
export const isUnreported = ({ history }: PersonState, decisionId: string): boolean =>
  history.some(({ id, state }) => id === decisionId && state === 'reserved');
