import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../define-event.js';
import { OUTREACH_STREAM } from '../streams.js';
import { Instant, who } from './blocks.js';

/** Somebody has asked something and waits for the answer. */
export const outreachQuestionAsked = defineEvent({
  type: 'mora.outreach.question-asked.v1',
  stream: OUTREACH_STREAM,
  title: 'Somebody has asked something and waits for the answer.',
  data: Type.Object({
    questionId: Name,
    ...who,
    topic: Name,
    askedAt: Instant,
    dueAt: Instant,
  }),
});
