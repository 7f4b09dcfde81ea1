import { Type } from '@sinclair/typebox';
import { DateText, Name } from '../define-event.js';
import { Channel, listOf, namedOf, oneOf } from './blocks.js';

const REQUESTABLE = ['statutory-notice', 'collection', 'service'] as const;

/** A notice that another service wants sent. Outreach decides whether, when and by which channel, and answers with the proof. */
export const noticeRequest = Type.Object({
  /** Named by whoever asks; the same one again is the same request. */
  requestId: Name,
  purpose: oneOf(...REQUESTABLE),
  template: Name,
  /** Amounts, dates and references for the template; nothing of a person. */
  facts: namedOf(Type.String({ maxLength: 500 }), 40),
  role: oneOf('borrower', 'co-borrower', 'guarantor'),
  /** In order of preference. */
  channels: listOf(Channel, 9),
  notBefore: DateText,
  /** After this day it is of no use: the request lapses. */
  deadline: DateText,
  proof: oneOf('none', 'sent', 'delivered'),
});
