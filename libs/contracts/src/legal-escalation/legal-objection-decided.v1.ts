import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { oneOf } from '../outreach/blocks.js';
import { LEGAL_STREAM } from '../streams.js';
import { ofCase } from './blocks.js';

/** A court has decided on an objection to enforcement. */
export const legalObjectionDecided = defineEvent({
  type: 'mora.legal.objection-decided.v1',
  stream: LEGAL_STREAM,
  title: 'A court has decided on an objection to enforcement.',
  data: Type.Object({
    ...ofCase,
    enforcementId: Name,
    objectionId: Name,
    /** A party of the enforcement, or an outsider who says that a thing is not the debtor’s. */
    side: oneOf('party', 'outsider'),
    outcome: oneOf('upheld', 'dismissed'),
    /** When the decision was served. */
    on: DateText,
    /** Until when it can be fought: by review of a higher court, or by a suit of or against an outsider. */
    dueOn: DateText,
    provisional: Type.Boolean(),
  }),
});
