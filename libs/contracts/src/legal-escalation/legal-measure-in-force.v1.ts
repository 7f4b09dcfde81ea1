import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { orNull } from '../outreach/blocks.js';
import { LEGAL_STREAM } from '../streams.js';
import { ofCase } from './blocks.js';

/** A measure of enforcement binds. */
export const legalMeasureInForce = defineEvent({
  type: 'mora.legal.measure-in-force.v1',
  stream: LEGAL_STREAM,
  title: 'A measure of enforcement binds.',
  data: Type.Object({
    ...ofCase,
    enforcementId: Name,
    measureId: Name,
    from: DateText,
    until: orNull(DateText),
    /** 1 comes first; whoever waits behind another has a higher one. */
    rank: Type.Integer({ minimum: 1 }),
  }),
});
