import { type CalendarDate, type Currency, invariant } from '@mora/kernel';
import type { Instalment, Schedule } from './terms.js';

/** What falls due at the end of a period, before it is numbered. */
export type Draft = Readonly<{ dueOn: CalendarDate; principal: bigint; interest: bigint }>;

type Whole = Readonly<{ currency: Currency; principal: bigint; capitalised: bigint }>;

/** Numbers the drafts, counts the balance down, and proves that it ends at nought. */
export function scheduleOf({ currency, principal, capitalised }: Whole, drafts: readonly Draft[]): Schedule {
  let balance = principal + capitalised;
  const instalments = drafts
    .filter((draft) => draft.principal + draft.interest !== 0n)
    .map((draft, at): Instalment => {
      invariant(draft.principal >= 0n && draft.interest >= 0n, 'no part of an instalment is below nought');
      balance -= draft.principal;
      return { number: at + 1, ...draft, total: draft.principal + draft.interest, balanceAfter: balance };
    });
  invariant(balance === 0n, 'a schedule repays its principal, no more and no less');
  const interest = instalments.reduce((sum, instalment) => sum + instalment.interest, 0n);
  const totals = { principal: principal + capitalised, interest, total: principal + capitalised + interest };
  return { currency, instalments, capitalised, totals };
}
