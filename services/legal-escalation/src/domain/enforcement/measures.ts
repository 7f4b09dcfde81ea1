import { addMonths, type CalendarDate, earliest } from '@mora/kernel';
import { gatheredOf, refusal, type Refused, withMore } from '../loan/gathered.js';
import type { LoanView } from '../loan/part.js';
import { timelineOf } from '../loan/timeline.js';
import { workDone } from '../loan/work.js';
import { moneyOf } from '../proceedings/money.js';
import type { AssetKind, Due, LaneAt } from '../words.js';
import type { EnforcementCommand } from './commands.js';
import { isAlive, type MeasureNo, whyNotTaken } from './fitness.js';
import { closedDay } from './left.js';
import { type Made, ofRound, roundOf, rulesOf, totalDue, withRound } from './round.js';
import { isPersonal, personalTerm } from './personal.js';
import { measureRow } from './rows.js';
import type { EnforcementRules } from './rules.js';
import type { Enforcement, EnforcementPart, Measure } from './types.js';

type Command<K extends EnforcementCommand['kind']> = Extract<EnforcementCommand, { kind: K }>;

const MONTHS = 12;

/** The court is asked for a measure; or it is kept why it was not. */
export function measureAsked(
  part: EnforcementPart,
  command: Command<'measure'>,
  view: LoanView,
  { openDay }: LaneAt,
): Made | Refused {
  const { enforcementId, measureId, clueId, measure: kind, value, overrides, by } = command;
  const round = roundOf(part, enforcementId);
  if (round === undefined) return refusal('no-such-enforcement');
  if (round.state !== 'open') return refusal(round.state === 'stayed' ? 'stayed' : 'round-over');
  const clue = round.clues.find((one) => one.clueId === clueId);
  if (clue === undefined) return refusal('no-such-clue');
  if (clue.by === by) return refusal('own-approval');
  const rules = rulesOf(view, round);
  if (!rules.kinds[kind].includes(clue.asset)) return refusal('not-for-this-asset');
  // A thing that is seized may be auctioned; else it is taken once.
  if (round.measures.some((one) => one.clueId === clueId && one.kind === kind && isAlive(one)))
    return refusal('measure-exists');
  const left = totalDue(part, round, view, closedDay(openDay));
  if (left === null) return refusal('rate-not-covered');
  const { clues, measures } = round;
  const wanted = { clue, kind, value, overrides: overrides !== null };
  const no = whyNotTaken(wanted, { left, clues, measures, household: round }, rules);
  const fresh: Measure = {
    measureId,
    kind,
    clueId,
    asset: clue.asset,
    value,
    state: no === null ? 'applied' : 'refused',
    from: null,
    until: null,
    rank: 1,
    told: [],
    because: no?.because ?? null,
  };
  const line = { measureId, clueId, kind, asset: clue.asset, left, value, overrides, refused: no, by };
  const rule = { id: rules.id, version: rules.version, rule: no?.rule ?? kind };
  return withMore(withMeasure(part, round, fresh, view), {
    said: [no === null ? appliedSaid(round, fresh, view) : refusedSaid(round, fresh, no)],
    writes: [timelineOf(no === null ? 'measure-applied' : 'measure-refused', line, rule)],
  });
}

const appliedSaid = (round: Enforcement, { measureId, kind, asset, value }: Measure, view: LoanView) => {
  const { currency, text } = moneyOf(view);
  return ofRound(round, 'measure-applied', { measureId, kind, asset, currency, value: text(value) });
};

const refusedSaid = (round: Enforcement, { asset, kind }: Measure, { because, rule }: MeasureNo) =>
  ofRound(round, 'measure-refused', { asset, kind, because, rule });

/** The part with a measure as it is now, and its row. */
export function withMeasure(part: EnforcementPart, round: Enforcement, measure: Measure, view: LoanView): Made {
  const isKnown = round.measures.some(({ measureId }) => measureId === measure.measureId);
  const measures = isKnown
    ? round.measures.map((one) => (one.measureId === measure.measureId ? measure : one))
    : [...round.measures, measure];
  const next = withRound(part, { ...round, measures });
  return withMore(gatheredOf(next), { writes: [measureRow(view, round, measure)] });
}

