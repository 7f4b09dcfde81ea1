import { type Amounts, COMPONENTS, type Component, type Minor, type Overdue, withTotal } from './amounts.js';
import { type Dues, sumsOf, totalUpTo } from './dues.js';

/** What was paid: in all, and by the ledger's own portions where every payment came with them. */
export type Paid = Readonly<{ minor: Minor; portions: Amounts | null }>;

/**
 * The index of the oldest due that is not covered to its last cent, the tolerance left aside; the number of dues
 * where all are. Money goes to the oldest debt first, unless the ledger says itself where it went.
 */
export function oldestUnpaid(dues: Dues, paid: Paid, tolerance: Minor): number {
  let low = 0;
  let high = dues.on.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (shortOf(dues, middle + 1, paid) > tolerance) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** How much of the first `count` dues is not paid, in all. */
function shortOf(dues: Dues, count: number, { minor, portions }: Paid): Minor {
  if (portions === null) return totalUpTo(dues, count) - minor;
  let short = 0;
  for (const component of COMPONENTS) {
    short += Math.max(0, (dues.upTo[component][count - 1] ?? 0) - portions[component]);
  }
  return short;
}

/** What of the first `count` dues is not paid, by component. Within one due the policy's order decides. */
export function unpaidOf(dues: Dues, count: number, paid: Paid, order: readonly Component[]): Overdue {
  const asked = sumsOf(dues, count);
  return withTotal(
    paid.portions === null ? byOrder(dues, count, paid.minor, asked, order) : less(asked, paid.portions),
  );
}

function byOrder(
  dues: Dues,
  count: number,
  paid: Minor,
  asked: Amounts,
  order: readonly Component[],
): Record<Component, Minor> {
  const covered = Math.min(count, oldestUnpaid(dues, { minor: paid, portions: null }, 0));
  const left = less(asked, sumsOf(dues, covered));
  if (covered === count) return left;
  const own = less(sumsOf(dues, covered + 1), sumsOf(dues, covered));
  let money = paid - totalUpTo(dues, covered);
  for (const component of order) {
    const taken = Math.min(money, own[component]);
    left[component] -= taken;
    money -= taken;
  }
  return left;
}

const less = (a: Amounts, b: Amounts): Record<Component, Minor> => ({
  principal: Math.max(0, a.principal - b.principal),
  interest: Math.max(0, a.interest - b.interest),
  fee: Math.max(0, a.fee - b.fee),
  penalty: Math.max(0, a.penalty - b.penalty),
});

/** Takes money off amounts that are owed, in the policy's order. */
export function takeOff(owed: Overdue, money: Minor, order: readonly Component[]): Overdue {
  const left: Record<Component, Minor> = { ...owed };
  let rest = money;
  for (const component of order) {
    const taken = Math.min(rest, left[component]);
    left[component] -= taken;
    rest -= taken;
  }
  const { principal, interest, fee, penalty } = left;
  return { principal, interest, fee, penalty, total: Math.max(0, owed.total - money) };
}
