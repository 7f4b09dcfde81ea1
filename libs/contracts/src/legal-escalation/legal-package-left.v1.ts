import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../define-event.js';
import { orNull } from '../outreach/blocks.js';
import { LEGAL_STREAM } from '../streams.js';

/** A claim is not offered any more. */
export const legalPackageLeft = defineEvent({
  type: 'mora.legal.package-left.v1',
  stream: LEGAL_STREAM,
  title: 'A claim is not offered any more.',
  data: Type.Object({
    packageId: Name,
    caseId: orNull(Name),
    because: Name,
  }),
});
