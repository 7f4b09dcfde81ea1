import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { listOf } from '../outreach/blocks.js';
import { NEGOTIATION_STREAM } from '../streams.js';
import { ofRound } from './blocks.js';

/** Proofs are wanted of the borrower, by their kinds. */
export const negotiationDocumentsWanted = defineEvent({
  type: 'mora.negotiation.documents-wanted.v1',
  stream: NEGOTIATION_STREAM,
  title: 'Proofs are wanted of the borrower, by their kinds.',
  data: Type.Object({
    ...ofRound,
    wanted: listOf(Name, 40),
    dueOn: DateText,
  }),
});
