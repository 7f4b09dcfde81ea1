import { addDays, type CalendarDate, latest } from '@mora/kernel';
import { type ClaimTables, doubledOf, grownOf } from '../claim/maths.js';
import type { PaymentKept } from '../loan/parts/ledger.js';
import type { JudgmentTitle } from '../proceedings/types.js';
import type { Minor } from '../words.js';
import { allocateRecovery } from './allocate.js';
import type { EnforcementRules } from './rules.js';
import type { Enforcement, Recovery, Use } from './types.js';

/** A title, and all that came in under it: by its rounds of enforcing, and by payments to the bank itself. */
export type Under = Readonly<{
  title: JudgmentTitle;
  rounds: readonly Enforcement[];
  payments: readonly PaymentKept[];
  rules: EnforcementRules;
  claim: ClaimTables;
}>;

type Came = Readonly<{
  id: string;
  on: CalendarDate;
  minor: Minor;
  expense: Minor;
  by: 'recovery' | 'payment' | 'barred';
  /** Of a round: interest of the days before it is out of time; null where none is. */
  upTo?: CalendarDate | null;
}>;

type Interest = Readonly<{ running: Minor; general: Minor }>;
const NO_INTEREST: Interest = { running: 0, general: 0 };

/** Money that has come in, and what it was used for; or what no court is asked for any more, which nothing was paid for. */
export type Laid = Came &
  Use &
  Readonly<{
    /** What of the judgment's part is interest that runs until it is paid. */
    running: Minor;
    /** What of it is interest that the judgment grants as a sum. */
    general: Minor;
  }>;

/** What of it pays the sums themselves: no interest counts as paid on what bears interest for delay. */
export const paidOn = ({ judgment, running, general }: Laid): Minor => judgment - running - general;

/**
 * What of a judgment is to be paid by the close of a day, whatever of it is: the parts whose last day that was, and with
 * the last of them the interest that it grants.
 */
export function dueBy({ parts, general }: JudgmentTitle, day: CalendarDate): Minor {
  const due = parts.filter(({ performBy }) => performBy <= day);
  const sum = due.reduce((all, { amount }) => all + amount, 0);
  return due.length === parts.length ? sum + general : sum;
}

/** What the judgment lets run is to be paid with the last of its parts, as is what it grants as a sum. */
export const isAllDueBy = ({ parts }: JudgmentTitle, day: CalendarDate): boolean =>
  parts.every(({ performBy }) => performBy <= day);

/**
 * The interest that a judgment lets run until payment, as it has grown up to a day, whatever of it is paid. It runs on
 * what is owed still of its principal, which is paid last.
 */
export function runningUpTo(
  { interest, amount, general }: JudgmentTitle,
  laid: readonly Laid[],
  on: CalendarDate,
): Minor {
  if (interest === undefined || on <= interest.from) return 0;
  const { rate, dayCount, principal, from } = interest;
  const owedOn = (day: CalendarDate): Minor =>
    laid.reduce((left, one) => (one.on <= day ? left - one.judgment + one.running : left), amount + general);
  const days = laid.map((one) => one.on).filter((day) => day > from && day < on);
  const steps = [from, ...new Set(days)].map((day) => ({ from: day, minor: Math.min(principal, owedOn(day)) }));
  return grownOf(steps, rate, on, dayCount);
}

/**
 * What all money under a title was used for, each sum in the legal order as it stood on its own day. What was told of
 * later does not come later. A court takes no more than what is due; the debtor may pay ahead. Null where the rate of a
 * day of delay that it reaches is not known.
 */
