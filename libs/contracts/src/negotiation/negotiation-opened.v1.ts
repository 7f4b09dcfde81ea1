import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { policyRef } from '../delinquency-classification/judgement.js';
import { oneOf, orNull } from '../outreach/blocks.js';
import { NEGOTIATION_STREAM } from '../streams.js';
import { legalReference, ofRound } from './blocks.js';

/** A negotiation about this loan has begun. */
export const negotiationOpened = defineEvent({
  type: 'mora.negotiation.opened.v1',
  stream: NEGOTIATION_STREAM,
  title: 'A negotiation about this loan has begun.',
  data: Type.Object({
    ...ofRound,
    by: oneOf('policy', 'borrower', 'staff', 'legal', 'cut-over'),
    because: Name,
    reasonForDelinquency: orNull(Name),
    /** A credit expert and a representative of service, two people; staff ids. */
    team: Type.Object({ credit: orNull(Name), service: orNull(Name) }),
    responsible: orNull(Name),
    dueOn: DateText,
    /** Null where nobody but the opener decided it. */
    policy: orNull(policyRef),
    /** Which request of legal escalation it answers. */
    reference: orNull(legalReference),
  }),
});
