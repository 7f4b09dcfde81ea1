import type { CalendarDate } from '@mora/kernel';
import { refusal, type Refused, withMore } from '../loan/gathered.js';
import type { LoanView, Write } from '../loan/part.js';
import { timelineOf } from '../loan/timeline.js';
import { workWanted } from '../loan/work.js';
import type { LaneAt } from '../words.js';
import type { EnforcementCommand } from './commands.js';
import { isAlive } from './fitness.js';
import { closedDay } from './left.js';
import { withMeasure } from './measures.js';
import { toLift, whyNotPersonal } from './personal.js';
import { type Made, ofRound, roundOf, rulesOf, totalDue } from './round.js';
import type { Enforcement, EnforcementPart, Measure } from './types.js';

type Command = Extract<EnforcementCommand, { kind: 'personal-measure' }>;

/** The court is asked to bind the debtor in person; or it is kept why it was not. */
export function bindingAsked(
  part: EnforcementPart,
  { enforcementId, measureId, measure: kind, ground, noticeUntil, proof, by }: Command,
  view: LoanView,
  { openDay }: LaneAt,
): Made | Refused {
  const round = roundOf(part, enforcementId);
  if (round === undefined) return refusal('no-such-enforcement');
  if (round.state !== 'open') return refusal(round.state === 'stayed' ? 'stayed' : 'round-over');
  if (round.by === by) return refusal('own-approval');
  if (round.measures.some((one) => one.kind === kind && isAlive(one))) return refusal('measure-exists');
  const due = totalDue(part, round, view, closedDay(openDay));
  if (due === null) return refusal('rate-not-covered');
  const { current } = view.parts.settlement;
  const hasBrokenSettlement = current?.state === 'defaulted' || current?.state === 'resumed';
  const rules = rulesOf(view, round);
  const facts = { due, measures: round.measures, hasBrokenSettlement, openDay };
  const no = whyNotPersonal({ kind, ground, noticeUntil }, facts, rules);
  const fresh = { ...FRESH, measureId, kind, because: no?.because ?? null };
  const measure: Measure = { ...fresh, state: no === null ? 'applied' : 'refused' };
  const line = { measureId, kind, ground, noticeUntil, due, refused: no, proof, by };
  const rule = { id: rules.id, version: rules.version, rule: no?.rule ?? ground ?? kind };
  const data = { measureId, kind, asset: null, currency: null, value: null };
  return withMore(withMeasure(part, round, measure, view), {
    said: [
      no === null
        ? ofRound(round, 'measure-applied', data)
        : ofRound(round, 'measure-refused', { asset: null, kind, because: no.because, rule: no.rule }),
    ],
    writes: [timelineOf(no === null ? 'measure-applied' : 'measure-refused', line, rule)],
  });
}

const FRESH = { clueId: null, asset: null, value: 0, from: null, until: null, rank: 1, told: [] } as const;

/** Its reason is gone: somebody asks the court to let the debtor free, within the days of the law. */
export function liftWanted(round: Enforcement, view: LoanView, because: string, on: CalendarDate): readonly Write[] {
  const item = { loanId: view.loanId, kind: 'lift-measure', team: 'legal' as const, because, openedOn: on };
  return toLift(round.measures, rulesOf(view, round), on).map(({ measureId: about, by: dueOn }) =>
    workWanted({ ...item, about, dueOn }),
  );
}
