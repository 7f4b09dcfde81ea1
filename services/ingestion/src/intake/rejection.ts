/** Why a record was not taken. The message is for whoever sends it: it names the field, never a value. */
export type Rejection = Readonly<{ stage: Stage; reason: RejectionReason; field: string; message: string }>;

/** Where on its way in a record failed. */
export type Stage = 'read' | 'contract' | 'source' | 'rules';

export type RejectionReason =
  | 'not-json'
  | 'too-large'
  | 'contract'
  | 'source-unknown'
  | 'door-closed'
  | 'tenant-differs'
  | 'date-not-real'
  | 'amount-decimals'
  | 'portions-exceed-amount'
  | 'loan-id'
  | 'sequence-missing'
  | 'arrears-age-missing'
  | (string & {}); // what the domain refused, by its own reason

/** Thrown while a record is read, caught where all records are (`readRecord`). */
export class Rejected extends Error {
  constructor(readonly rejection: Rejection) {
    super(rejection.message);
  }
}

export const rejected = (stage: Stage, reason: RejectionReason, field: string, message: string): Rejected =>
  new Rejected({ stage, reason, field, message });
