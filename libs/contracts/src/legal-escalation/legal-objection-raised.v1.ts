import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { oneOf } from '../outreach/blocks.js';
import { LEGAL_STREAM } from '../streams.js';
import { ofCase } from './blocks.js';

/** Somebody is against what a court does in an enforcement. */
export const legalObjectionRaised = defineEvent({
  type: 'mora.legal.objection-raised.v1',
  stream: LEGAL_STREAM,
  title: 'Somebody is against what a court does in an enforcement.',
  data: Type.Object({
    ...ofCase,
    enforcementId: Name,
    objectionId: Name,
    /** A party of the enforcement, or an outsider who says that a thing is not the debtor’s. */
    side: oneOf('party', 'outsider'),
    on: DateText,
    /** Until when the court decides. */
    dueOn: DateText,
    provisional: Type.Boolean(),
  }),
});
