import { addDays, amountText, type CalendarDate, type Currency } from '@mora/kernel';
import type { LoanView, Step, Write } from '../loan/part.js';
import { timelineOf } from '../loan/timeline.js';
import { workDone, workWanted } from '../loan/work.js';
import { rowFor } from '../products.js';
import type { PolicyRef } from '../words.js';
import { checklistOf } from './automatic.js';
import { claimNow, isRefusal } from './claimed.js';
import type { MatterCommand } from './commands.js';
import { isProportionate, judgeApproval, judgeOpinion, type Opinion, type Refusal } from './opinion.js';
import { caseRow, evaluationRow } from './rows.js';
import { weighedStage } from './stages.js';
import type { Matter, MatterPart } from './types.js';

type Command<K extends MatterCommand['kind']> = Extract<MatterCommand, { kind: K }>;
type Evaluation = NonNullable<Matter['evaluation']>;
type Claimed = NonNullable<Evaluation['claimed']>;
type Weighed = Readonly<{
  claimed: Claimed | null;
  checklist: Matter['checklist'];
  currency: Currency;
  proportionate: boolean;
}>;

const MOST_REASONS = 20;

/** A lawyer says what to do: all of the checklist must be there, it must be worth it, and nothing milder may do. */
export function evaluated(
  part: MatterPart,
  matter: Matter,
  command: Command<'evaluate'>,
  view: LoanView,
  openDay: CalendarDate,
): Step<MatterPart> {
  const found = weigh(matter, command, view, openDay);
  if ('because' in found) return { part, refuse: found };
  const { claimed, checklist, currency, proportionate } = found;
  const { evaluationId, strategy, expectedRecovery, expectedCost, lessHarmful, because, by } = command;
  const opinion = { evaluationId, strategy, lessHarmful, by };
  const evaluation: Evaluation = {
    ...opinion,
    state: 'given',
    approver: null,
    on: openDay,
    expectedRecovery,
    expectedCost,
    because,
    claimed,
  };
  const next = restaged({ ...matter, checklist, evaluation }, view);
  const text = (minor: number): string => amountText(BigInt(minor), currency);
  const data = {
    caseId: matter.caseId,
    ...opinion,
    checklist: checklist.map(({ item, state }) => ({ item, state })),
    proportionate,
    expectedRecovery: text(expectedRecovery),
    expectedCost: text(expectedCost),
    currency,
  };
  return {
    part: { ...part, matter: next },
    said: [{ type: 'case-evaluated', data }],
    writes: [
      evaluationRow(view, next, evaluation),
      caseRow(view, next),
      ...weighedWork(view, matter, openDay),
      approvalWanted(view, matter, because, openDay),
      timelineOf('case-evaluated', { evaluationId, strategy, because, by, claimed }, ruleOf(view, strategy)),
    ],
  };
}

/** Nobody has to look at it any more, and nobody is late. */
const weighedWork = ({ loanId }: LoanView, { caseId }: Matter, on: CalendarDate): readonly Write[] => [
  workDone({ loanId, about: loanId, kind: 'evaluate' }, 'evaluated', on),
  workDone({ loanId, about: caseId, kind: 'evaluation-late' }, 'evaluated', on),
];

/** A second person has to decide on the opinion. */
export const approvalWanted = (
  { loanId }: Pick<LoanView, 'loanId'>,
  { caseId }: Matter,
  because: string,
  openedOn: CalendarDate,
): Write =>
  workWanted({
    loanId,
    about: caseId,
    kind: 'approve-strategy',
    team: 'supervisor',
    dueOn: openedOn,
    because,
    openedOn,
  });

/** Everything that an opinion rests on, as it stands now; or why the opinion cannot stand. */
function weigh(matter: Matter, opinion: Opinion, view: LoanView, openDay: CalendarDate): Weighed | Refusal {
  const { policies, parts } = view;
  const rules = policies.evaluation;
  const { currency } = parts.ledger;
  const row = rowFor(policies.products, parts.ledger);
  if (row === null || currency === null) return { because: 'product-unknown' };
  if (opinion.lessHarmful.length > MOST_REASONS) return { because: 'too-many-reasons' };
  const claimed = claimedNow(matter, view, openDay);
  if ('because' in claimed && rules.strategies[opinion.strategy].court) return claimed;
  const known = 'because' in claimed ? null : claimed;
  const checklist = checklistOf(view, matter, rules, openDay);
  const facts = { amount: known?.due ?? 0, currency, jurisdiction: row.jurisdiction, checklist };
  const refusal = judgeOpinion(opinion, facts, rules);
  if (refusal !== null) return refusal;
  return { claimed: known, checklist, currency, proportionate: isProportionate(opinion, facts, rules) };
}

/** What could be claimed as of yesterday: what is overdue, and all of it. */
function claimedNow(matter: Matter, view: LoanView, openDay: CalendarDate): Claimed | Refusal {
  const due = claimNow(view, matter, openDay, false);
  if (isRefusal(due)) return due;
  const all = claimNow(view, matter, openDay, true);
  return isRefusal(all) ? all : { asOf: addDays(openDay, -1), due: due.total, all: all.total };
}

/** A second person agrees, or does not. What has changed since the opinion was given is looked at again. */
export function decided(
  part: MatterPart,
  matter: Matter,
  { kind, because, by }: Command<'approve-strategy' | 'refuse-strategy'>,
  view: LoanView,
  openDay: CalendarDate,
): Step<MatterPart> {
  const { evaluation } = matter;
  const refusal = judgeApproval(matter, by, view.policies.evaluation);
  if (refusal !== null || evaluation === null) return { part, refuse: refusal ?? { because: 'nothing-to-approve' } };
  const isApproved = kind === 'approve-strategy';
  const now = isApproved ? weigh(matter, evaluation, view, openDay) : null;
  if (now !== null && 'because' in now) return { part, refuse: now };
  const claimed = now === null ? evaluation.claimed : now.claimed;
  const after: Evaluation = { ...evaluation, claimed, approver: by, state: isApproved ? 'approved' : 'refused' };
  const next = restaged({ ...matter, evaluation: after }, view);
  const { loanId } = view;
  const { evaluationId, strategy } = evaluation;
  const data = { caseId: matter.caseId, evaluationId, strategy, approver: by, because };
  const type = isApproved ? 'strategy-approved' : 'strategy-refused';
  return {
    part: { ...part, matter: next },
    said: [{ type, data }],
    writes: [
      evaluationRow(view, next, after),
      caseRow(view, next),
      workDone({ loanId, about: matter.caseId, kind: 'approve-strategy' }, after.state, openDay),
      ...(isApproved ? [] : [evaluateAgain(view, because, openDay)]),
      timelineOf(type, { ...data, by: evaluation.by, claimed }, ruleOf(view, strategy)),
    ],
  };
}

const evaluateAgain = ({ loanId, policies }: LoanView, because: string, on: CalendarDate): Write => {
  const dueOn = addDays(on, policies.gate.evaluateWithinDays);
  return workWanted({ loanId, about: loanId, kind: 'evaluate', team: 'legal', dueOn, because, openedOn: on });
};

/** What is before a court stays there, whatever anybody thinks of it. */
const restaged = (matter: Matter, view: LoanView): Matter =>
  matter.stage === 'evaluation' || matter.stage === 'decided' || matter.stage === 'disposal'
    ? { ...matter, stage: weighedStage(matter, view) }
    : matter;

const ruleOf = ({ policies: { evaluation } }: LoanView, rule: string): PolicyRef => {
  const { id, version } = evaluation;
  return { id, version, rule };
};
