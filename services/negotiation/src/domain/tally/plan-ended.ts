import type { Inner, LoanView, Step } from '../loan/part.js';
import { timelineOf } from '../loan/timeline.js';
import type { FailReason, LaneAt } from '../words.js';
import { consecutiveOf, tallied, withClosing } from './consecutive.js';
import type { Closing, TallyPart } from './types.js';

type PlanOver = Extract<Inner, { kind: 'plan-over' }>;
type Fails = 'first-missed' | 'broken';

const REASON: Readonly<Record<Fails, FailReason>> = {
  'first-missed': 'first-instalment-missed',
  broken: 'plan-broken',
};

const closingId = (planId: string, how: Fails): string => `plan:${planId}:${how}`;

/** A plan counts once, however it fails; what is mended or opened again has not failed. */
export function planEnded(
  part: TallyPart,
  { plan, how, counted = true }: PlanOver,
  view: LoanView,
  at: LaneAt,
): Step<TallyPart> {
  switch (how) {
    case 'completed':
    case 'ended':
      return { part };
    case 'first-missed': {
      const isBroken = part.closings.some(({ id }) => id === closingId(plan.planId, 'broken'));
      return isBroken ? { part } : { part: failing(part, part.closings, { plan, how }, view, at) };
    }
    case 'broken': {
      const first = closingId(plan.planId, 'first-missed');
      // What excuses the break excuses the first instalment too, though its failure was told before that was heard of.
      if (!counted) return takenBack(part, [first], 'excused', view);
      const others = part.closings.filter(({ id }) => id !== first);
      return { part: failing(part, others, { plan, how }, view, at) };
    }
    case 'first-mended':
      return takenBack(part, [closingId(plan.planId, 'first-missed')], how, view);
    case 'reopened':
    case 'excused':
      return takenBack(part, [closingId(plan.planId, 'first-missed'), closingId(plan.planId, 'broken')], how, view);
  }
}

function failing(
  part: TallyPart,
  others: readonly Closing[],
  { plan, how }: Readonly<{ plan: PlanOver['plan']; how: Fails }>,
  view: LoanView,
  { openDay }: LaneAt,
): TallyPart {
  const id = closingId(plan.planId, how);
  // That it counts may be known later than that it broke.
  const on = how === 'broken' ? (plan.endedOn ?? openDay) : openDay;
  if (part.closings.some((one) => one.id === id)) return part;
  const { planId, roundId, legal } = plan;
  // The schedule of the plan has cured the debt that it was made for: it fails in the one that has begun since, where
  // the next negotiation is counted too. A plan fails at the close of a day alone, so that this may be read.
  const episodeId = view.parts.arrears.episode?.id ?? plan.episodeId;
  const closing: Closing = {
    id,
    planId,
    roundId,
    episodeId,
    legal,
    on,
    what: 'failed',
    reason: REASON[how],
    by: null,
    said: false,
  };
  return tallied(withClosing(others, closing), view);
}

/** What was never said is taken back without a word. */
function takenBack(part: TallyPart, ids: readonly string[], because: string, view: LoanView): Step<TallyPart> {
  const gone = part.closings.filter(({ id }) => ids.includes(id));
  if (gone.length === 0) return { part };
  const closings = part.closings.filter((one) => !gone.includes(one));
  const said = gone.filter((one) => one.said).map((one) => failureTakenBack(closings, one, because, view));
  return {
    part: tallied(closings, view),
    said,
    writes: said.map(({ data }) => timelineOf('failure-taken-back', data, null)),
  };
}

function failureTakenBack(closings: readonly Closing[], one: Closing, because: string, { policies }: LoanView) {
  const { roundId, episodeId, planId, reason } = one;
  const consecutive = consecutiveOf(closings, policies.rounds.tally, episodeId);
  return { type: 'failure-taken-back', data: { roundId, episodeId, planId, reason, because, consecutive } };
}
