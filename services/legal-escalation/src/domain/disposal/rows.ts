import { addDays, type CalendarDate, type Currency, type LoanId } from '@mora/kernel';
import type { LoanView, Write } from '../loan/part.js';
import { daysPastDueOn } from '../loan/parts/arrears.js';
import { courtOf } from '../proceedings/courts.js';
import type { Amounts, Minor } from '../words.js';

/** One claim of a package, as buyers are told of it: no person, and no number of the loan. */
export type PackageLoanRow = Readonly<{
  packageId: string;
  loanId: LoanId;
  state: 'listed' | 'left' | 'asked' | 'sold' | 'rejected';
  currency: Currency | null;
  product: string | null;
  amounts: Amounts;
  price: Minor | null;
  daysPastDue: number;
  stage: string;
  /** The year in which the claim lapses; null where nothing runs. */
  limitationYear: number | null;
  /** That of the court that has it before it, so that nobody is found by it; null where none has. */
  region: string | null;
}>;

type Now = Readonly<{
  state: PackageLoanRow['state'];
  total: Amounts;
  price: Minor | null;
  openDay: CalendarDate;
}>;

export function packageRow(
  { loanId, parts, policies }: LoanView,
  packageId: string,
  { state, total, price, openDay }: Now,
): Write {
  const { currency, product } = parts.ledger;
  const { nextDate } = parts.clock;
  const court = parts.proceedings.proceedings.at(-1)?.court;
  const amounts = { principal: total.principal, interest: total.interest, fee: total.fee, penalty: total.penalty };
  const row: PackageLoanRow = {
    packageId,
    loanId,
    state,
    currency,
    product,
    amounts,
    price,
    daysPastDue: daysPastDueOn(parts.arrears, parts.ledger, addDays(openDay, -1)),
    stage: parts.matter.matter?.stage ?? 'none',
    limitationYear: nextDate === null ? null : Number(nextDate.slice(0, 4)),
    region: court === undefined ? null : (courtOf(policies.courts, court)?.region ?? null),
  };
  return { table: 'package_loan', row };
}
