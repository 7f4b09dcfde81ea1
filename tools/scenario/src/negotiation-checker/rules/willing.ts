import { negotiationAffordabilityAssessed } from '@mora/contracts';
import type { Finding, NegotiationBook } from '../book.js';
import type { Taken } from '../trace.js';

/** Plans for those alone who want to pay. */
const WANTED = ['re-age', 'card-plan'];

/** Before such a plan is taken the borrower has declared to want to pay. */
export function declaredWilling({ trace, accepted, acknowledged }: Taken, book: NegotiationBook): readonly Finding[] {
  const kinds = book.packs.get(acknowledged?.data.disclosureId ?? '')?.kinds ?? [];
  if (!kinds.some((kind) => WANTED.includes(kind))) return [];
  const assessed = trace.before(negotiationAffordabilityAssessed, accepted.place).at(-1);
  if (assessed?.data.willing === true) return [];
  const detail = 'a plan for the willing, and nothing was declared';
  return [{ check: 'willing', loan: trace.loan, about: accepted.data.offerId, detail }];
}
