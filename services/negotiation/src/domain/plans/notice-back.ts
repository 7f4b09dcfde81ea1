import { addDays } from '@mora/kernel';
import type { ElsewhereFact } from '../loan/event.js';
import { workDone, workWanted } from '../loan/work.js';
import type { PlansStep, Scene } from './step.js';
import type { PlansPart } from './types.js';

type Back = Extract<ElsewhereFact, { kind: 'notice-answered' }>;

/** A notice of ours that did not reach the borrower is for people to bring. */
export function noticeBack(part: PlansPart, { requestId: about, outcome }: Back, { view, at }: Scene): PlansStep {
  const { loanId, parts, policies } = view;
  if (parts.elsewhere.notices[about] === undefined) return { part };
  const { openDay: openedOn } = at;
  const kind = 'notice-failed';
  if (outcome === 'sent' || outcome === 'delivered') {
    return { part, writes: [workDone({ loanId, about, kind }, outcome, openedOn)] };
  }
  const dueOn = addDays(openedOn, policies.plans.ledgerAnswerDays);
  return { part, writes: [workWanted({ loanId, about, kind, team: 'service', dueOn, because: outcome, openedOn })] };
}
