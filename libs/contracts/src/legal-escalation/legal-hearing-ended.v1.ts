import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../define-event.js';
import { oneOf } from '../outreach/blocks.js';
import { LEGAL_STREAM } from '../streams.js';
import { ofCase } from './blocks.js';

/** How a hearing went. */
export const legalHearingEnded = defineEvent({
  type: 'mora.legal.hearing-ended.v1',
  stream: LEGAL_STREAM,
  title: 'How a hearing went.',
  data: Type.Object({
    ...ofCase,
    proceedingId: Name,
    hearingId: Name,
    outcome: oneOf('held', 'adjourned', 'debtor-absent', 'bank-absent'),
  }),
});
