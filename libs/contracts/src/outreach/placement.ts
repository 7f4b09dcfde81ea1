import { Type } from '@sinclair/typebox';
import { CurrencyCode, DateText, Name, PositiveAmountText } from '../define-event.js';
import { orNull } from './blocks.js';

/** What is said of a loan that an agency has, or had. */
export const placementData = Type.Object({
  placementId: Name,
  agencyId: Name,
  from: DateText,
  until: orNull(DateText),
  balance: PositiveAmountText,
  currency: CurrencyCode,
  because: Name,
});
