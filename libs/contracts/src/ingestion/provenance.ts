import { Type } from '@sinclair/typebox';
import { DateText, Name } from '../define-event.js';

/** Where a fact of a loan comes from, as every fact of the loan stream says. */
export const provenance = {
  /** The ledger, by its name in ingestion's configuration. */
  source: Name,
  /** The ledger's own number of this record for this loan, where it has one. */
  sequence: Type.Optional(Type.Integer({ minimum: 0 })),
  /** The day on which the ledger booked it. */
  bookedOn: DateText,
  /** The fact reached Mora after a later one of the same loan, or after its own day had closed. */
  late: Type.Optional(Type.Boolean()),
  /** Loaded as history at the start of business with Mora: nobody is dunned for it. */
  cutOver: Type.Optional(Type.Boolean()),
};
