import type { CalendarDate, Currency, PersonId } from '@mora/kernel';
import type { Role } from '../words.js';

/** How a promise came to the bank. */
export type PromiseVia = 'staff' | 'portal' | 'agency' | 'cut-over';

/** What somebody promises to pay by a day, in minor units. */
export type PromisedPart = Readonly<{ dueOn: CalendarDate; minor: number }>;

/** A promise as it is given; the id comes from the key of the request, so that a repeat names the same one. */
export type MakePromise = Readonly<{
  kind: 'promise-made';
  promiseId: string;
  personId: PersonId;
  role: Role;
  currency: Currency;
  parts: readonly PromisedPart[];
  method: string;
  via: PromiseVia;
}>;

export type WithdrawPromise = Readonly<{ kind: 'promise-withdrawn'; promiseId: string; because: string }>;

/** What the part `promises` of a loan is told from outside of the spine. */
export type PromiseCommand = MakePromise | WithdrawPromise;
