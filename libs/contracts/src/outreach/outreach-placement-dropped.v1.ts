import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../define-event.js';
import { OUTREACH_STREAM } from '../streams.js';
import { orNull } from './blocks.js';

/** Nothing came of a proposal, or of a placement that waited for the outsourcing notice. */
export const outreachPlacementDropped = defineEvent({
  type: 'mora.outreach.placement-dropped.v1',
  stream: OUTREACH_STREAM,
  title: 'Nothing came of a proposal, or of a placement that waited for the outsourcing notice.',
  data: Type.Object({
    /** Of a proposal that nobody took up. */
    proposalId: orNull(Name),
    /** Of a placement that waited. */
    placementId: orNull(Name),
    agencyId: orNull(Name),
    because: Name,
  }),
});
