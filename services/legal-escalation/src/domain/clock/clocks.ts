import { addDays, type CalendarDate, type HolidayBook, id128, type LoanId } from '@mora/kernel';
import type { LedgerPart } from '../loan/parts/ledger.js';
import type { OpenDebt } from '../loan/parts/open-debt.js';
import type { LoanState } from '../loan/state.js';
import type { Length } from '../periods/period.js';
import type { ClaimKind } from '../words.js';
import { type Effect, fold, type Folded, inOrder } from './fold.js';
import { guaranteeFold } from './guarantee.js';
import type { LimitationRules, Restarts } from './rules.js';
import type { Act, Clock, ClockPart, GuaranteeTerm, Obstruction } from './types.js';

/** Everything on which the periods of a loan rest. */
export type ClockInput = Readonly<{
  loanId: LoanId;
  schedule: LedgerPart['schedule'];
  debt: OpenDebt;
  acceleratedOn: CalendarDate | null;
  acts: readonly Act[];
  obstacles: readonly Obstruction[];
  /** `dueOn`: the last day of the debt as the guarantor is bound by it, where that is another than the schedule's. */
  guarantees: readonly (GuaranteeTerm & Readonly<{ dueOn?: CalendarDate }>)[];
  titles: ClockPart['titles'];
}>;

/** A period, and what every act did to it. */
export type Explained = Readonly<{ clock: Clock; effects: readonly Effect[] }>;

/** The periods of a loan on a day, by their ids. */
export const clocksOf = (
  input: ClockInput,
  rules: LimitationRules,
  book: HolidayBook,
  on: CalendarDate,
): readonly Clock[] => explain(input, rules, book, on).map(({ clock }) => clock);

/** The same, with what interrupted each of them and what did not. */
export function explain(
  input: ClockInput,
  rules: LimitationRules,
  book: HolidayBook,
  on: CalendarDate,
): readonly Explained[] {
  const known = { ...input, acts: input.acts.filter((act) => act.on <= on) };
  const hasTitle = input.titles.some(({ against, partial }) => against !== 'guarantor' && partial !== true);
  const claims = claimsOf(known, rules).map(({ claim, startsOn, years, restart, ref }) => {
    const running = {
      claim,
      startsOn,
      length: { years } satisfies Length,
      restart,
      hasOuterLimit: !isOfTitle(claim),
    };
    const folded = fold(running, known.acts, known.obstacles, rules, book);
    const isOff = hasTitle && !isOfTitle(claim);
    return explained(known, rules, on, { claim, startsOn, ref, folded, state: isOff ? 'off' : null });
  });
  const guarantees = guaranteesOf(known).map(({ term, startsOn }) => {
    const { kept, ...folded } = guaranteeFold(term, startsOn, known.acts, rules, book);
    const state = kept ? 'kept' : null;
    return explained(known, rules, on, { claim: 'guarantee', startsOn, ref: term.guarantorId, folded, state });
  });
  return [...claims, ...guarantees].toSorted((a, b) => (a.clock.clockId < b.clock.clockId ? -1 : 1));
}

type Stands = Readonly<{
  claim: ClaimKind;
  startsOn: CalendarDate;
  ref: string | null;
  folded: Folded;
  state: 'off' | 'kept' | null;
}>;

function explained(
  { loanId }: ClockInput,
  rules: LimitationRules,
  on: CalendarDate,
  { claim, startsOn, ref, folded, state }: Stands,
): Explained {
  const { expiresOn, provisional, by, effects } = folded;
  const runs = expiresOn === null ? 'paused' : expiresOn < on ? 'expired' : 'running';
  const policy = { id: rules.id, version: rules.version, rule: claim };
  const clockId = ref === null ? id128(loanId, claim) : id128(loanId, claim, ref);
  return {
    clock: { clockId, claim, startsOn, expiresOn, provisional, state: state ?? runs, by, ref, policy },
    effects,
  };
}

type Claim = Readonly<{
  claim: ClaimKind;
  startsOn: CalendarDate;
  years: number;
  restart: Restarts;
  ref: string | null;
}>;

