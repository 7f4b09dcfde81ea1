import { type CalendarDate, type LoanId } from '@mora/kernel';
import { addDays } from './dates.js';
import { changesBetween, type Change } from './changes.js';
import { driftOf } from './drift.js';
import { episodeNow, type Episodes, NO_EPISODES } from './episode.js';
import type { Facts } from './facts.js';
import { floorOn } from './floor.js';
import { fold } from './fold.js';
import { broughtAlong, judge, type Judgement, sameJudgement } from './judgement.js';
import { type LoanEvent, type LoanFact, type Refusal, refuse } from './loan-event.js';
import { reach, sameStretches, type Stretch, stretches } from './past.js';
import type { InForce, Policies } from './policies.js';
import { type Days, type Position, positionOn } from './position.js';
import { record } from './record.js';
import { nextTransitionOn } from './transition.js';
import { observationTold, sooner, type Watch, watchNextOn, watchNow } from './watch.js';

/**
 * How a loan stands, by all that is known of it.
 *
 * As of when (a decision; the alternative was to age a loan with the first fact of a new day):
 * - Days grow only at the mark. At the close of day D the loan stands as of D. Due on the 8th, it is nought days late
 *   at the close of the 8th and one day at the close of the 9th; mark 9 publishes `started`. What is concluded from
 *   silence is concluded when the silence is over: money that comes within the 9th still prevents it.
 * - Inside an open day D a fact counts at once, but D itself has not gone by: the loan is judged with all money of
 *   value dates up to D, and with days counted up to D - 1. So a payment cures at once, a half payment does not make
 *   anybody a day later, and two facts of one day may come in either order.
 * - A fact about closed days changes how the loan stood on them; the days themselves never move.
 */
export type Standing = Readonly<{
  loanId: LoanId;
  facts: Facts;
  /** The last closed day when it was last judged. No day since has changed anything. */
  asOf: CalendarDate;
  judgement: Judgement;
  episodes: Episodes;
  /** The difference to the ledger's own day count that was last told. */
  drift: number;
  /** Null for a loan that was never restructured. */
  watch: Watch | null;
  nextTransitionOn: CalendarDate | null;
  /** Rows of history that are not saved yet, oldest first. */
  moves: readonly Move[];
}>;

export type Move = Stretch & Readonly<{ recordedOn: CalendarDate; episodeId: string | null }>;

export type Decision = Refusal | Readonly<{ kind: 'decided'; next: Standing; changes: readonly Change[] }>;

/** Takes one fact, or the close of a day. Gives back the same standing where nothing changed. */
export function decide(
  known: Standing | null,
  event: LoanEvent,
  { openDay }: Readonly<{ openDay: CalendarDate }>,
  policies: Policies,
): Decision {
  if (event.kind === 'day-closed') {
    if (known === null) return refuse('loan-unknown');
    return settle(known, known.facts, null, { agedTo: event.day, knownTo: event.day }, event, policies);
  }
  const days = { agedTo: addDays(openDay, -1), knownTo: openDay };
  const rules = policies.on(days.agedTo, productOf(known?.facts ?? null)).product;
  const recording = record(known?.facts ?? null, event, rules.snapshotsKept);
  if (recording.kind === 'refused') return recording;
  if (recording.kind === 'known-already') return { kind: 'decided', next: known as Standing, changes: [] };
  const { facts, from } = recording;
  if (event.cutOver) return { kind: 'decided', next: untilTheMark(known, event, facts, days, policies), changes: [] };
  return settle(known ?? fresh(event.loanId, facts, days, policies), facts, from, days, event, policies);
}

const productOf = (facts: Facts | null): string => facts?.registration?.product ?? '';

/** A history that is loaded record by record is judged whole, when its day closes; half of it would tell tales. */
function untilTheMark(known: Standing | null, event: LoanFact, facts: Facts, days: Days, policies: Policies): Standing {
  const standing = known ?? fresh(event.loanId, facts, days, policies);
  return { ...standing, facts, nextTransitionOn: days.knownTo };
}

