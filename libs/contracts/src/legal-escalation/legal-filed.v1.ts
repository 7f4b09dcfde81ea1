import { Type } from '@sinclair/typebox';
import { CurrencyCode, DateText, defineEvent, Name, PositiveAmountText } from '../define-event.js';
import { orNull } from '../outreach/blocks.js';
import { LEGAL_STREAM } from '../streams.js';
import { ofCase, ProceedingKind } from './blocks.js';

/** The bank has gone to court. */
export const legalFiled = defineEvent({
  type: 'mora.legal.filed.v1',
  stream: LEGAL_STREAM,
  title: 'The bank has gone to court.',
  data: Type.Object({
    ...ofCase,
    proceedingId: Name,
    kind: ProceedingKind,
    court: Name,
    on: DateText,
    sheetId: Name,
    bundleId: Name,
    amount: PositiveAmountText,
    currency: CurrencyCode,
    /** What the court asks for. */
    fee: PositiveAmountText,
    /** The period inside which it was done. */
    clockId: Name,
    expiresOn: orNull(DateText),
    gateId: orNull(Name),
    exceptionId: orNull(Name),
    approver: Name,
  }),
});