function claimsOf(input: ClockInput, rules: LimitationRules): readonly Claim[] {
  const { restart } = rules;
  const claim = (kind: ClaimKind, startsOn: CalendarDate | null, years: number | undefined): readonly Claim[] =>
    startsOn === null || years === undefined ? [] : [{ claim: kind, startsOn, years, restart, ref: null }];
  return [
    ...claim('debt', debtStart(input, rules), rules.debt.years),
    ...claim('accelerated', input.acceleratedOn, rules.accelerated?.years),
    ...claim('interest', oldestInterest(input.debt), rules.interest?.years),
    ...input.titles.flatMap((title) => claimsOfTitle(title, rules)),
  ];
}

/** Of a title all lives as long, unless the law gives the interest in it a shorter time. */
function claimsOfTitle(
  { judgmentId: ref, lastPerformBy: startsOn, interest: hasInterest }: ClockPart['titles'][number],
  { enforcement: { years, interest, restart } }: LimitationRules,
): readonly Claim[] {
  const whole: Claim = { claim: 'enforcement', startsOn, years, restart, ref };
  if (interest === null || hasInterest !== true) return [whole];
  return [whole, { ...whole, claim: 'enforcement-interest', years: interest.years }];
}

/** Whether a period runs from a title, and not from the debt itself. */
export const isOfTitle = (claim: ClaimKind): boolean => claim === 'enforcement' || claim === 'enforcement-interest';

function debtStart({ schedule, debt }: ClockInput, rules: LimitationRules): CalendarDate | null {
  if (rules.debt.from === 'oldest-unpaid') return debt.oldestUnpaidOn;
  return schedule === null ? firstOf(debt.charges.map(({ dueOn }) => dueOn)) : debt.lastDueOn;
}

const oldestInterest = ({ rows, charges }: OpenDebt): CalendarDate | null =>
  firstOf([
    ...rows.filter(({ interest }) => interest > 0).map(({ dueOn }) => dueOn),
    ...charges.filter(({ component }) => component === 'interest').map(({ dueOn }) => dueOn),
  ]);

const firstOf = (days: readonly CalendarDate[]): CalendarDate | null => days.toSorted()[0] ?? null;

function guaranteesOf({
  guarantees,
  acceleratedOn,
  debt,
}: ClockInput): readonly Readonly<{ term: GuaranteeTerm; startsOn: CalendarDate }>[] {
  return guarantees.flatMap(({ dueOn, ...term }) => {
    const days = [acceleratedOn, dueOn ?? debt.lastDueOn].filter((day) => day !== null);
    const startsOn = firstOf(days);
    return startsOn === null ? [] : [{ term, startsOn }];
  });
}

/**
 * What has happened, from all who know: the bank's people and its cases, the other services, and the payments that the
 * ledger holds. A payment that is taken back takes its act with it, as nobody stores it.
 */
export function actsOf({
  ledger,
  elsewhere,
  clock,
}: Pick<LoanState['parts'], 'ledger' | 'elsewhere' | 'clock'>): readonly Act[] {
  const paid = ledger.payments.map(({ id, valueDate }): Act => ({
    actId: `payment:${id}`,
    kind: 'part-payment',
    on: valueDate,
    until: null,
    claims: 'all',
    against: 'debtor',
    proof: { kind: 'payment', id, sha256: null },
    from: 'ledger',
  }));
  return inOrder([...clock.acts, ...elsewhere.heard, ...paid]);
}

/** No announced run of days off is as long; so far an unannounced calendar may move the end of a period. */
const LONGEST_SHIFT = 14;

/** Whether a claim can still be brought on a day. */
export function isOpenFor(
  { state, expiresOn, provisional }: Clock,
  on: CalendarDate,
): 'in-time' | 'expired' | 'calendar-not-covered' {
  if (state === 'off') return 'expired';
  if (state === 'kept' || expiresOn === null || on <= expiresOn) return 'in-time';
  return provisional && on <= addDays(expiresOn, LONGEST_SHIFT) ? 'calendar-not-covered' : 'expired';
}
