import { addDays, addMonths, type CalendarDate, daysBetween } from '@mora/kernel';
import { gatheredOf, withMore } from '../loan/gathered.js';
import type { LoanView } from '../loan/part.js';
import { timelineOf } from '../loan/timeline.js';
import { workWanted } from '../loan/work.js';
import { courtDays, courtTime } from './court-time.js';
import { measureEnded, withMeasure } from './measures.js';
import { dueDays, partsDue } from './due.js';
import { type Made, ofRound, roundOf, rulesOf, withRound } from './round.js';
import type { EnforcementRules } from './rules.js';
import type { Enforcement, EnforcementPart, Measure } from './types.js';
import { satisfied, usedAnew } from './used.js';

/**
 * A day is over: money that was booked is used and may leave nothing, measures near their end or lapse, the ledger has
 * booked what came in or not, or nothing happens at all.
 */
export function closed(part: EnforcementPart, view: LoanView, day: CalendarDate): Made {
  const used = usedAnew(part, view, day) ?? gatheredOf(part);
  const looked = part.rounds.reduce(
    (made, { enforcementId }) => {
      const measures = roundOf(made.part, enforcementId)?.measures ?? [];
      const timed = measures.reduce((sum, measure) => withTime(sum, enforcementId, measure, view, day), made);
      const looked = courtTime(booked(timed, enforcementId, view, day), enforcementId, view, day);
      return idle(looked, enforcementId, view, day);
    },
    satisfied(used, view, day, day),
  );
  return partsDue(looked, view, day);
}

function withTime(made: Made, enforcementId: string, measure: Measure, view: LoanView, day: CalendarDate): Made {
  const round = roundOf(made.part, enforcementId);
  if (round === undefined || measure.state !== 'in-force' || measure.until === null) return made;
  const { measureId, until } = measure;
  const item = { loanId: view.loanId, about: measureId, openedOn: day };
  // A debtor who is free again by time alone is nobody's work.
  if (measure.asset === null)
    return day > until.on ? withMore(made, measureEnded(made.part, round, measure, 'lapsed', view, day)) : made;
  if (day > until.on) {
    const lapsed = { ...item, kind: 'measure-lapsed', team: 'supervisor' as const, dueOn: addDays(day, 1) };
    return withMore(withMore(made, measureEnded(made.part, round, measure, 'lapsed', view, day)), {
      writes: [
        timelineOf('measure-lapsed', { enforcementId, measureId, until: until.on }, null),
        workWanted({ ...lapsed, because: 'not-renewed' }),
      ],
    });
  }
  const level = levelAt(rulesOf(view, round), until.on, day);
  if (level === null || measure.told.includes(level)) return made;
  const next = withMeasure(made.part, round, { ...measure, told: [...measure.told, level] }, view);
  return withMore(withMore(made, next), {
    said: [ofRound(round, 'measure-expiring', { measureId, until: until.on, level })],
    writes: [workWanted({ ...item, kind: 'renew-measure', team: 'legal', dueOn: until.on, because: `${level}-days` })],
  });
}

/** The tightest of the levels that has been reached. */
const levelAt = ({ expiring }: EnforcementRules, until: CalendarDate, day: CalendarDate): number | null =>
  expiring.filter((level) => daysBetween(day, until) <= level).at(-1) ?? null;

/** Every recovery is a payment of the ledger, sooner or later; one that was taken back is none any more. */
function booked(made: Made, enforcementId: string, view: LoanView, day: CalendarDate): Made {
  const round = roundOf(made.part, enforcementId);
  if (round === undefined) return made;
  const { bookedWithinDays } = rulesOf(view, round);
  const late = round.recoveries.filter(
    ({ paymentId, on }) => paymentId === null && day > addDays(on, bookedWithinDays),
  );
  const item = { loanId: view.loanId, kind: 'recovery-not-booked', team: 'operations' as const, because: 'no-payment' };
  return withMore(made, {
    writes: late.map(({ recoveryId: about }) => workWanted({ ...item, about, dueOn: addDays(day, 1), openedOn: day })),
  });
}

/** Months have gone by and nothing is in force: a higher court may be asked. */
function idle(made: Made, enforcementId: string, view: LoanView, day: CalendarDate): Made {
  const round = roundOf(made.part, enforcementId);
  const due = round === undefined ? null : idleFrom(round, rulesOf(view, round));
  if (round === undefined || due === null || day <= due) return made;
  const item = { loanId: view.loanId, about: enforcementId, kind: 'no-action', team: 'legal' as const };
  return withMore(made, {
    part: withRound(made.part, { ...round, idleSaid: true }),
    writes: [workWanted({ ...item, dueOn: addDays(day, 1), because: 'no-measure-in-force', openedOn: day })],
  });
}

/** The last day on which the court may still be waited for. */
function idleFrom({ state, on, measures, idleSaid }: Enforcement, { noActionMonths }: EnforcementRules) {
  const isIdle =
    state === 'open' && !idleSaid && measures.every((one) => one.asset === null || one.state !== 'in-force');
  return isIdle && noActionMonths !== null ? addMonths(on, noActionMonths) : null;
}

/** The first day after one at whose close something may have to be said; null where none is. */
export function nextLook({ rounds }: EnforcementPart, view: LoanView, day: CalendarDate): CalendarDate | null {
  const days = rounds.flatMap((round) => {
    const rules = rulesOf(view, round);
    const due = idleFrom(round, rules);
    return [
      ...round.measures.flatMap(({ state, until }) =>
        state !== 'in-force' || until === null
          ? []
          : [...rules.expiring.map((level) => addDays(until.on, -level)), addDays(until.on, 1)],
      ),
      ...round.recoveries.flatMap(({ paymentId, on }) =>
        paymentId === null ? [addDays(on, rules.bookedWithinDays + 1)] : [],
      ),
      ...(due === null ? [] : [addDays(due, 1)]),
      ...courtDays(round, view),
    ];
  });
  return [...days, ...dueDays(view)].filter((one) => one > day).toSorted()[0] ?? null;
}
