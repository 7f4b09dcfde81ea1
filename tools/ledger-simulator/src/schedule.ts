import { addMonths, type CalendarDate } from '@mora/kernel';
import type { LoanTerms } from './portfolio.js';

export type Instalment = Readonly<{
  number: number;
  dueOn: CalendarDate;
  principal: bigint;
  interest: bigint;
  /** Only in schedules that were agreed on later. */
  fee?: bigint;
  penalty?: bigint;
}>;

const BP_MONTHS = 120_000n; // basis points in one, times the months of a year

/** Equal shares of principal, interest on what is left; the last instalment takes what division left over. */
export function scheduleOf({ principalMinor, rateBp, months, disbursedOn }: LoanTerms): readonly Instalment[] {
  const share = principalMinor / BigInt(months);
  return Array.from({ length: months }, (_, index) => {
    const left = principalMinor - share * BigInt(index);
    return {
      number: index + 1,
      dueOn: addMonths(disbursedOn, index + 1),
      principal: index + 1 === months ? left : share,
      interest: (left * BigInt(rateBp)) / BP_MONTHS,
    };
  });
}

/** The same debts with all that is due from one instalment on moved later. */
export const postponed = (schedule: readonly Instalment[], from: number, months: number): readonly Instalment[] =>
  schedule.map((one) => (one.number < from ? one : { ...one, dueOn: addMonths(one.dueOn, months) }));

export const owed = ({ principal, interest, fee = 0n, penalty = 0n }: Instalment): bigint =>
  principal + interest + fee + penalty;
