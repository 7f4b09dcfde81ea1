import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { OUTREACH_STREAM } from '../streams.js';
import { listOf, oneOf, orNull } from './blocks.js';

/** Somebody has answered how it went. */
export const outreachSurveyAnswered = defineEvent({
  type: 'mora.outreach.survey-answered.v1',
  stream: OUTREACH_STREAM,
  title: 'Somebody has answered how it went.',
  data: Type.Object({
    surveyId: Name,
    kind: oneOf('revisit', 'satisfaction'),
    dueOn: DateText,
    answeredOn: DateText,
    score: orNull(Type.Integer()),
    codes: listOf(Name, 50),
  }),
});
