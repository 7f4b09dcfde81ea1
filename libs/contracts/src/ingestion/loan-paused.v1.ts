import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { provenance } from './provenance.js';
import { LOAN_STREAM } from '../streams.js';

/** Delinquency does not age between two days, both inside the pause. */
export const loanPaused = defineEvent({
  type: 'mora.loan.paused.v1',
  stream: LOAN_STREAM,
  title: 'Delinquency does not age between two days, both inside the pause.',
  data: Type.Object({
    ...provenance,
    pauseId: Name,
    from: DateText,
    until: Type.Union([DateText, Type.Null()]),
  }),
});
