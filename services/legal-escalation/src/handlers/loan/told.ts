import type { Event } from '@mora/contracts';
import { loanId } from '@mora/kernel';
import type { LoanEvent, LoanTold } from '../../domain/loan/event.js';
import { AmountUnusable } from './amounts.js';

/** An event of a stream, told of its loan; an amount that cannot be used holds the loan with a reason. */
export const told =
  <D>(map: (data: D, event: Event<D>) => LoanEvent) =>
  (event: Event<D>): LoanTold => ({ loanId: loanId(event.subject), id: event.id, event: readable(map, event) });

function readable<D>(map: (data: D, event: Event<D>) => LoanEvent, event: Event<D>): LoanEvent {
  try {
    return map(event.data, event);
  } catch (error) {
    if (error instanceof AmountUnusable) return { kind: 'unusable', because: error.because };
    throw error;
  }
}
