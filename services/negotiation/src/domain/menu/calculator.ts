import { type CalendarDate, type Currency, daysBetween } from '@mora/kernel';
import type { ArrearsPart } from '../loan/parts/arrears.js';
import type { LedgerPart } from '../loan/parts/ledger.js';
import type { Instalment, Minor, Rate } from '../words.js';
import { sumOf, total } from './amounts.js';
import { dueDayFrom } from './dates.js';
import { METHOD_NAMES, type Method, priced } from './maths.js';
import { positionOf } from './position.js';
import type { MenuRules } from './rules.js';
import type { NoPosition, Position } from './types.js';

export { METHOD_NAMES, type Method };

/** A loan that is only thought of, or told for an example. */
export type Imagined = Readonly<{
  product: string;
  currency: Currency;
  principal: Minor;
  rate: Rate;
  count: number;
  method: Method;
  startsOn: CalendarDate;
  firstDueOn: CalendarDate;
  /** How many instalments were paid. */
  paid: number;
  asOf: CalendarDate;
  /** Charged beside the schedule. */
  fee: Minor;
  penalty: Minor;
}>;

/** Its instalments. Throws RangeError for terms that make no schedule. */
export function scheduleOf(loan: Imagined, { product }: MenuRules): readonly Instalment[] {
  const { currency, principal, rate, count, method, startsOn, firstDueOn } = loan;
  const { rows } = priced({
    currency,
    principal,
    rates: [{ from: startsOn, rate }],
    method,
    dayCount: product.dayCount,
    startsOn,
    firstDueOn,
    dueDay: dueDayFrom({ dueDay: Number(startsOn.slice(8, 10)), periodMonths: product.periodMonths }, firstDueOn),
    count,
    everyMonths: product.periodMonths,
    grace: null,
  });
  return rows.map((row, at) => ({ number: at + 1, ...row, fee: 0, penalty: 0 }));
}

/** Where it stands: the first instalments paid, the others open, and overdue where their day has passed. */
export function imaginedPosition(loan: Imagined, rules: MenuRules): Position | NoPosition {
  const instalments = scheduleOf(loan, rules);
  const last = instalments.at(-1);
  const foldedMinor = instalments.slice(0, loan.paid).reduce((sum, row) => sum + total(row), 0);
  const ledger: LedgerPart = {
    product: loan.product,
    currency: loan.currency,
    disbursedOn: loan.startsOn,
    principal: loan.principal,
    yearlyRate: loan.rate,
    cutOver: false,
    schedule: { version: 1, instalments },
    first: last === undefined ? null : { count: instalments.length, endOn: last.dueOn },
    payments: [],
    foldedMinor,
    pauses: [],
    status: 'active',
    heldSince: null,
  };
  return positionOf(ledger, arrearsOf(loan, instalments), rules, loan.asOf);
}

function arrearsOf({ asOf, paid, fee, penalty }: Imagined, instalments: readonly Instalment[]): ArrearsPart {
  const late = instalments.slice(paid).filter(({ dueOn }) => dueOn <= asOf);
  const [oldest] = late;
  const none: ArrearsPart = { episode: null, classes: {}, grade: null, cured: null, heldSince: null };
  if (oldest === undefined) return none;
  const { dueOn } = oldest;
  const said = { asOf, daysPastDue: daysBetween(dueOn, asOf), oldestUnpaidOn: dueOn };
  const overdue = { ...sumOf(late), fee, penalty };
  return {
    ...none,
    episode: { id: 'imagined', first: true, cutOver: false, startedOn: dueOn, ...said, overdue, buckets: {} },
  };
}
