import type { loanRequestAnswered, loanScheduleReplaced } from '@mora/contracts';
import type { CalendarDate } from '@mora/kernel';
import type { Instalment, Rank, Restructured } from '../domain/facts.js';

type Replaced = ReturnType<typeof loanScheduleReplaced.check>;
type Request = NonNullable<Replaced['request']>;

/** A schedule that only mends what was known holds of all days, and a first contract has none before it. */
export const sinceOf = ({ reason, bookedOn }: Replaced): CalendarDate | undefined =>
  reason === 'corrected' || reason === 'contract' ? undefined : bookedOn;

/**
 * What the ledger echoes of an ask. One that does not say what it changed is taken as a restructuring for a debtor in
 * difficulty, which is the strict side; one that says there was no difficulty is none.
 */
export function restructuredOf(
  { requestId, restructure }: Request,
  instalments: readonly Instalment[],
  { bookedOn, sequence }: Rank,
): Restructured | undefined {
  if (restructure === undefined) {
    const firstDueOn = (instalments.find(({ dueOn }) => dueOn > bookedOn) ?? instalments.at(-1))?.dueOn ?? bookedOn;
    return { requestId, forms: ['other'], firstDueOn, classBefore: null, bookedOn, sequence };
  }
  const { inDifficulty, forms, firstDueOn, classBefore } = restructure;
  return inDifficulty ? { requestId, forms, firstDueOn, classBefore, bookedOn, sequence } : undefined;
}

type Answered = ReturnType<typeof loanRequestAnswered.check>;

/**
 * A settlement changes no schedule: that it restructures the loan is what the ledger echoes with its yes (C-13). Its no
 * takes back what it booked before for the same ask, as it does where nobody waited for that any more.
 */
export const answeredBy = ({
  requestId,
  outcome,
  restructure,
  bookedOn,
  sequence = 0,
}: Answered): Restructured | undefined => {
  if (outcome === 'rejected') {
    return { requestId, forms: [], firstDueOn: bookedOn, classBefore: null, takenBack: true, bookedOn, sequence };
  }
  return restructure && restructuredOf({ requestId, restructure }, [], { bookedOn, sequence });
};
