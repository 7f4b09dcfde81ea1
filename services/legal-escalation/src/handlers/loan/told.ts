import type { Event } from '@mora/contracts';
import { loanId } from '@mora/kernel';
import type { ElsewhereFact, ElsewhereSaid, LoanEvent, LoanTold } from '../../domain/loan/event.js';
import { AmountUnusable } from './amounts.js';

/** An event of a stream, told of its loan; an amount that cannot be used holds the loan with a reason. */
export const told =
  <D>(map: (data: D, event: Event<D>) => LoanEvent) =>
  (event: Event<D>): LoanTold => ({ loanId: loanId(event.subject), id: event.id, event: readable(map, event) });

/** What another service says, with the day in which it has said it. */
export const saidElsewhere =
  <D>(map: (data: D, event: Event<D>) => ElsewhereFact) =>
  (event: Event<D>): LoanTold => {
    const fact: ElsewhereSaid = { ...map(event.data, event), saidOn: event.businessDate };
    return { loanId: loanId(event.subject), id: event.id, event: fact };
  };

function readable<D>(map: (data: D, event: Event<D>) => LoanEvent, event: Event<D>): LoanEvent {
  try {
    return map(event.data, event);
  } catch (error) {
    if (error instanceof AmountUnusable) return { kind: 'unusable', because: error.because };
    throw error;
  }
}
