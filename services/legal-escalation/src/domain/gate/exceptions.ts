import { addDays, type CalendarDate, daysBetween } from '@mora/kernel';
import { isOfTitle } from '../clock/clocks.js';
import type { Clock } from '../clock/types.js';
import type { LoanView, Said, Step } from '../loan/part.js';
import { timelineOf } from '../loan/timeline.js';
import { workDone, workWanted } from '../loan/work.js';
import { rulesFor } from '../products.js';
import type { ClaimKind, PolicyRef } from '../words.js';
import type { GateCommand } from './commands.js';
import type { Exception, ExceptionGround, GatePart, ProtectiveStep } from './types.js';

type Command<K extends GateCommand['kind']> = Extract<GateCommand, { kind: K }>;
type ByException = Exclude<GateCommand, { kind: 'ask-gate' }>;

/** Which periods must be about to lapse for each ground; an asset that flees has none, and rests on its evidence. */
const CLAIMS: Readonly<Record<ExceptionGround, readonly ClaimKind[] | null>> = {
  limitation: ['debt', 'accelerated', 'interest', 'enforcement', 'enforcement-interest'],
  guarantee: ['guarantee'],
  'asset-flight': null,
};

/** What people ask, allow and forbid before the gate has passed: two of them, never one alone. */
export function byException(
  part: GatePart,
  command: ByException,
  view: LoanView,
  openDay: CalendarDate,
): Step<GatePart> {
  if (command.kind === 'ask-exception') return asked(part, command, view, openDay);
  const known = part.exceptions.find(({ exceptionId }) => exceptionId === command.exceptionId);
  const because = whyNotDecided(known, command, openDay);
  if (because !== null || known === undefined) return { part, refuse: { because: because ?? 'no-such-exception' } };
  const isApproved = command.kind === 'approve-exception';
  const { ground, steps, by, until, exceptionId } = known;
  const approver = command.by;
  const next: Exception = { ...known, approver, state: isApproved ? 'approved' : 'refused' };
  const refused = { exceptionId, ground, by, approver, because: command.because };
  const said: Said = isApproved
    ? { type: 'exception-approved', data: { ...refused, steps, until } }
    : { type: 'exception-refused', data: refused };
  return {
    part: { ...part, exceptions: part.exceptions.map((one) => (one === known ? next : one)) },
    said: [said],
    writes: [
      workDone({ loanId: view.loanId, about: exceptionId, kind: 'approve-exception' }, next.state, openDay),
      timelineOf(said.type, said.data, ruleOf(view)),
    ],
    ...(isApproved && { reviewOn: addDays(until, 1) }),
  };
}

function whyNotDecided(
  known: Exception | undefined,
  { by }: Command<'approve-exception' | 'refuse-exception'>,
  openDay: CalendarDate,
): string | null {
  if (known === undefined) return 'no-such-exception';
  if (known.state !== 'asked') return 'exception-decided';
  if (known.by === by) return 'own-exception';
  return known.until < openDay ? 'exception-over' : null;
}

function asked(
  part: GatePart,
  command: Command<'ask-exception'>,
  view: LoanView,
  openDay: CalendarDate,
): Step<GatePart> {
  const because = whyNotAsked(command, view, openDay);
  if (because !== null) return { part, refuse: { because } };
  const { exceptionId, ground, steps, by, until, evidence } = command;
  const exception: Exception = { exceptionId, ground, steps, by, approver: null, state: 'asked', until };
  const data = { exceptionId, ground, steps, by, because: command.because, until };
  return {
    part: { ...part, exceptions: [...part.exceptions, exception] },
    said: [{ type: 'exception-asked', data }],
    writes: [
      workWanted({
        loanId: view.loanId,
        about: exceptionId,
        kind: 'approve-exception',
        team: 'supervisor',
        dueOn: openDay,
        because: ground,
        openedOn: openDay,
      }),
      timelineOf('exception-asked', { ...data, evidence }, ruleOf(view)),
    ],
    reviewOn: addDays(until, 1),
  };
}

function whyNotAsked(command: Command<'ask-exception'>, view: LoanView, openDay: CalendarDate): string | null {
  const { ground, steps, until } = command;
  const { maxDays } = view.policies.gate.exception;
  if (until < openDay || until > addDays(openDay, maxDays)) return 'until-out-of-range';
  if (steps.length === 0 || (ground === 'asset-flight' && steps.includes('suit'))) return 'step-not-allowed';
  const claims = CLAIMS[ground];
  if (claims === null) return null;
  const atRisk = atRiskOf(claims, view, openDay);
  if (atRisk.length === 0) return 'no-period-at-risk';
  return steps.includes('suit') && !atRisk.some((one) => needsSuit(one, view)) ? 'step-not-allowed' : null;
}

type AtRisk = Readonly<{ clock: Clock; left: number }>;

/** The periods of these claims that are about to lapse, with the days that are left. */
const atRiskOf = (claims: readonly ClaimKind[], { parts, policies }: LoanView, openDay: CalendarDate) =>
  parts.clock.clocks.flatMap((clock): readonly AtRisk[] => {
    const { claim, state, expiresOn } = clock;
    if (!claims.includes(claim) || state !== 'running' || expiresOn === null) return [];
    const left = daysBetween(openDay, expiresOn);
    return left >= 0 && left <= policies.gate.exception.daysLeft ? [{ clock, left }] : [];
  });

/** Whether nothing milder keeps a claim: by its law no letter does, or none may arrive in time. */
function needsSuit({ clock: { claim, ref }, left }: AtRisk, { parts, policies }: LoanView): boolean {
  if (left <= policies.gate.exception.suitDaysLeft) return true;
  const rules = rulesFor(policies, parts.ledger);
  if (rules === null) return false;
  if (claim !== 'guarantee') return (isOfTitle(claim) ? rules.enforcement : rules).restart.demand !== true;
  const term = parts.clock.guarantees.find(({ guarantorId }) => guarantorId === ref);
  return (term?.kind ?? rules.guarantee.unspecified) === 'general';
}

const ruleOf = ({ policies: { gate } }: LoanView): PolicyRef => {
  return { id: gate.id, version: gate.version, rule: 'exception' };
};

/** What nobody has decided in time, and what was allowed for so long, is over. */
export function withoutOver(part: GatePart, day: CalendarDate): GatePart {
  const isOver = ({ state, until }: Exception): boolean => (state === 'asked' || state === 'approved') && until < day;
  if (!part.exceptions.some(isOver)) return part;
  return { ...part, exceptions: part.exceptions.map((one) => (isOver(one) ? { ...one, state: 'over' } : one)) };
}

/** The exception, approved and in force on a day, that allows a step; null where there is none. */
export const exceptionFor = ({ exceptions }: GatePart, step: ProtectiveStep, on: CalendarDate): Exception | null =>
  exceptions.find(({ state, steps, until }) => state === 'approved' && until >= on && steps.includes(step)) ?? null;
