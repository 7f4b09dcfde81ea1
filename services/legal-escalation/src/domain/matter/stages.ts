import type { CalendarDate } from '@mora/kernel';
import type { Inner, LoanView, Step } from '../loan/part.js';
import type { Outcome } from '../words.js';
import { closedBehind, closing } from './ending.js';
import { finalTitleOf } from './claimed.js';
import { caseRow } from './rows.js';
import type { Matter, MatterPart } from './types.js';

type Stage = Matter['stage'];
type Ended = Extract<Inner, { kind: 'execution-ended' }>;

/** How a case ends with the enforcing of its title; null where only this round, or what was due, is over. */
const ENDS: Readonly<Record<Ended['how'], (ended: Ended) => Outcome | null>> = {
  satisfied: ({ left }) => (left === 0 ? 'enforced' : null),
  settled: () => 'settled',
  final: () => 'unenforceable',
  'this-round': () => null,
};

/** What has become of a case by what the other parts tell: it goes where they are. */
export function heard(part: MatterPart, inner: Inner, view: LoanView, openDay: CalendarDate): Step<MatterPart> {
  const { matter } = part;
  if (matter === null) return { part };
  if (inner.kind === 'execution-ended') {
    const outcome = ENDS[inner.how](inner);
    if (outcome !== null) return closing(part, matter, { outcome, because: inner.how, by: null }, view, openDay);
    const behind = closedBehind(part, matter, view, openDay);
    if (behind !== null) return behind;
  }
  const stage = stageBy(inner, matter, view);
  if (stage === null || stage === matter.stage) return { part };
  const next = { ...matter, stage };
  return { part: { ...part, matter: next }, writes: [caseRow(view, next)] };
}

function stageBy(inner: Inner, matter: Matter, view: LoanView): Stage | null {
  switch (inner.kind) {
    case 'filed':
    case 'proceeding-over':
    case 'title':
    case 'title-final':
    case 'title-void':
      return isEnforcing(matter) ? null : beforeCourts(matter, view);
    case 'enforcing':
    case 'resume':
      return 'enforcing';
    case 'execution-ended':
      return inner.how === 'satisfied' ? 'judged' : 'ended-round';
    case 'stay':
      return inner.because === 'settlement' ? 'settling' : null;
    default:
      return null;
  }
}

const isEnforcing = ({ stage }: Matter): boolean =>
  stage === 'enforcing' || stage === 'settling' || stage === 'ended-round';

/** With a title that binds it is judged, with anything open it is in court, else it is where it was before. */
function beforeCourts(matter: Matter, view: LoanView): Stage {
  if (finalTitleOf(view, matter.caseId) !== null) return 'judged';
  const { proceedings } = view.parts.proceedings;
  if (proceedings.some(({ caseId, state }) => caseId === matter.caseId && state === 'open')) return 'court';
  return weighedStage(matter, view);
}

/** Where a case stands by what was decided on it alone. */
export function weighedStage(
  { evaluation }: Pick<Matter, 'evaluation'>,
  { policies }: Pick<LoanView, 'policies'>,
): Stage {
  if (evaluation?.state !== 'approved') return 'evaluation';
  const { strategy } = evaluation;
  if (policies.evaluation.strategies[strategy].court) return 'decided';
  return strategy === 'sale' || strategy === 'write-off' ? 'disposal' : 'decided';
}
