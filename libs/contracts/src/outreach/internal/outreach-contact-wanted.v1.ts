import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../../define-event.js';
import { OUTREACH_WANTED_STREAM } from '../../streams.js';
import { armRef, Channel, listOf, LoanIdText, ofEpisode, orNull, Purpose, who } from '../blocks.js';
import { sliceVersions } from './slice-versions.js';

/** A loan asks for a contact with a person. */
export const outreachContactWanted = defineEvent({
  type: 'mora.outreach.contact-wanted.v1',
  stream: OUTREACH_WANTED_STREAM,
  title: 'A loan asks for a contact with a person.',
  data: Type.Object({
    contactId: Name,
    loanId: LoanIdText,
    ...who,
    /** The first one that is allowed is taken. */
    channels: listOf(Channel, 9),
    /** Whether the person's preference may order the channels anew. */
    byPreference: Type.Boolean(),
    purpose: Purpose,
    /** The lowest first. */
    priority: Type.Integer({ minimum: 0 }),
    on: DateText,
    /** In the person's own time; null where any hour does that the gate allows. */
    at: orNull(Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' })),
    lapsesOn: DateText,
    step: orNull(Name),
    ...ofEpisode,
    arm: orNull(armRef),
    templateId: orNull(Name),
    /** The facts of the loan that the person's lane must have seen before it judges. */
    sliceVersions,
  }),
});
