import { addDays } from '@mora/kernel';
import { isOfTitle, isOpenFor } from '../clock/clocks.js';
import type { Clock } from '../clock/types.js';
import { feeFor } from '../fees/fee.js';
import { exceptionFor } from '../gate/exceptions.js';
import { judge } from '../gate/judge.js';
import type { LoanView, Step } from '../loan/part.js';
import { allowed } from '../matter/allowed.js';
import type { Matter } from '../matter/types.js';
import { orderFor, rulesFor } from '../products.js';
import type { LaneAt, Minor } from '../words.js';
import type { ProceedingCommand } from './commands.js';
import { type Court, courtOf } from './courts.js';
import { instrumentInTime } from './instrument.js';
import { isPreservation } from './kinds.js';
import type { Machine } from './machine.js';
import { isSuitFor } from './suits.js';
import type { ProceedingsPart } from './types.js';

export type FileCommand = Extract<ProceedingCommand, { kind: 'file' }>;
export type Refusal = NonNullable<Step<unknown>['refuse']>;

/** On what a filing rests, once every condition is met. */
export type Grounds = Readonly<{
  matter: Matter;
  machine: Machine;
  sheet: NonNullable<Matter['sheet']>;
  clock: Clock;
  fee: Minor;
  approver: string;
  gateId: string | null;
  exceptionId: string | null;
}>;

export const isRefused = (found: Grounds | Refusal): found is Refusal => 'because' in found;

const no = (because: string, detail?: string): Refusal => ({ because, ...(detail !== undefined && { detail }) });

/** Everything that must be so before the bank goes to court, in this order: the first that is not is the answer. */
export function groundsOf(
  part: ProceedingsPart,
  command: FileCommand,
  view: LoanView,
  { openDay }: LaneAt,
): Grounds | Refusal {
  const { matter } = view.parts.matter;
  if (matter === null) return no('no-case');
  const machine = view.policies.machines[command.proceeding];
  if (machine === undefined) return no('no-procedure');
  const rules = rulesFor(view.policies, view.parts.ledger);
  if (rules?.jurisdiction !== machine.jurisdiction) return no('other-law');
  if (hasTitle(part, command)) return no('title-exists');
  const may = mayFile(matter, command, view, openDay);
  if ('because' in may) return may;
  const { sheet, bundle } = matter;
  if (sheet?.sheetId !== command.sheetId || sheet.asOf !== addDays(openDay, -1)) return no('claim-stale');
  if (sheet.differs) return no('claim-stale', 'ledger-differs');
  if (sheet.accelerated && view.parts.clock.acceleratedOn === null) return no('claim-stale', 'not-accelerated');
  if (bundle?.bundleId !== command.bundleId || bundle.sheetId !== sheet.sheetId) return no('bundle-missing');
  const clock = clockFor(command, sheet, view, openDay);
  if ('because' in clock) return clock;
  const enforceable = machine.performedBefore === true ? instrumentInTime(rules, view, openDay) : 'in-time';
  if (enforceable !== 'in-time')
    return no(enforceable === 'expired' ? 'limitation-expired' : enforceable, 'enforcement');
  const court = courtOf(view.policies.courts, command.court);
  if (court?.jurisdiction !== machine.jurisdiction) return no('court-unknown');
  const way = wayOf(part, command, matter, court, sheet.total, view);
  if (way !== null) return way;
  const isOpen = openOf(part, machine, matter, sheet.total);
  if (isOpen !== null) return isOpen;
  const fee = feeOfFiling(machine, command, sheet.total, view);
  return fee === null ? no('fee-unknown') : { matter, machine, sheet, clock, fee, ...may };
}

/** What was decided is not decided again; a guarantor can still be sued for what the debtor was told to pay. */
function hasTitle({ proceedings, titles }: ProceedingsPart, { against }: FileCommand): boolean {
  const bound = titles.filter(({ finalOn }) => finalOn !== null).map(({ proceedingId }) => proceedingId);
  return proceedings.some(
    (one) =>
      bound.includes(one.proceedingId) && (one.against === against || one.against === 'all' || against === 'all'),
  );
}

type May = Pick<Grounds, 'approver' | 'gateId' | 'exceptionId'>;

