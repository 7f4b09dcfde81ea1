import type { CalendarDate } from '@mora/kernel';
import type { LedgerPart } from '../loan/parts/ledger.js';
import { type AllocationOrder, openDebt, type OpenDebt } from '../loan/parts/open-debt.js';
import type { ProductRow } from '../products.js';
import type { Minor } from '../words.js';
import { type ClaimCap, claimCapOf, type ClaimTables, type Counted, type Stretch } from './maths.js';

export type CountedAmounts = Readonly<Record<Counted, Minor>>;
const COUNTED: readonly Counted[] = ['interest', 'fee', 'penalty', 'compound'];

/** The cap of a loan; null where no table covers it, or the day of the contract is not known. */
export function capFor(tables: ClaimTables, row: ProductRow, { disbursedOn }: LedgerPart): ClaimCap | null {
  if (row.caps === null || disbursedOn === null) return null;
  const product = row.kind === 'card' ? 'card' : 'loan';
  return claimCapOf(tables, { id: row.caps, lender: row.lender, product, contractOn: disbursedOn });
}

/**
 * How much of a claim is above its cap, by component. What the borrower has paid already counts too: over the whole
 * life of the loan the money may cost no more than the cap on what was outstanding (M-20, M-21), nor in any period of
 * instalments (M-24); the stricter of the two binds.
 */
export function waivedBy(
  cap: ClaimCap,
  claim: CountedAmounts,
  paid: CountedAmounts,
  stretches: readonly Stretch[],
  byPeriods: Minor,
): CountedAmounts {
  const most = cap.most(stretches);
  const counted = cap.counts.reduce((sum, component) => sum + claim[component] + paid[component], 0);
  let excess = most === null ? 0 : Math.max(0, counted - most, byPeriods);
  const waived = { interest: 0, fee: 0, penalty: 0, compound: 0 };
  for (const component of cap.cutOrder) {
    waived[component] = Math.min(excess, claim[component]);
    excess -= waived[component];
  }
  return waived;
}

/** What was asked for up to a day and is no longer open: what the loan has cost its borrower so far. */
export function paidOf({ schedule, charges }: LedgerPart, { total }: OpenDebt, on: CalendarDate): CountedAmounts {
  const asked = { interest: 0, fee: 0, penalty: 0, compound: 0 };
  for (const { interest, fee, penalty } of schedule?.instalments ?? []) {
    asked.interest += interest;
    asked.fee += fee;
    asked.penalty += penalty;
  }
  for (const { component, minor, bookedOn } of charges) {
    if (component !== 'principal' && bookedOn <= on) asked[component] += minor;
  }
  const { interest, fee, penalty } = total;
  return {
    interest: asked.interest - interest,
    fee: asked.fee - fee,
    penalty: asked.penalty - penalty,
    compound: 0,
  };
}

/** The principal that was outstanding, from disbursal to a day: it changes where money came and where more was lent. */
export function stretchesOf(ledger: LedgerPart, on: CalendarDate, order: AllocationOrder): readonly Stretch[] {
  const { disbursedOn } = ledger;
  if (disbursedOn === null || disbursedOn >= on) return [];
  const lent = ledger.charges.filter(({ component }) => component === 'principal').map(({ bookedOn }) => bookedOn);
  const days = [...ledger.payments.map(({ valueDate }) => valueDate), ...lent]
    .filter((day) => day > disbursedOn && day < on)
    .toSorted();
  const cuts = [...new Set([disbursedOn, ...days, on])];
  return cuts.slice(0, -1).map((from, at) => {
    const until = {
      ...ledger,
      payments: ledger.payments.filter(({ valueDate, bookedOn }) => valueDate <= from && bookedOn <= on),
      charges: ledger.charges.filter(({ bookedOn }) => bookedOn <= from),
    };
    return { principal: openDebt(until, on, order).total.principal, from, to: cuts[at + 1] ?? on };
  });
}

export const totalOf = (amounts: CountedAmounts): Minor =>
  COUNTED.reduce((sum, component) => sum + amounts[component], 0);
