import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { LEGAL_STREAM } from '../streams.js';
import { ofCase } from './blocks.js';

/** A term of a proceeding has passed without what it was for. */
export const legalStepLapsed = defineEvent({
  type: 'mora.legal.step-lapsed.v1',
  stream: LEGAL_STREAM,
  title: 'A term of a proceeding has passed without what it was for.',
  data: Type.Object({
    ...ofCase,
    proceedingId: Name,
    step: Name,
    dueOn: DateText,
    consequence: Name,
    responsible: Name,
  }),
});
