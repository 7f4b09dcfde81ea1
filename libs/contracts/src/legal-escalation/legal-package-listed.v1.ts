import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { orNull } from '../outreach/blocks.js';
import { LEGAL_STREAM } from '../streams.js';

/** A claim is offered for sale together with others. */
export const legalPackageListed = defineEvent({
  type: 'mora.legal.package-listed.v1',
  stream: LEGAL_STREAM,
  title: 'A claim is offered for sale together with others.',
  data: Type.Object({
    packageId: Name,
    caseId: orNull(Name),
    batch: Name,
    on: DateText,
  }),
});
