import { addDays, addMonths, type CalendarDate, earliest } from '@mora/kernel';
import type { Inner, LoanView, Part, Step } from '../loan/part.js';
import { daysPastDueOn } from '../loan/parts/arrears.js';
import { timelineOf } from '../loan/timeline.js';
import { countedDays } from '../plans/days.js';
import type { Kind } from '../words.js';
import { levelsAt } from './rules.js';
import type { Watch, WatchPart } from './types.js';

type WatchStep = Step<WatchPart>;

/**
 * Watches a loan after it was helped, for a year: whether it is far overdue again, and whether the help came because it
 * should never have been granted so.
 */
export const watchPart: Part<WatchPart> = {
  name: 'watch',
  start: { watches: [], reviewed: false },
  on: (part, event, view) => (event.kind === 'day-closed' ? closed(part, event.day, view) : { part }),
  hear(part, inner, view, { openDay }): WatchStep {
    switch (inner.kind) {
      case 'plan-active': {
        const { planId, roundId, activeFrom } = inner.plan;
        return watched(part, { planId, roundId, since: activeFrom ?? openDay }, view);
      }
      case 'plan-over':
        return inner.how === 'broken'
          ? { ...graceFailed(part, inner, view, openDay), reviewOn: addDays(openDay, 1) }
          : { part };
      case 'round-over':
        return inner.outcome === 'unaffordable'
          ? review(part, inner.roundId, 'unaffordable-from-start', view, openDay)
          : { part };
      default:
        return { part };
    }
  },
};

function watched(part: WatchPart, about: Pick<Watch, 'planId' | 'roundId' | 'since'>, view: LoanView): WatchStep {
  if (part.watches.some(({ planId }) => planId !== null && planId === about.planId)) return { part };
  const until = addMonths(about.since, view.policies.watch.watchMonths);
  return { part: { ...part, watches: [...part.watches, { ...about, until, levels: [] }] }, reviewOn: until };
}

function closed(part: WatchPart, day: CalendarDate, view: LoanView): WatchStep {
  const begun = cured(part, day, view);
  const { watches } = begun.part;
  if (watches.length === 0) return begun;
  const isOver = view.parts.ledger.status !== 'active';
  // On its last day a loan is looked at before the watch ends; what happens after the loan is not overdue.
  const all = isOver ? watches.map((watch) => ({ watch, said: [], next: null })) : lookedAt(watches, day, view);
  const looked = all.filter(({ watch: { until } }) => !isOver && until > day);
  const isSame = looked.length === watches.length && looked.every(({ watch }, n) => watch === watches[n]);
  const reviewOn = nextLook(looked, day);
  const done = all.filter((one) => !looked.includes(one));
  const ended = done
    .map(({ watch }) => watch)
    .map(({ planId, roundId, since }) => ({
      type: 'watch-ended',
      data: { planId, roundId, since, because: isOver ? 'ended' : 'a-year' },
    }));
  const fallen = all.flatMap(({ said }) => said);
  const said = [...fallen, ...ended];
  return {
    part: isSame ? begun.part : { ...begun.part, watches: looked.map(({ watch }) => watch) },
    said,
    writes: said.map(({ type, data }) => timelineOf(type, data, refOf(view))),
    ...(reviewOn !== null && { reviewOn }),
  };
}

const refOf = ({ policies: { watch } }: LoanView) => ({ id: watch.id, version: watch.version, rule: 'watch' });

/** A debt that was paid behind a negotiation is watched as well, if no plan of it is. */
function cured(part: WatchPart, day: CalendarDate, view: LoanView): WatchStep {
  const { arrears, round } = view.parts;
  const last = arrears.cured;
  if (last === null || arrears.episode !== null) return { part };
  const of = round.closed.findLast(({ episodeId, outcome }) => episodeId === last.episodeId && outcome !== 'imported');
  if (of === undefined || part.watches.some(({ roundId }) => roundId === of.roundId)) return { part };
  if (addMonths(last.on, view.policies.watch.watchMonths) <= day) return { part };
  return watched(part, { planId: null, roundId: of.roundId, since: last.on }, view);
}

type Looked = Readonly<{
  watch: Watch;
  said: readonly Readonly<{ type: string; data: object }>[];
  next: number | null;
}>;

