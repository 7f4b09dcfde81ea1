import { addDays, type CalendarDate, id128 } from '@mora/kernel';
import type { LoanView, Part, Said, Step, Write } from '../loan/part.js';
import { atCloseOf } from '../loan/parts/unseen.js';
import { timelineOf } from '../loan/timeline.js';
import { workDone, workWanted } from '../loan/work.js';
import { orderFor } from '../products.js';
import type { PolicyRef } from '../words.js';
import { byException, withoutOver } from './exceptions.js';
import { judge, type Judged } from './judge.js';
import type { GateRules } from './rules.js';
import type { GatePart } from './types.js';

/**
 * Whether the bank may go to court. It is judged for the last day that is closed: when somebody asks, by what all services
 * have said up to then, and at its close by what others have said of the days before.
 */
export const gatePart: Part<GatePart> = {
  name: 'gate',
  start: { current: null, exceptions: [] },
  on(part, event, view, { openDay }): Step<GatePart> {
    switch (event.kind) {
      case 'day-closed':
        return atClose(withoutOver(part, event.day), atCloseOf(view, event.day), event.day);
      case 'ask-gate':
        return asked(part, view, addDays(openDay, -1), event.by);
      case 'ask-exception':
      case 'approve-exception':
      case 'refuse-exception':
        return byException(part, event, view, openDay);
      default:
        return { part };
    }
  },
};

const judged = ({ parts, policies }: LoanView, on: CalendarDate): Judged =>
  judge(parts, on, policies.gate, orderFor(policies, parts.ledger));

/** Looked at only where it may have passed: most overdue loans never come so far. */
function atClose(part: GatePart, view: LoanView, day: CalendarDate): Step<GatePart> {
  const { arrears, elsewhere } = view.parts;
  const over = firstOver(part);
  const look = over === null ? {} : { reviewOn: over };
  const passed = part.current?.passed ?? false;
  const mayPass = arrears.episode !== null && elsewhere.consecutive >= view.policies.gate.failures;
  if (!mayPass && !passed) return { part, ...look };
  const found = judged(view, day);
  const step = found.passed ? pass(part, found, view, day) : withdraw(part, found, view, day);
  const next = firstOf([over, reviewOf(found, day, view.policies.gate)]);
  return { ...step, ...(next !== null && { reviewOn: next }) };
}

function pass(part: GatePart, found: Judged, view: LoanView, on: CalendarDate): Step<GatePart> {
  if (part.current?.passed === true) return { part };
  const { loanId, policies } = view;
  // By its cause: for one day it may pass, be withdrawn, and pass again.
  const gateId = id128('gate', loanId, on, view.eventId);
  return {
    part: { ...part, current: { gateId, passed: true, on, conditions: found.conditions } },
    said: [gateSaid('gate-passed', gateId, found, on, policies.gate)],
    writes: [
      workWanted({
        loanId,
        about: loanId,
        kind: 'evaluate',
        team: 'legal',
        dueOn: addDays(on, policies.gate.evaluateWithinDays),
        because: 'gate-passed',
        openedOn: on,
      }),
      timelineOf('gate-passed', { gateId, on, conditions: found.conditions }, policyOf(policies.gate)),
    ],
    tell: [{ kind: 'gate', passed: true, gateId }],
  };
}

/**
 * A gate that has passed is withdrawn when one of its conditions fails, but not by the silence of a service: that stops
 * only what cannot be taken back, until it speaks again.
 */
function withdraw(part: GatePart, found: Judged, view: LoanView, on: CalendarDate): Step<GatePart> {
  const { current } = part;
  const failed = found.conditions.find(({ name, met }) => !met && name !== 'known');
  if (current?.passed !== true || failed === undefined) return { part };
  const { loanId, policies } = view;
  const { gateId } = current;
  const { name: because, input } = failed;
  return {
    part: { ...part, current: { gateId, passed: false, on, conditions: found.conditions } },
    said: [{ type: 'gate-withdrawn', data: { gateId, because } }],
    writes: [
      workDone({ loanId, about: loanId, kind: 'evaluate' }, because, on),
      timelineOf('gate-withdrawn', { gateId, on, because, input }, policyOf(policies.gate)),
    ],
    tell: [{ kind: 'gate', passed: false, gateId }],
  };
}

/** Somebody wants to know: what does not pass is said, with everything that is missing. */
function asked(part: GatePart, view: LoanView, on: CalendarDate, by: string): Step<GatePart> {
  const found = judged(view, on);
  if (found.passed) return pass(part, found, view, on);
  const withdrawn = withdraw(part, found, view, on);
  const gateId = id128('gate', view.loanId, view.eventId);
  const current = { gateId, passed: false, on, conditions: found.conditions };
  const inputs = { gateId, on, by, conditions: found.conditions };
  const line: Write = timelineOf('gate-refused', inputs, policyOf(view.policies.gate));
  // Where only a service is silent, what has passed stays passed, and the question is answered all the same.
  const stays = part.current?.passed === true && withdrawn.part === part;
  return {
    ...withdrawn,
    part: stays ? part : { ...part, current },
    said: [...(withdrawn.said ?? []), gateSaid('gate-refused', gateId, found, on, view.policies.gate)],
    writes: [...(withdrawn.writes ?? []), line],
  };
}

function gateSaid(type: string, gateId: string, found: Judged, on: CalendarDate, rules: GateRules): Said {
  const { conditions, readings } = found;
  return { type, data: { gateId, on, conditions, readings, policy: policyOf(rules) } };
}

const policyOf = ({ id, version }: GateRules): PolicyRef => ({ id, version, rule: 'gate' });

/** When time alone may let it pass: the debt is old enough, or a hold has ended. All else comes with a fact. */
function reviewOf({ conditions, readings, passed }: Judged, day: CalendarDate, rules: GateRules): CalendarDate | null {
  if (passed) return null;
  const hold = conditions.find(({ name }) => name === 'no-hold')?.until ?? null;
  const days = rules.days - readings.days.dpd + 1;
  const old = rules.deciding === 'months' ? readings.months.since : addDays(day, Math.max(1, days));
  return firstOf([hold === null ? null : addDays(hold, 1), old].filter((on) => on !== null && on > day));
}

const firstOver = ({ exceptions }: GatePart): CalendarDate | null =>
  firstOf(exceptions.map(({ state, until }) => (state === 'asked' || state === 'approved' ? addDays(until, 1) : null)));

const firstOf = (days: readonly (CalendarDate | null)[]): CalendarDate | null =>
  days.filter((day) => day !== null).toSorted()[0] ?? null;
