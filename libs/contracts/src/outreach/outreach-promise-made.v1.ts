import { Type } from '@sinclair/typebox';
import { CurrencyCode, DateText, defineEvent, Name, PositiveAmountText } from '../define-event.js';
import { OUTREACH_STREAM } from '../streams.js';
import { listOf, oneOf, packRef, who } from './blocks.js';

/** Somebody has promised to pay, when and how much. */
export const outreachPromiseMade = defineEvent({
  type: 'mora.outreach.promise-made.v1',
  stream: OUTREACH_STREAM,
  title: 'Somebody has promised to pay, when and how much.',
  data: Type.Object({
    promiseId: Name,
    ...who,
    currency: CurrencyCode,
    parts: listOf(
      Type.Object({ number: Type.Integer({ minimum: 1 }), dueOn: DateText, amount: PositiveAmountText }),
      60,
    ),
    method: Name,
    via: oneOf('staff', 'portal', 'agency', 'cut-over'),
    graceWorkingDays: Type.Integer({ minimum: 0 }),
    /** So much may be missing, and it is kept. */
    tolerance: PositiveAmountText,
    /** So much of a part, in percent, and it is partly kept. */
    partlyPercent: Type.Integer({ minimum: 1, maximum: 100 }),
    policy: packRef,
    madeOn: DateText,
  }),
});
