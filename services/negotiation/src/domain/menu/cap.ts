import { addMonths } from '@mora/kernel';
import type { Amounts, Minor } from '../words.js';
import { addedUp, less, NOTHING } from './amounts.js';
import { coming, type Due, refused } from './draft.js';
import { type Cap, capFor, mostOver, type Stretch, underCap } from './maths.js';
import type { MenuRules } from './rules.js';
import type { NotBuilt, Position } from './types.js';

/**
 * The cap of the contract, by its own day: a plan makes no new contract. Null where somebody looked and none binds.
 * Where nobody can say, nothing is offered.
 */
export function capOfContract(position: Position, { product, maths }: MenuRules): Cap | null | NotBuilt {
  if (product.caps === null) return null;
  const { contractOn, lender, kind } = position;
  if (contractOn === null) return notCovered('the day of the contract is not known');
  const cap = capFor(maths, product.caps, { lender, product: kind === 'card' ? 'card' : 'loan', contractOn });
  return cap ?? notCovered(`no cap is known for a contract of ${contractOn}`);
}

const notCovered = (because: string): NotBuilt => refused('cap-not-covered', because);

type Capped<V> = Readonly<{ left: V; cut: Amounts }>;

/** What is left of charges that fell due over a stretch. Principal stands. */
export function clamped<A extends Amounts>(owed: A, cap: Cap | null, stretch: Stretch): Capped<A> {
  if (cap === null) return { left: owed, cut: NOTHING };
  const { interest, fee, penalty } = owed;
  const { claimed } = underCap({ interest, fee, penalty }, cap, [stretch]);
  const left = { ...owed, ...claimed };
  return { left, cut: less(owed, left) };
}

/**
 * Arrears under the cap: they were charged from the beginning of the oldest unpaid period on, and all principal that is
 * open was outstanding all the time.
 */
export function arrearsUnder(cap: Cap | null, position: Position): Capped<Amounts> {
  const [oldest] = position.open;
  if (oldest === undefined || oldest.dueOn > position.asOf) return { left: position.arrears, cut: NOTHING };
  const from = addMonths(oldest.dueOn, -position.periodMonths);
  return clamped(position.arrears, cap, { principal: position.principal, from, to: position.asOf });
}

/** Instalments to come, each with what may be charged from the one before it; from which day the first bears interest. */
export function rowsUnder(cap: Cap | null, rows: readonly Due[], from: Due['dueOn']): Capped<readonly Due[]> {
  let principal = rows.reduce((sum, row) => sum + row.principal, 0);
  let since = from;
  let cut: Amounts = NOTHING;
  const left = rows.map((row) => {
    const under = clamped(row, cap, { principal, from: since, to: row.dueOn });
    principal -= row.principal;
    since = row.dueOn;
    cut = addedUp(cut, under.cut);
    return under.left;
  });
  return { left, cut };
}

/**
 * Instalments that share charges of other periods out among them: what was charged up to each of them is no more than
 * what may be charged until then, so that nothing is charged ahead of its time.
 */
export function cumulativelyUnder(
  cap: Cap | null,
  rows: readonly Due[],
  from: Due['dueOn'],
  principal: Minor,
): Capped<readonly Due[]> {
  if (cap === null) return { left: rows, cut: NOTHING };
  const stretches: Stretch[] = [];
  let outstanding = principal;
  let charged: Amounts = NOTHING;
  let cut: Amounts = NOTHING;
  const left = rows.map((row) => {
    stretches.push({ principal: outstanding, from: rows[stretches.length - 1]?.dueOn ?? from, to: row.dueOn });
    const { interest, fee, penalty } = addedUp(charged, row);
    const under = cutFrom(row, underCap({ interest, fee, penalty }, cap, stretches).cut, cap);
    outstanding -= row.principal;
    charged = addedUp(charged, under.left);
    cut = addedUp(cut, under.cut);
    return under.left;
  });
  return { left, cut };
}

function cutFrom(row: Due, excess: Minor, { rule }: Cap): Capped<Due> {
  const left = { ...row };
  let more = excess;
  for (const name of rule.cutOrder) {
    if (name !== 'interest' && name !== 'fee' && name !== 'penalty') continue;
    const taken = Math.min(more, left[name]);
    left[name] -= taken;
    more -= taken;
  }
  return { left, cut: less(row, left) };
}

/** The instalments of the old schedule that are not due yet. */
export const comingUnder = (cap: Cap | null, position: Position): Capped<readonly Due[]> =>
  rowsUnder(
    cap,
    coming(position).map(({ dueOn, principal, interest, fee, penalty }) => ({
      dueOn,
      principal,
      interest,
      fee,
      penalty,
    })),
    position.interestFrom,
  );

/** The most interest that may become principal in a grace; null without a cap. */
export const mostInterest = (cap: Cap | null, stretch: Stretch): Minor | null =>
  cap === null ? null : mostOver(cap, [stretch]);
