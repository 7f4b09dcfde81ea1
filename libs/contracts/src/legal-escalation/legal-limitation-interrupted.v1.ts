import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { orNull } from '../outreach/blocks.js';
import { LEGAL_STREAM } from '../streams.js';
import { ActKind, ofClock, proofWithHash } from './blocks.js';

/** Something was done by which a period has started anew, with its proof. */
export const legalLimitationInterrupted = defineEvent({
  type: 'mora.legal.limitation-interrupted.v1',
  stream: LEGAL_STREAM,
  title: 'Something was done by which a period has started anew, with its proof.',
  data: Type.Object({
    ...ofClock,
    actId: Name,
    act: ActKind,
    on: DateText,
    expiresOn: orNull(DateText),
    proof: proofWithHash,
  }),
});
