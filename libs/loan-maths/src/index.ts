export { type Allocation, allocate, type Portion } from './allocation/allocate.js';
export {
  type AllocationOrder,
  type AllocationOrders,
  DEBT_CRITERIA,
  type DebtCriterion,
  orderOf,
  type PaymentKind,
} from './allocation/orders.js';
export type { Circumstances, Debt } from './allocation/ranks.js';
export { type Cap, type CapLimit, capOf, type CapQuestion, type CapRule, type CapRules } from './caps/caps.js';
export { allInRate, clampClaim, mostUnder, type Stretch, stretchesOf } from './caps/clamp.js';
export { type LprAnswer, lprOn, type LprTable } from './caps/lpr.js';
export { type Amounts, type ClaimComponent, COMPONENTS, totalOf } from './components.js';
export type { From } from './dated.js';
export { type DelayInterest, delayInterest, type DelayLine, type DelayRates } from './delay-interest/delay-interest.js';
export type { Judgment } from './delay-interest/unpaid.js';
export { compareFractions, type Fraction, fraction, NOUGHT, over, plus, times, whole } from './fraction.js';
export { readAllocationOrders } from './documents/allocation-orders.js';
export { readCapRules } from './documents/cap-rules.js';
export { readDelayRates } from './documents/delay-rates.js';
export { PolicyInvalid } from './documents/field.js';
export { readLprTable } from './documents/lpr-table.js';
export { type Accrual, accrue, accrued, accruePerDay } from './interest/accrue.js';
export { DAY_COUNTS, type DayCount, monthsFraction, yearFraction } from './interest/day-count.js';
export { compound, type Compounding, type Overdue, overdueInterest, penaltyRate } from './interest/penalty.js';
export type { NotCovered } from './not-covered.js';
export { inProportion, roundDown, roundHalfUp, spread } from './rounding.js';
export { spreadArrears } from './schedule/arrears.js';
export { levelPayment } from './schedule/level-payment.js';
export { annuity, equalPrincipal, interestOnly, type Method, METHODS } from './schedule/methods.js';
export type { Grace, Instalment, Schedule, Terms } from './schedule/terms.js';
