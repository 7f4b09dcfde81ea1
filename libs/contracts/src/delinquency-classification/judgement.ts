import { Type } from '@sinclair/typebox';
import { CurrencyCode, Name, PositiveAmountText } from '../define-event.js';

/** What is overdue, in all and by component. */
export const overdueAmounts = Type.Object({
  currency: CurrencyCode,
  total: PositiveAmountText,
  principal: PositiveAmountText,
  interest: PositiveAmountText,
  fee: PositiveAmountText,
  penalty: PositiveAmountText,
});

/** The policy by which it was decided, and the rule in it that fired. */
export const policyRef = Type.Object({ id: Name, version: Type.Integer({ minimum: 1 }), rule: Name });
