import { Type } from '@sinclair/typebox';
import { defineEvent } from '../../define-event.js';
import { OUTREACH_ANSWERS_STREAM } from '../../streams.js';
import { PersonIdText } from '../blocks.js';
import { personFactsBlock } from './facts-of-person.js';

/** What the loans of a person may know of the person. */
export const outreachPersonFacts = defineEvent({
  type: 'mora.outreach.person-facts.v1',
  stream: OUTREACH_ANSWERS_STREAM,
  title: 'What the loans of a person may know of the person.',
  data: Type.Object({
    personId: PersonIdText,
    facts: personFactsBlock,
  }),
});
