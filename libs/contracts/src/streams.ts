/** The streams of the pipeline. Public ones are keyed by the loan and co-partitioned. */
export const LOAN_STREAM = 'mora.loan.v1';
export const DELINQUENCY_STREAM = 'mora.delinquency.v1';
export const OUTREACH_STREAM = 'mora.outreach.v1';
export const NEGOTIATION_STREAM = 'mora.negotiation.v1';
export const LEGAL_STREAM = 'mora.legal.v1';

/** What negotiation asks of ledgers: asks, not orders. Keyed by the loan; it carries no marks. */
export const LEDGER_REQUESTS_STREAM = 'mora.ledger-requests.v1';

/** Between the loan lanes and the person lanes of outreach; keyed by the lane that reads, and read by outreach alone. */
export const OUTREACH_WANTED_STREAM = 'mora.outreach.wanted.v1';
export const OUTREACH_ANSWERS_STREAM = 'mora.outreach.answers.v1';

/** Where ledgers publish the people of their loans; keyed by the party. Nothing of it leaves the vault. */
export const PARTIES_STREAM = 'ledger.parties.v1';

/** Where ledgers publish what they booked; keyed as the ledger likes. */
export const LEDGER_STREAM = 'ledger.events.v1';