function fresh(loanId: LoanId, facts: Facts, days: Days, policies: Policies): Standing {
  const inForce = policies.on(days.agedTo, productOf(facts));
  const judgement = judge(NOT_LATE, inForce, null);
  const moves: readonly Move[] = [{ validOn: days.knownTo, judgement, recordedOn: days.knownTo, episodeId: null }];
  const blank = { loanId, facts, asOf: days.agedTo, judgement, episodes: NO_EPISODES, drift: 0, watch: null };
  return { ...blank, nextTransitionOn: null, moves };
}

const NOT_LATE: Position = {
  status: 'active',
  oldestUnpaidOn: null,
  daysPastDue: 0,
  delinquentDays: 0,
  overdue: { total: 0, principal: 0, interest: 0, fee: 0, penalty: 0 },
};

/** Judges the facts, and tells what is different from what was known. `from` is null where only time went by. */
function settle(
  known: Standing,
  recorded: Facts,
  from: CalendarDate | null,
  days: Days,
  event: LoanEvent,
  policies: Policies,
): Decision {
  const inForce = policies.on(days.agedTo, productOf(recorded));
  const position = positionOn(recorded, inForce.product, days);
  const facts = fold(recorded, inForce.product, position, days.knownTo);
  const past = from !== null && from <= days.agedTo;
  const open = episodeNow(known.loanId, known.episodes, facts, inForce.product, days, position, past);
  const watch = watchNow(known, facts, from, days, policies);
  const floor = watch === null ? null : floorOn(watch.now, days, facts, inForce);
  const found = judge(position, inForce, broughtAlong(facts, open?.cutOver ?? false), floor);
  const judgement = sameJudgement(found, known.judgement) ? known.judgement : found;
  const { drift, told } = driftOf(known, facts, inForce.product, days);
  const byDays = nextTransitionOn(facts, inForce, days, position);
  const next = watch === null ? byDays : sooner(byDays, watchNextOn(watch, days, facts, inForce));
  const same = judgement === known.judgement && open === known.episodes.open && next === known.nextTransitionOn;
  if (same && facts === known.facts && drift === known.drift && watch === known.watch)
    return { kind: 'decided', next: known, changes: told };
  const { changes, episodes } = changesBetween(
    known,
    { judgement, position, open, facts, floor },
    event,
    days,
    inForce,
  );
  const isWatched = watch !== null || known.watch !== null;
  const watched = isWatched ? observationTold(known.watch, watch, facts, judgement, days, inForce) : [];
  const moves = movesOf(known, facts, watch, judgement, past ? from : null, days, open?.id ?? null, inForce, policies);
  const times = { asOf: days.agedTo, nextTransitionOn: next };
  const standing = { loanId: known.loanId, facts, judgement, episodes, drift, watch, moves, ...times };
  return { kind: 'decided', next: standing, changes: [...changes, ...watched, ...told] };
}

/** The rows that history gains: today's, and those of past days on which the loan is now known to have stood otherwise. */
function movesOf(
  known: Standing,
  facts: Facts,
  watch: Watch | null,
  judgement: Judgement,
  from: CalendarDate | null,
  days: Days,
  episodeId: string | null,
  inForce: InForce,
  policies: Policies,
): readonly Move[] {
  const atLeast = broughtAlong(facts, known.episodes.open?.cutOver ?? false);
  const rows: Stretch[] =
    from === null ? [] : [...corrections(known, facts, watch, from, days, inForce, policies, atLeast)];
  const before = rows.at(-1)?.judgement ?? known.judgement;
  if (!sameJudgement(before, judgement)) rows.push({ validOn: days.knownTo, judgement });
  if (rows.length === 0) return known.moves;
  return [...known.moves, ...rows.map((row) => ({ ...row, recordedOn: days.knownTo, episodeId }))];
}

function corrections(
  known: Standing,
  after: Facts,
  watch: Watch | null,
  from: CalendarDate,
  days: Days,
  inForce: InForce,
  policies: Policies,
  atLeast: string | null,
): readonly Stretch[] {
  const start = reach(after, from, days.knownTo, inForce.product.horizonDays);
  const stood = stretches(known.facts, policies, start, days.agedTo, atLeast, known.watch?.now);
  const stands = stretches(after, policies, start, days.agedTo, atLeast, watch?.now);
  return sameStretches(stood, stands) ? [] : stands;
}