export function laidUnder(under: Under): readonly Laid[] | null {
  const { title, rounds, payments } = under;
  const recovered = rounds.flatMap(({ recoveries }) => recoveries.map(recoveryCame));
  const came = [...recovered, ...payments.map(paymentCame), ...rounds.map(barredBy)];
  const laid: Laid[] = [];
  const awarded = title.amount + title.general;
  let [costs, paid, ran, granted, doubled, barred] = [title.costs, 0, 0, 0, 0, NO_INTEREST];
  for (const one of came.toSorted(byDay)) {
    if (one.upTo !== undefined) {
      const used = { running: ran - barred.running, general: granted - barred.general };
      const now = outOfTime(title, laid, one.upTo, used);
      const [running, general] = [now.running - barred.running, now.general - barred.general];
      if (running !== 0 || general !== 0)
        laid.push({ ...one, running, general, costs: 0, judgment: running + general, doubled: 0, surplus: 0 });
      [paid, ran, granted, barred] = [paid + general, ran + running, granted + general, now];
      continue;
    }
    costs += one.expense;
    const yesterday = addDays(one.on, -1);
    const hasRun = Math.max(0, runningUpTo(title, laid, one.on) - ran);
    const isAllDue = isAllDueBy(title, yesterday);
    const runs = isAllDue ? hasRun : 0;
    const judgment = runs + Math.max(0, dueBy(title, yesterday) - paid);
    // The doubled part is asked for only where money reaches it.
    const grown = one.minor > costs + judgment ? doubledUpTo(under, laid, one.on) : doubled;
    if (grown === null) return null;
    const due = allocateRecovery(one.minor, { costs, judgment, doubled: Math.max(0, grown - doubled) });
    const used = one.by === 'recovery' ? due : ahead(due, hasRun + awarded - paid);
    // Interest is paid before what it runs on; ahead of its day it is behind all that was awarded.
    const running = Math.max(Math.min(used.judgment, runs), used.judgment - (awarded - paid));
    const rest = used.judgment - running;
    const grants = isAllDue ? title.general - granted : 0;
    const general = Math.max(Math.min(rest, grants), rest - (title.amount - (paid - granted)));
    [costs, doubled] = [costs - used.costs, doubled + used.doubled];
    [paid, ran, granted] = [paid + rest, ran + running, granted + general];
    laid.push({ running, general, ...one, ...used });
  }
  return laid;
}

/**
 * What a round does not ask for, of what nothing was paid on. Each round says that anew: what an earlier one took to be
 * out of time may have been in time, as was said later.
 */
function outOfTime(title: JudgmentTitle, laid: readonly Laid[], upTo: CalendarDate | null, paid: Interest): Interest {
  if (upTo === null) return NO_INTEREST;
  return { running: Math.max(0, runningUpTo(title, laid, upTo) - paid.running), general: title.general - paid.general };
}

/** What is paid beyond what is due is for what will be. */
function ahead({ costs, judgment, doubled, surplus }: Use, most: Minor): Use {
  const more = Math.min(surplus, most - judgment);
  return { costs, judgment: judgment + more, doubled, surplus: surplus - more };
}

const recoveryCame = ({ recoveryId: id, on, minor, expense }: Recovery): Came => ({
  id,
  on,
  minor,
  expense,
  by: 'recovery',
});

/** With a round that begins after the interest's own time nobody asks for that any more. */
const barredBy = ({ enforcementId: id, on, barredUpTo: upTo = null }: Enforcement): Came => ({
  id,
  on,
  minor: 0,
  expense: 0,
  by: 'barred',
  upTo,
});

const paymentCame = ({ id, valueDate: on, minor }: PaymentKept): Came => ({
  id,
  on,
  minor,
  expense: 0,
  by: 'payment',
});

/** Of one day what is barred comes first, in the order of the rounds: the court was asked by the close of the day before. */
const byDay = (a: Came, b: Came): number =>
  a.on < b.on ? -1 : a.on > b.on ? 1 : rankOf(a) - rankOf(b) || (a.by === 'barred' ? 0 : byId(a, b));

const byId = (a: Came, b: Came): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

const rankOf = ({ by }: Came): number => (by === 'barred' ? 0 : 1);

/** The doubled part of interest that has grown up to a day, whatever of it is paid; it stops where money came. */
export function doubledUpTo(
  { title: { parts }, rounds, rules, claim }: Under,
  laid: readonly Laid[],
  on: CalendarDate,
): Minor | null {
  if (rules.jurisdiction !== 'CN') return 0;
  const paid = laid.map((one) => ({ minor: paidOn(one), on: one.on })).filter(({ minor }) => minor > 0);
  const stays = countedStays(rounds, rules).map(({ from, to }) => ({ from, to: to ?? latest(from, on) }));
  return doubledOf(claim, { parts, paid, stays }, on);
}

/** The days on which the doubled part of interest does not run, by what the bank has entered. */
export const countedStays = (rounds: readonly Enforcement[], { delayStops }: EnforcementRules) =>
  rounds.flatMap(({ stays }) => stays.filter(({ because }) => delayStops.includes(because)));