/** One default is told once: by the youngest watch, as the last help is the one that has failed. */
function lookedAt(watches: readonly Watch[], day: CalendarDate, view: LoanView): readonly Looked[] {
  const youngest = watches.reduce<Watch | null>((a, b) => (a === null || b.since >= a.since ? b : a), null);
  return watches.map((watch) => (watch === youngest ? levelsOn(watch, day, view) : { watch, said: [], next: null }));
}

/**
 * How far behind it is since it was helped. In an episode that has begun since, that is how far behind it is. Where the
 * help has cured nothing, as a settlement does not, it is no default while the plan is kept, and the days count from
 * the end of the plan: what was overdue before is not so again.
 */
function levelsOn(watch: Watch, day: CalendarDate, { parts, policies }: LoanView): Looked {
  const { arrears, ledger, plans } = parts;
  const { planId, roundId, since } = watch;
  const none = { watch, said: [], next: null };
  if (arrears.episode === null) return none;
  const isNew = arrears.episode.startedOn > since;
  const ended = plans.plans.find((plan) => plan.planId === planId)?.endedOn ?? null;
  if (!isNew && ended === null) return none;
  const behind = daysPastDueOn(arrears, ledger, day);
  const late = isNew || ended === null ? behind : Math.min(behind, countedDays(ended, day, ledger.pauses));
  const reached = levelsAt(late, policies.watch).filter((level) => !watch.levels.includes(level));
  const open = policies.watch.levels.filter((level) => level > late && !watch.levels.includes(level));
  const said = reached.map((level) => ({
    type: 're-defaulted',
    data: { planId, roundId, since, level, on: day },
  }));
  const next = open.length === 0 ? null : Math.min(...open) - late;
  return { watch: reached.length === 0 ? watch : { ...watch, levels: [...watch.levels, ...reached] }, said, next };
}

/** As if all days to come would count. */
const nextLook = (looked: readonly Looked[], day: CalendarDate): CalendarDate | null =>
  looked.reduce<CalendarDate | null>((first, { watch, next }) => {
    const look = next === null ? watch.until : earliest(watch.until, addDays(day, next));
    return first === null ? look : earliest(first, look);
  }, null);

const GRACES: readonly Kind[] = ['grace', 'interest-only', 'partial-principal'];

/** Who cannot pay after having been let rest could perhaps never pay. */
function graceFailed(
  part: WatchPart,
  { plan }: Extract<Inner, { kind: 'plan-over' }>,
  view: LoanView,
  openDay: CalendarDate,
): WatchStep {
  const { kinds, activeFrom, roundId } = plan;
  if (roundId === null || activeFrom === null || !kinds.some((kind) => GRACES.includes(kind))) return { part };
  if (addMonths(activeFrom, view.policies.watch.originationReviewMonths) <= openDay) return { part };
  return review(part, roundId, 'grace-failed', view, openDay);
}

/** Once a loan, whatever comes later. */
function review(
  part: WatchPart,
  roundId: string,
  because: 'grace-failed' | 'unaffordable-from-start',
  view: LoanView,
  openDay: CalendarDate,
): WatchStep {
  if (part.reviewed) return { part };
  const { ledger, round } = view.parts;
  const { product, disbursedOn } = ledger;
  const episodeId = round.closed.findLast((one) => one.roundId === roundId)?.episodeId ?? null;
  const monthsSinceDisbursal = disbursedOn === null ? null : monthsBetween(disbursedOn, openDay);
  const data = { roundId, episodeId, because, product, disbursedOn, monthsSinceDisbursal };
  return {
    part: { ...part, reviewed: true },
    said: [{ type: 'origination-review-requested', data }],
    writes: [timelineOf('origination-review-requested', data, refOf(view))],
  };
}

/** Whole months that have passed. */
function monthsBetween(from: CalendarDate, to: CalendarDate): number {
  const [fromYear, fromMonth] = from.split('-').map(Number) as [number, number];
  const [toYear, toMonth] = to.split('-').map(Number) as [number, number];
  const months = (toYear - fromYear) * 12 + toMonth - fromMonth;
  return Math.max(0, addMonths(from, months) > to ? months - 1 : months);
}