/** Two people, and the gate as it stands now; an exception opens only the steps that it was approved for. */
function mayFile(
  matter: Matter,
  { proceeding, by }: FileCommand,
  view: LoanView,
  openDay: LaneAt['openDay'],
): May | Refusal {
  const isProtective = isPreservation(proceeding);
  const { evaluation } = matter;
  const exception = exceptionFor(view.parts.gate, isProtective ? 'preservation' : 'suit', openDay);
  const isApproved =
    evaluation?.state === 'approved' &&
    (evaluation.strategy === proceeding || (isProtective && goesToCourt(matter, view)));
  // What only keeps assets where they are rests on the supervisor who has approved the exception.
  const approver = isApproved ? evaluation.approver : isProtective ? (exception?.approver ?? null) : null;
  if (approver === null) return no('no-strategy');
  if (approver === by || (isApproved && approver === evaluation.by)) return no('own-approval');
  const { current } = view.parts.gate;
  const { gate } = view.policies;
  const passes = judge(view.parts, addDays(openDay, -1), gate, orderFor(view.policies, view.parts.ledger)).passed;
  if (current?.passed === true && passes) return { approver, gateId: current.gateId, exceptionId: null };
  if (exception === null) return no('gate');
  return { approver, gateId: null, exceptionId: exception.exceptionId };
}

const goesToCourt = ({ evaluation }: Matter, { policies }: LoanView): boolean =>
  evaluation !== null && policies.evaluation.strategies[evaluation.strategy].court;

function clockFor(
  { clockId, against }: FileCommand,
  sheet: Grounds['sheet'],
  view: LoanView,
  openDay: LaneAt['openDay'],
): Clock | Refusal {
  const { clocks } = view.parts.clock;
  const clock = clocks.find((one) => one.clockId === clockId);
  // What runs from a title is for enforcing it, and a guarantor's period is kept by suing the guarantor.
  if (clock === undefined || isOfTitle(clock.claim)) return no('no-such-clock');
  if ((clock.claim === 'guarantee') !== (against === 'guarantor')) return no('no-such-clock', clock.claim);
  // Whichever period is named, what is sued for must be in time by each that it rests on: the earliest end decides.
  const others = against === 'guarantor' ? [] : clocks.filter((one) => one !== clock && isOfClaim(one, sheet));
  const late = [clock, ...others].find((one) => isOpenFor(one, openDay) !== 'in-time');
  if (late === undefined) return clock;
  const found = isOpenFor(late, openDay);
  return no(found === 'expired' ? 'limitation-expired' : found, late.claim);
}

/** Whether a period is of what the debtor is sued for. */
const isOfClaim = ({ claim }: Clock, { booked }: Grounds['sheet']): boolean =>
  claim === 'debt' || claim === 'accelerated' || (claim === 'interest' && booked.interest > 0);

/** What the law asks of the way itself. Of preservation nobody has to say it: the service knows what was filed. */
function wayOf(
  part: ProceedingsPart,
  { proceeding, declared }: FileCommand,
  { caseId, papers }: Matter,
  { region }: Court,
  amount: Minor,
  { policies, parts }: LoanView,
): Refusal | null {
  const { currency } = parts.ledger;
  if (currency === null) return no('other-law');
  const asksPreservation = part.proceedings.some((one) => one.caseId === caseId && isPreservation(one.kind));
  const { agreed, domestic: isDomestic, reachable: isReachable } = declared;
  const machine = policies.machines[proceeding];
  const isBesideSuit = part.proceedings.some(
    (one) =>
      one.caseId === caseId && one.state === 'open' && machine !== undefined && isSuitFor(machine, one, policies),
  );
  const facts = { amount, currency, region, agreed, isDomestic, isReachable, asksPreservation, isBesideSuit, papers };
  return allowed(proceeding, facts, policies.evaluation);
}

/** One proceeding at a time, beside one that keeps assets where they are; and none where there is a title already. */
function openOf(part: ProceedingsPart, { kind, first }: Machine, { caseId }: Matter, amount: Minor): Refusal | null {
  const ours = part.proceedings.filter((one) => one.caseId === caseId);
  const isAlike = (one: (typeof ours)[number]): boolean => isPreservation(one.kind) === isPreservation(kind);
  if (ours.some((one) => one.state === 'open' && isAlike(one))) return no('proceeding-open');
  if (first === null || amount > first.upTo) return null;
  return ours.some((one) => one.kind === first.kind && one.state !== 'open') ? null : no('first-needed', first.kind);
}

function feeOfFiling(
  { jurisdiction }: Machine,
  { proceeding }: FileCommand,
  amount: Minor,
  view: LoanView,
): Minor | null {
  const rules = view.policies.fees[jurisdiction];
  return rules?.currency === view.parts.ledger.currency ? feeFor(rules, proceeding, amount) : null;
}
