import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { LEGAL_STREAM } from '../streams.js';
import { ofCase } from './blocks.js';

/** A judgment binds; from here on it can be enforced. */
export const legalJudgmentFinal = defineEvent({
  type: 'mora.legal.judgment-final.v1',
  stream: LEGAL_STREAM,
  title: 'A judgment binds; from here on it can be enforced.',
  data: Type.Object({
    ...ofCase,
    judgmentId: Name,
    on: DateText,
    enforceUntil: DateText,
    provisional: Type.Boolean(),
  }),
});
