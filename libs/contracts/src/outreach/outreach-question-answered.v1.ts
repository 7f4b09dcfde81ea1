import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../define-event.js';
import { OUTREACH_STREAM } from '../streams.js';
import { Instant, who } from './blocks.js';

/** A question has been answered. */
export const outreachQuestionAnswered = defineEvent({
  type: 'mora.outreach.question-answered.v1',
  stream: OUTREACH_STREAM,
  title: 'A question has been answered.',
  data: Type.Object({
    questionId: Name,
    ...who,
    topic: Name,
    askedAt: Instant,
    answeredAt: Instant,
    dueAt: Instant,
  }),
});
