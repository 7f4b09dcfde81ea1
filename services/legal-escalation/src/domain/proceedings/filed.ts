import { type CalendarDate, id128, type PersonId } from '@mora/kernel';
import type { LoanView, Said } from '../loan/part.js';
import { openDebt } from '../loan/parts/open-debt.js';
import { timelineOf } from '../loan/timeline.js';
import { workDone } from '../loan/work.js';
import { orderFor } from '../products.js';
import type { LaneAt } from '../words.js';
import { actOf, telling } from './act.js';
import { type FileCommand, type Grounds, groundsOf, isRefused, type Refusal } from './conditions.js';
import { and, type Made, nothingOf, withProceeding } from './made.js';
import { moneyOf } from './money.js';
import { begin, nextOf } from './next.js';
import { moved } from './moved.js';
import { proceedingRow, stepRow } from './rows.js';
import { isSuitFor } from './suits.js';
import type { Proceeding, ProceedingsPart } from './types.js';

/** The hold that keeps outreach from dunning while the law is at work: one a case. */
export const outreachHoldOf = (caseId: string): string => id128(caseId, 'hold');

/** The bank goes to court, or is told why it does not. */
export function filed(
  part: ProceedingsPart,
  command: FileCommand,
  view: LoanView,
  at: LaneAt,
): Made | Readonly<{ refuse: Refusal }> {
  const found = groundsOf(part, command, view, at);
  if (isRefused(found)) return { refuse: found };
  const { openDay } = at;
  const { machine, matter } = found;
  const proceeding = begin(machine, fresh(command, found, openDay, view), openDay, view.policies.book);
  const { caseId, proceedingId } = proceeding;
  const data = filedData(command, proceeding, found, view);
  const isFirst = !part.proceedings.some((one) => one.caseId === caseId);
  const why = { proof: { kind: 'filing', id: proceedingId }, by: command.by };
  const made = and(nothingOf(part), {
    part: withProceeding(part, proceeding),
    // Outreach is told first, so that nobody is dunned who is sued already.
    said: [...(isFirst ? [holdSaid(caseId)] : []), { type: 'filed', data }],
    writes: [
      proceedingRow(view, proceeding),
      stepRow(view, null, proceeding, why),
      workDone({ loanId: view.loanId, about: view.loanId, kind: 'evaluate' }, 'filed', openDay),
      timelineOf('filed', { ...data, by: command.by, lawyer: matter.lawyer }, proceeding.policy),
    ],
    tell: [{ kind: 'filed', proceeding }, ...telling(actOf(machine, proceeding))],
  });
  return sued(made, view, openDay);
}

const holdSaid = (caseId: string): Said => ({
  type: 'outreach-hold-set',
  data: { holdId: outreachHoldOf(caseId), reason: 'legal-action' },
});

/** Whether some of the debt is to come still, and is not asked for. */
function isPartial({ asOf, accelerated }: Grounds['sheet'], { parts, policies }: LoanView): boolean {
  const { due, total } = openDebt(parts.ledger, asOf, orderFor(policies, parts.ledger));
  return !accelerated && total.principal > due.principal;
}

const fresh = (
  { proceedingId, proceeding: kind, court, sheetId, clockId, against, by }: FileCommand,
  { matter, machine, sheet, clock, fee }: Grounds,
  openDay: CalendarDate,
  view: LoanView,
): Proceeding => ({
  proceedingId,
  root: proceedingId,
  caseId: matter.caseId,
  kind,
  court,
  policy: { id: machine.id, version: machine.version, rule: machine.starts },
  step: machine.starts,
  entered: {},
  since: openDay,
  due: null,
  sheetId,
  amount: sheet.total,
  ...(sheet.asked !== undefined && { asked: sheet.asked }),
  fee,
  against,
  ...(isPartial(sheet, view) && { partial: true as const }),
  ...(clock.claim === 'guarantee' && clock.ref !== null && { guarantorId: clock.ref as PersonId }),
  filedOn: openDay,
  filedBy: by,
  limitBy: clockId,
  state: 'open',
  hearings: [],
  lapsed: [],
  moved: null,
  held: false,
});

function filedData(
  { bundleId }: FileCommand,
  { caseId, proceedingId, kind, court, filedOn: on, sheetId, amount, fee, limitBy: clockId }: Proceeding,
  { clock, gateId, exceptionId, approver }: Grounds,
  view: LoanView,
) {
  const { currency, text } = moneyOf(view);
  const { expiresOn } = clock;
  const money = { amount: text(amount), currency, fee: text(fee) };
  return {
    caseId,
    proceedingId,
    kind,
    court,
    on,
    sheetId,
    bundleId,
    ...money,
    clockId,
    expiresOn,
    gateId,
    exceptionId,
    approver,
  };
}

/** Assets that were kept for a suit wait for it no longer once there is one. */
export function sued(made: Made, view: LoanView, openDay: CalendarDate): Made {
  const { proceedings } = made.part;
  return proceedings.reduce((sum, kept) => {
    const machine = view.policies.machines[kept.kind];
    if (machine === undefined || kept.state !== 'open') return sum;
    const suit = proceedings.find((one) => isSuitFor(machine, one, view.policies) && isSuedFor(kept, one));
    if (suit === undefined) return sum;
    const on = suit.filedOn > kept.since ? suit.filedOn : kept.since;
    const after = nextOf(machine, kept, 'sued', on, view.policies.book);
    if (typeof after === 'string') return sum;
    const why = { proof: { kind: 'filing', id: suit.proceedingId }, by: null, openDay };
    return moved(sum, { machine, before: kept, after, why }, view);
  }, made);
}

/** One that goes on or was won; what had come to nothing before they were asked to be kept is another matter. */
const isSuedFor = ({ caseId, filedOn }: Proceeding, suit: Proceeding): boolean =>
  suit.caseId === caseId &&
  suit.state !== 'withdrawn' &&
  (suit.state === 'open' || suit.state === 'title' || suit.filedOn > filedOn);
