import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../define-event.js';
import { Instant } from '../outreach/blocks.js';
import { LEGAL_STREAM } from '../streams.js';
import { ofCase } from './blocks.js';

/** A court hears the case at this time. */
export const legalHearingSet = defineEvent({
  type: 'mora.legal.hearing-set.v1',
  stream: LEGAL_STREAM,
  title: 'A court hears the case at this time.',
  data: Type.Object({
    ...ofCase,
    proceedingId: Name,
    hearingId: Name,
    at: Instant,
    court: Name,
  }),
});
