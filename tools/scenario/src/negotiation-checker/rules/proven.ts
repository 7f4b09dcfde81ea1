import type { Finding } from '../book.js';
import type { Taken } from '../trace.js';

/** Where somebody of the bank says that the borrower has seen and taken an offer, they name by what proof. */
export function provenWords({ trace, accepted, acknowledged }: Taken): readonly Finding[] {
  const isUnproven = [accepted.data, acknowledged?.data].some(
    (said) => said?.via === 'staff' && said.evidence === undefined,
  );
  if (!isUnproven) return [];
  const detail = 'staff speaks for the borrower without a proof';
  return [{ check: 'proven', loan: trace.loan, about: accepted.data.offerId, detail }];
}
