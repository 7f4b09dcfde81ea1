import { addDays, amountText, type CalendarDate } from '@mora/kernel';
import { type AskedInterest, interestAsked } from '../claim/granted.js';
import type { LineCode, Sheet } from '../claim/types.js';
import type { LoanView, Said, Step, Write } from '../loan/part.js';
import { timelineOf } from '../loan/timeline.js';
import { workDone, workWanted } from '../loan/work.js';
import { rowFor } from '../products.js';
import { claimNow, costsOf, finalTitleOf, isRefusal } from './claimed.js';
import type { MatterCommand } from './commands.js';
import { isStale } from './opinion.js';
import { caseRow, evaluationRow, sheetRow } from './rows.js';
import { weighedStage } from './stages.js';
import type { Matter, MatterPart } from './types.js';
import { approvalWanted } from './weighing.js';

type Command<K extends MatterCommand['kind']> = Extract<MatterCommand, { kind: K }>;

const MOST_PAPERS = 200;

/** A lawyer has the case from now on. */
export function assigned(
  part: MatterPart,
  matter: Matter,
  { lawyer, by }: Command<'assign'>,
  view: LoanView,
): Step<MatterPart> {
  const next = { ...matter, lawyer };
  const data = { caseId: matter.caseId, lawyer };
  return {
    part: { ...part, matter: next },
    said: [{ type: 'case-assigned', data }],
    writes: [caseRow(view, next), timelineOf('case-assigned', { ...data, by }, null)],
  };
}

/** What somebody has looked at. What the service knows itself is not theirs to say. */
export function checked(
  part: MatterPart,
  matter: Matter,
  { item, state, proof, by }: Command<'check'>,
  view: LoanView,
): Step<MatterPart> {
  const { items, automatic } = view.policies.evaluation;
  if (!items.includes(item)) return { part, refuse: { because: 'no-such-item' } };
  if (automatic.some((name) => name === item)) return { part, refuse: { because: 'automatic-item' } };
  const checklist = [...matter.checklist.filter((entry) => entry.item !== item), { item, state, proof }];
  return {
    part: { ...part, matter: { ...matter, checklist } },
    writes: [timelineOf('checked', { caseId: matter.caseId, item, state, proof, by }, null)],
  };
}

/** A paper lies with the bank: here are its kind, id and hash. The same paper again is as it is said last. */
export function paperKept(
  part: MatterPart,
  matter: Matter,
  { paper: kind, paperId: id, sha256, by }: Command<'paper'>,
  openDay: CalendarDate,
): Step<MatterPart> {
  const others = matter.papers.filter((one) => one.kind !== kind || one.id !== id);
  if (others.length >= MOST_PAPERS) return { part, refuse: { because: 'too-many-papers' } };
  const papers = [...others, { kind, id, sha256, on: openDay }];
  return {
    part: { ...part, matter: { ...matter, papers } },
    writes: [timelineOf('paper-kept', { caseId: matter.caseId, kind, id, sha256, by }, null)],
  };
}

/** The claim is fixed as of the last closed day. One that has moved away from what was approved has to be approved anew. */
export function claimed(
  part: MatterPart,
  matter: Matter,
  { accelerated, sheetId, sha256, by }: Command<'claim'>,
  view: LoanView,
  openDay: CalendarDate,
): Step<MatterPart> {
  if (accelerated && !isCalled(matter, view, openDay)) return { part, refuse: { because: 'not-accelerated' } };
  const sheet = claimNow(view, matter, openDay, accelerated);
  if (isRefusal(sheet)) return { part, refuse: sheet };
  // Something has been booked since the door has computed it.
  if (sheet.sheetId !== sheetId) return { part, refuse: { because: 'claim-moved' } };
  const { asOf, total, booked } = sheet;
  const differs = sheet.differs.length > 0;
  const asked = askedIn(sheet, view);
  const kept = { sheetId, asOf, accelerated, total, booked, ...(asked !== null && { asked }), sha256, differs };
  const next = withApproval({ ...matter, sheet: kept, costs: costsOf(view, matter.caseId) }, sheet, accelerated, view);
  const isOvertaken = next.evaluation !== matter.evaluation;
  return {
    part: { ...part, matter: next },
    said: [claimSaid(matter, sheet, sha256)],
    writes: [
      sheetRow(view, matter, sheet, sha256),
      ...(isOvertaken ? overtaken(next, view, openDay) : []),
      compared(matter, sheet, view, openDay),
      timelineOf(
        'claim-computed',
        { caseId: matter.caseId, sheetId, asOf, accelerated, differs: sheet.differs, sha256, by },
        { ...policyOf(view), rule: 'claim' },
      ),
    ],
  };
}

