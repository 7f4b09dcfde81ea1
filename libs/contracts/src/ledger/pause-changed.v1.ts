import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { LEDGER_STREAM } from '../streams.js';
import { booking } from './booking.js';

/** Delinquency does not age between two days, both inside the pause; a second record of a pause replaces the first. */
export const ledgerPauseChanged = defineEvent({
  type: 'ledger.pause-changed.v1',
  stream: LEDGER_STREAM,
  title: 'Delinquency does not age between two days, both inside the pause; a later record of a pause replaces it.',
  data: Type.Object({
    ...booking,
    pauseId: Name,
    from: DateText,
    /** Null: until further notice. */
    until: Type.Union([DateText, Type.Null()]),
  }),
});
