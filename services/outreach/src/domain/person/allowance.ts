import { addDays, daysBetween } from '@mora/kernel';
import { instantOf } from '../gate/local-time.js';
import { id128 } from '../ids.js';
import { NOTHING, plannedBy } from './ask.js';
import { answer, type Asked, counted, decisionOf, recorded } from './decisions.js';
import type { AllowanceGrant } from './event.js';
import { putToGate } from './put-to-gate.js';
import type { PersonSaid } from './said.js';
import type { Allowance, PersonState } from './state.js';
import { type Context, type NotTaken, notTaken, type Step, writing } from './step.js';
import { zoneOf } from './wanted.js';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;
const MAX_DAYS = 31;

/**
 * Contacts that an agency may make without asking again. Each is judged on its day, spread over the days of the grant,
 * sees those before it, and counts as made at the end of its day's hours until it is given back. What the gate refuses
 * ends the grant: no more is granted than was allowed up to there.
 */
export function allow(
  state: PersonState,
  { allowanceId, grant }: Readonly<{ allowanceId: string; grant: AllowanceGrant }>,
  context: Context,
): Step | NotTaken {
  const days = daysBetween(grant.from, grant.until) + 1;
  if (days < 1 || days > MAX_DAYS || grant.from < context.at.today) {
    return notTaken('allowance-days', `an allowance is of 1 to ${MAX_DAYS} days, none of them past`);
  }
  let next = state;
  const said: PersonSaid[] = [];
  let granted = 0;
  for (let nth = 0; nth < grant.count; nth += 1) {
    const step = allowOne(next, { allowanceId, grant, nth, day: Math.floor((nth * days) / grant.count) }, context);
    next = step.next;
    said.push(...step.said);
    if (!step.allowed) break;
    granted += 1;
  }
  const allowance = allowanceOf(allowanceId, grant, granted);
  return { next: kept(next, allowance), said };
}

type One = Readonly<{ allowanceId: string; grant: AllowanceGrant; nth: number; day: number }>;

function allowOne(state: PersonState, { allowanceId, grant, nth, day }: One, context: Context) {
  const { at, policies } = context;
  const planned = plannedBy(grant);
  const noon = instantOf(zoneOf(state, policies), addDays(grant.from, day), DAY_MINUTES / 2);
  const judged = putToGate(state, planned, Math.max(noon, at.now), context);
  const asked: Asked = {
    decisionId: id128(allowanceId, nth),
    contactId: allowanceId,
    about: NOTHING,
    planned,
    plannedFor: judged.at,
    reservedMinutes: DAY_MINUTES, // to the end of the hours in which it is allowed
    allowanceId,
  };
  const decision = decisionOf(state, asked, judged, context);
  const said = [answer(decision, NOTHING)];
  if (decision.outcome !== 'allowed') return { next: recorded(state, decision, at.today), said, allowed: false };
  const last = (decision.reservedUntil ?? judged.at) - MINUTE_MS;
  const next = counted(state, decision, asked, Math.max(last, judged.at));
  return { next: recorded(next, decision, at.today), said, allowed: true };
}

const allowanceOf = (id: string, grant: AllowanceGrant, granted: number): Allowance => ({
  id,
  agencyId: grant.collector.id,
  loanId: grant.loanId,
  channel: grant.channel,
  granted,
  used: 0,
  givenBack: 0,
  from: grant.from,
  until: grant.until,
});

function kept(state: PersonState, allowance: Allowance): PersonState {
  const allowances = [...state.allowances, allowance];
  return writing({ ...state, allowances }, { allowances: [...state.writes.allowances, allowance] });
}