/** What the court has made of it. It is a fact, and taken whenever somebody tells of it. */
export function measureAnswered(
  part: EnforcementPart,
  command: Command<'measure-outcome'>,
  view: LoanView,
  { openDay }: LaneAt,
): Made | Refused {
  const { enforcementId, measureId, outcome, on, rank, until, proof, by } = command;
  const round = roundOf(part, enforcementId);
  const known = round?.measures.find((one) => one.measureId === measureId);
  if (round === undefined || known === undefined) return refusal('no-such-measure');
  if (on > openDay) return refusal('in-the-future');
  if (!isAlive(known)) return refusal('measure-over');
  if (on < (known.from ?? round.on)) return refusal('before-it-began');
  const line = timelineOf('measure-outcome', { measureId, outcome, on, rank, proof, by }, null);
  if (outcome !== 'in-force') return withMore(measureEnded(part, round, known, outcome, view, on), { writes: [line] });
  if (until !== null && until < on) return refusal('ends-before-it-begins');
  const rules = rulesOf(view, round);
  const most = isPersonal(known.kind) ? personalTerm(known.kind, on, rules) : termOf(known.asset, on, rules);
  const ends = until === null ? most : { on: most === null ? until : earliest(until, most.on), provisional: false };
  return withMore(binding(part, round, { ...known, state: 'in-force', from: on, until: ends, rank, told: [] }, view), {
    writes: [line],
  });
}

/** How long a measure binds at most. No day off makes that longer: the earlier day is the one to act by. */
export function termOf(asset: AssetKind | null, from: CalendarDate, { terms }: EnforcementRules): Due | null {
  const years = asset === null ? null : terms[asset];
  return years === null ? null : { on: addMonths(from, years * MONTHS), provisional: false };
}

const binding = (part: EnforcementPart, round: Enforcement, measure: Measure, view: LoanView): Made => {
  const { measureId, from, until, rank } = measure;
  return withMore(withMeasure(part, round, measure, view), {
    said: [ofRound(round, 'measure-in-force', { measureId, from, until: until?.on ?? null, rank })],
  });
};

/** It binds for another term, from the day on which the court has renewed it; what has lapsed cannot be renewed. */
export function renewed(
  part: EnforcementPart,
  { enforcementId, measureId, on, proof, by }: Command<'renew'>,
  view: LoanView,
  { openDay }: LaneAt,
): Made | Refused {
  const round = roundOf(part, enforcementId);
  const known = round?.measures.find((one) => one.measureId === measureId);
  if (round === undefined || known === undefined) return refusal('no-such-measure');
  if (on > openDay) return refusal('in-the-future');
  // What binds in person is lengthened by the court alone.
  if (known.asset === null) return refusal('not-renewable');
  if (known.state !== 'in-force' || known.from === null) return refusal(known.because ?? 'not-in-force');
  if (on < known.from) return refusal('before-it-began');
  if (known.until !== null && on > known.until.on) return refusal('lapsed');
  const next = { ...known, until: termOf(known.asset, on, rulesOf(view, round)), told: [] };
  return withMore(binding(part, round, next, view), {
    writes: [
      timelineOf('measure-renewed', { measureId, on, until: next.until?.on ?? null, proof, by }, null),
      workDone({ loanId: view.loanId, about: measureId, kind: 'renew-measure' }, 'renewed', openDay),
    ],
  });
}

type Because = 'satisfied' | 'lapsed' | 'lifted' | 'realised' | 'over-seizure' | 'refused';

/** A measure binds no more. */
export function measureEnded(
  part: EnforcementPart,
  round: Enforcement,
  measure: Measure,
  because: Because,
  view: LoanView,
  on: CalendarDate,
): Made {
  const { measureId } = measure;
  const state = because === 'refused' ? 'refused' : 'ended';
  const made = withMeasure(part, round, { ...measure, state, because }, view);
  return withMore(made, {
    said: [ofRound(round, 'measure-ended', { measureId, because })],
    writes: ['renew-measure', 'lift-measure'].map((kind) =>
      workDone({ loanId: view.loanId, about: measureId, kind }, because, on),
    ),
  });
}

/** All that binds still ends with it. */
export const allEnded = (
  made: Made,
  enforcementId: string,
  because: Because,
  view: LoanView,
  on: CalendarDate,
): Made => {
  const alive = (roundOf(made.part, enforcementId)?.measures ?? []).filter(isAlive);
  return alive.reduce((sum, measure) => {
    const round = roundOf(sum.part, enforcementId);
    return round === undefined ? sum : withMore(sum, measureEnded(sum.part, round, measure, because, view, on));
  }, made);
};
