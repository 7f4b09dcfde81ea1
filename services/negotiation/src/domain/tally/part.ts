import { addDays, type CalendarDate } from '@mora/kernel';
import type { Inner, LoanView, Part, Step } from '../loan/part.js';
import { isSettled } from '../round/ending.js';
import type { LaneAt } from '../words.js';
import { consecutiveOf, tallied, withClosing } from './consecutive.js';
import { imported, importedTold } from './imported.js';
import { planEnded } from './plan-ended.js';
import { closedSaid, failedSaid, resetSaid } from './says.js';
import { roundClosing } from './round-closing.js';
import type { Closing, TallyPart } from './types.js';

/** What has failed, in a row. Who reads it, as the legal department does, reads it after all that may excuse it. */
export const tallyPart: Part<TallyPart> = {
  name: 'tally',
  start: { closings: [], consecutive: 0 },
  on(part, event, view, at): Step<TallyPart> {
    switch (event.kind) {
      case 'day-closed': {
        const told = importedTold(part, view);
        const cured = joined(told, curedBy(told.part, view, at));
        return joined(cured, saying(cured.part, event.day, view, at));
      }
      case 'known':
        return saying(part, addDays(at.openDay, -1), view, at);
      case 'cut-over':
        return imported(part, event.past, view, at.openDay);
      default:
        return { part };
    }
  },
  hear(part, inner, view, at): Step<TallyPart> {
    switch (inner.kind) {
      case 'round-over':
        return roundOver(part, inner, view);
      case 'plan-active': {
        const { planId, roundId, episodeId, legal, activeFrom, cutOver } = inner.plan;
        const before = cutOver ? ({ imported: 'told' } as const) : {};
        const about = { planId, roundId, episodeId, legal, by: null, reason: null, said: true, ...before };
        const on = activeFrom ?? at.openDay;
        return reset(part, { id: `activated:${planId}`, what: 'activated', on, ...about }, view);
      }
      case 'plan-over': {
        const step = planEnded(part, inner, view, at);
        return joined(step, saying(step.part, at.openDay, view, at));
      }
      default:
        return { part };
    }
  },
};

type Ending = Extract<Inner, { kind: 'round-over' }>;

function roundOver(part: TallyPart, ending: Ending, view: LoanView): Step<TallyPart> {
  const closing = roundClosing(ending, view);
  const closings = withClosing(part.closings, closing);
  const said =
    closing.what === 'failed'
      ? failedSaid(closings, closing, view)
      : closedSaid(closings, closing, ending.outcome, view);
  return { part: tallied(closings, view), ...said };
}

/** An episode that is over: whether that resets the count is for the policy to say. */
function curedBy(part: TallyPart, view: LoanView, { openDay }: LaneAt): Step<TallyPart> {
  const { cured } = view.parts.arrears;
  if (cured === null) return { part };
  const id = `cured:${cured.episodeId}`;
  if (part.closings.every((one) => one.episodeId !== cured.episodeId)) return { part };
  if (part.closings.some((one) => one.id === id)) return { part };
  const { episodeId, by } = cured;
  const about = { planId: null, roundId: null, legal: null, reason: null, said: true };
  return reset(part, { id, what: 'cured', on: openDay, episodeId, by, ...about }, view);
}

/** It is said where there was something to count. */
function reset(part: TallyPart, closing: Closing, view: LoanView): Step<TallyPart> {
  const rules = view.policies.rounds.tally;
  const before = consecutiveOf(part.closings, rules, closing.episodeId);
  const closings = withClosing(part.closings, closing);
  const isReset = before > 0 && consecutiveOf(closings, rules, closing.episodeId) === 0;
  return { part: tallied(closings, view), ...(isReset && resetSaid(closing)) };
}

/** What a plan has failed by is said once nothing more of its day can come that would excuse it. */
function saying(part: TallyPart, upTo: CalendarDate, view: LoanView, at: LaneAt): Step<TallyPart> {
  const { informingSilenceDays } = view.policies.rounds;
  const unsaid = part.closings.filter(({ said }) => !said);
  if (unsaid.length === 0) return { part };
  const ready = unsaid.filter(({ on }) => isSettled(on, upTo, at, informingSilenceDays));
  const closings = part.closings.map((one) => (ready.includes(one) ? { ...one, said: true } : one));
  const steps = ready.map((one) => failedSaid(closings, one, view));
  return {
    part: ready.length === 0 ? part : tallied(closings, view),
    said: steps.flatMap(({ said }) => said),
    writes: steps.flatMap(({ writes }) => writes),
    ...(ready.length < unsaid.length && { reviewOn: addDays(upTo, 1) }),
  };
}

const joined = (first: Step<TallyPart>, next: Step<TallyPart>): Step<TallyPart> => ({
  ...next,
  said: [...(first.said ?? []), ...(next.said ?? [])],
  writes: [...(first.writes ?? []), ...(next.writes ?? [])],
});
