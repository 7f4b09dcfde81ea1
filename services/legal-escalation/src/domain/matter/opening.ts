import { addDays, type CalendarDate, id128, type LoanId } from '@mora/kernel';
import type { LoanView, Step, Write } from '../loan/part.js';
import { timelineOf } from '../loan/timeline.js';
import { workWanted } from '../loan/work.js';
import type { PolicyRef } from '../words.js';
import { caseRow } from './rows.js';
import type { Matter, MatterPart } from './types.js';

type Grounds = Readonly<{ gateId: string | null; exceptionId: string | null; because: string; by: string | null }>;

/** The gate itself asks for a look at the loan when it passes. */
const BY_GATE = 'gate-passed';

/** A case begins. Its id is made of what opened it, so that every replay has the same case. */
export function opening(
  part: MatterPart,
  { gateId, exceptionId, because, by }: Grounds,
  view: LoanView,
  on: CalendarDate,
): Step<MatterPart> {
  const { loanId, policies } = view;
  const caseId = id128('case', loanId, gateId ?? exceptionId, part.closed.length);
  const matter: Matter = {
    caseId,
    openedOn: on,
    gateId,
    exceptionId,
    lawyer: null,
    stage: 'evaluation',
    checklist: [],
    evaluation: null,
    sheet: null,
    bundle: null,
    papers: [],
    costs: 0,
  };
  const data = { caseId, because, gateId, exceptionId };
  return {
    part: { ...part, matter },
    said: [{ type: 'case-opened', data }],
    writes: [
      caseRow(view, matter),
      ...(because === BY_GATE ? [] : [evaluateBy(addDays(on, policies.gate.evaluateWithinDays), because, loanId, on)]),
      timelineOf('case-opened', { ...data, by }, ruleOf(view)),
    ],
    reviewOn: lateOn(matter, view),
  };
}

const evaluateBy = (dueOn: CalendarDate, because: string, loanId: LoanId, openedOn: CalendarDate): Write =>
  workWanted({ loanId, about: loanId, kind: 'evaluate', team: 'legal', dueOn, because, openedOn });

/** The gate has passed: a case opens by itself where the bank wants it so; one that is open rests on it from now on. */
export function byGate(part: MatterPart, gateId: string, view: LoanView, on: CalendarDate): Step<MatterPart> {
  const { matter } = part;
  if (matter !== null) return { part: { ...part, matter: { ...matter, gateId } } };
  if (view.policies.gate.opens !== 'automatic') return { part };
  return opening(part, { gateId, exceptionId: null, because: BY_GATE, by: null }, view, on);
}

/** A second person has allowed to act before the gate. */
export function byException(part: MatterPart, exceptionId: string, view: LoanView, on: CalendarDate): Step<MatterPart> {
  const { matter } = part;
  if (matter !== null) return { part: { ...part, matter: { ...matter, exceptionId } } };
  return opening(part, { gateId: null, exceptionId, because: 'exception-approved', by: null }, view, on);
}

/** Somebody wants a case: on the gate that has passed, or an exception that is in force. */
export function byHand(
  part: MatterPart,
  { because, by }: Readonly<{ because: string; by: string }>,
  view: LoanView,
  openDay: CalendarDate,
): Step<MatterPart> {
  if (part.matter !== null) return { part, refuse: { because: 'case-open' } };
  const { current, exceptions } = view.parts.gate;
  const gateId = current?.passed === true ? current.gateId : null;
  const exception = exceptions.find(({ state, until }) => state === 'approved' && until >= openDay);
  if (gateId === null && exception === undefined) return { part, refuse: { because: 'gate' } };
  const exceptionId = gateId === null ? (exception?.exceptionId ?? null) : null;
  return opening(part, { gateId, exceptionId, because, by }, view, openDay);
}

/** The first day at whose close a case that nobody has weighed is late. */
export const lateOn = (
  { openedOn }: Pick<Matter, 'openedOn'>,
  { policies }: Pick<LoanView, 'policies'>,
): CalendarDate => addDays(openedOn, policies.gate.evaluateWithinDays + 1);

const ruleOf = ({ policies: { gate } }: LoanView): PolicyRef => ({ id: gate.id, version: gate.version, rule: 'opens' });
