/** The streams of the pipeline. Public ones are keyed by the loan and co-partitioned. */
export const LOAN_STREAM = 'mora.loan.v1';
export const DELINQUENCY_STREAM = 'mora.delinquency.v1';

/** Where ledgers publish what they booked; keyed as the ledger likes. */
export const LEDGER_STREAM = 'ledger.events.v1';
