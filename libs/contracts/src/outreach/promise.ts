import { Type } from '@sinclair/typebox';
import { CurrencyCode, DateText, Name, PositiveAmountText } from '../define-event.js';

/** What is said of a part of a promise, whatever became of it. */
export const promisePartData = Type.Object({
  promiseId: Name,
  part: Type.Integer({ minimum: 1 }),
  dueOn: DateText,
  judgedOn: DateText,
  promised: PositiveAmountText,
  credited: PositiveAmountText,
  currency: CurrencyCode,
  because: Name,
  brokenInARow: Type.Integer({ minimum: 0 }),
});
