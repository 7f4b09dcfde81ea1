import { Type } from '@sinclair/typebox';
import { PositiveAmountText } from '../define-event.js';

/** An amount by what it is owed for. A component that is left out is nought. */
export const Portions = Type.Object({
  principal: Type.Optional(PositiveAmountText),
  interest: Type.Optional(PositiveAmountText),
  fee: Type.Optional(PositiveAmountText),
  penalty: Type.Optional(PositiveAmountText),
});

export const OverdueAmounts = Type.Object({ total: PositiveAmountText, ...Portions.properties });
