import { Type } from '@sinclair/typebox';
import { DateText, defineEvent } from '../define-event.js';
import { provenance } from './provenance.js';
import { LOAN_STREAM } from '../streams.js';

/** The loan was closed, written off, transferred or made active again. */
export const loanStatusChanged = defineEvent({
  type: 'mora.loan.status-changed.v1',
  stream: LOAN_STREAM,
  title: 'The loan was closed, written off, transferred or made active again.',
  data: Type.Object({
    ...provenance,
    status: Type.Union([
      Type.Literal('active'),
      Type.Literal('closed'),
      Type.Literal('written-off'),
      Type.Literal('transferred'),
    ]),
    effectiveOn: DateText,
  }),
});
