import { Type } from '@sinclair/typebox';
import { DateText, Name } from '../define-event.js';
import { oneOf, orNull } from '../outreach/blocks.js';

const RestructureForm = oneOf(
  'extension',
  'deferred-plan',
  'grace-period',
  'interest-capitalised',
  'rate-cut',
  'amount-reduced',
  'collateral-weakened',
  'refinanced',
  'other',
);

/** What was changed for a borrower, and whether for difficulty: what the classification of a restructured loan rests on. */
export const restructure = Type.Object({
  forms: Type.Array(RestructureForm, { minItems: 1, maxItems: 9 }),
  difficulty: oneOf('overdue', 'cash-flow', 'other-debt-bad', 'no-market-credit', 'other', 'none'),
  inDifficulty: Type.Boolean(),
  firstDueOn: DateText,
  /** The class of the loan before it; null where it was not known. */
  classBefore: orNull(Name),
});

/** Which ask of Mora a ledger has booked. A ledger echoes what the ask said of the restructuring. */
export const requestEcho = Type.Object({ requestId: Name, restructure: Type.Optional(restructure) });

/** A year's rate as a fraction of one: `0.1080`. */
export const yearlyRate = Type.String({ pattern: '^\\d{1,2}(\\.\\d{1,8})?$' });
