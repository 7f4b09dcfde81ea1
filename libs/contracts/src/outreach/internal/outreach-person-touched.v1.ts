import { Type } from '@sinclair/typebox';
import { defineEvent } from '../../define-event.js';
import { OUTREACH_WANTED_STREAM } from '../../streams.js';
import { LoanIdText, PersonIdText } from '../blocks.js';
import { touch } from './touch.js';

/** Something was said through a loan that binds the person in all loans. */
export const outreachPersonTouched = defineEvent({
  type: 'mora.outreach.person-touched.v1',
  stream: OUTREACH_WANTED_STREAM,
  title: 'Something was said through a loan that binds the person in all loans.',
  data: Type.Object({
    loanId: LoanIdText,
    personId: PersonIdText,
    change: touch,
  }),
});
