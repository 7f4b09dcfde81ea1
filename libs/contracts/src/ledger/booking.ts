import { Type } from '@sinclair/typebox';
import { DateText, Name } from '../define-event.js';

/** What a ledger may say of any booking, beside the booking itself. */
export const booking = {
  /** The day on which the ledger wrote it down, where that is not its business date. */
  bookingDate: Type.Optional(DateText),
  /** The ledger's own number of the booking; orders records of one value date where the source has no sequence. */
  bookingId: Type.Optional(Name),
  /** How other systems of the bank call the loan. */
  externalId: Type.Optional(Name),
  /** Loaded as history at the start of business with Mora: nobody is dunned for it. */
  cutOver: Type.Optional(Type.Boolean()),
};