function askedIn(sheet: Sheet, { parts, policies }: LoanView): AskedInterest | null {
  const row = rowFor(policies.products, parts.ledger);
  return row === null ? null : interestAsked(sheet, row);
}

/** Only what was called is claimed before it is due, so that its own period runs; behind a title it is the court's. */
function isCalled({ caseId }: Matter, view: LoanView, openDay: CalendarDate): boolean {
  const { acceleratedOn } = view.parts.clock;
  const wasCalled = acceleratedOn !== null && acceleratedOn < openDay;
  return wasCalled || finalTitleOf(view, caseId) !== null;
}

const policyOf = ({ policies: { products } }: LoanView) => ({ id: products.id, version: products.version });

function withApproval(matter: Matter, { asOf, total }: Sheet, accelerated: boolean, view: LoanView): Matter {
  const { evaluation, caseId } = matter;
  if (evaluation?.state !== 'approved' || evaluation.claimed === null) return matter;
  // What a court has awarded is not weighed again.
  if (finalTitleOf(view, caseId) !== null) return matter;
  const { due, all, asOf: approvedOn } = evaluation.claimed;
  const approved = { asOf: approvedOn, total: accelerated ? all : due };
  if (!isStale(approved, { asOf, total }, view.policies.evaluation)) return matter;
  const next = { ...matter, evaluation: { ...evaluation, state: 'given' as const, approver: null } };
  return matter.stage === 'decided' ? { ...next, stage: weighedStage(next, view) } : next;
}

function overtaken(matter: Matter, view: LoanView, openDay: CalendarDate): readonly Write[] {
  const { evaluation, caseId } = matter;
  if (evaluation === null) return [];
  const { evaluationId } = evaluation;
  return [
    evaluationRow(view, matter, evaluation),
    caseRow(view, matter),
    approvalWanted(view, matter, 'claim-changed', openDay),
    timelineOf('approval-overtaken', { caseId, evaluationId }, null),
  ];
}

/** Where the ledger and classification do not agree nothing can be filed, and somebody has to find out why. */
function compared({ caseId }: Matter, { differs }: Sheet, { loanId }: LoanView, on: CalendarDate): Write {
  const about = { loanId, about: caseId, kind: 'ledger-differs' };
  if (differs.length === 0) return workDone(about, 'agrees', on);
  return workWanted({ ...about, team: 'operations', dueOn: on, because: 'ledger-differs', openedOn: on });
}

function claimSaid({ caseId }: Matter, { sheetId, asOf, currency, booked, lines, total }: Sheet, sha256: string): Said {
  const text = (minor: number): string => amountText(BigInt(minor), currency);
  const sum = (code: LineCode): number =>
    lines.filter((line) => line.code === code).reduce((all, { minor }) => all + minor, 0);
  return {
    type: 'claim-computed',
    data: {
      caseId,
      sheetId,
      asOf,
      currency,
      principal: text(booked.principal),
      interest: text(booked.interest),
      fee: text(booked.fee),
      penalty: text(booked.penalty),
      computedPenalty: text(sum('computed-penalty')),
      computedCompound: text(sum('computed-compound')),
      waivedByCap: text(-sum('cap-waived')),
      costs: text(sum('cost')),
      total: text(total),
      sha256,
    },
  };
}

/** The evidence of the claim was made and signed. It is of yesterday, as the claim is, and of one that agrees. */
export function bundled(
  part: MatterPart,
  matter: Matter,
  command: Command<'bundle'>,
  openDay: CalendarDate,
): Step<MatterPart> {
  const { bundleId, sheetId, manifestSha256, signature, keyId, files, by } = command;
  const { sheet, caseId } = matter;
  if (sheet?.sheetId !== sheetId) return { part, refuse: { because: 'claim-stale' } };
  if (sheet.asOf !== addDays(openDay, -1)) return { part, refuse: { because: 'claim-stale' } };
  if (sheet.differs) return { part, refuse: { because: 'ledger-differs' } };
  const data = { caseId, bundleId, sheetId, manifestSha256, signature, keyId, files };
  return {
    part: { ...part, matter: { ...matter, bundle: { bundleId, sheetId, manifestSha256 } } },
    said: [{ type: 'evidence-bundled', data }],
    writes: [timelineOf('evidence-bundled', { caseId, bundleId, sheetId, manifestSha256, keyId, by }, null)],
  };
}
