import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { LEGAL_STREAM } from '../streams.js';
import { ofCase } from './blocks.js';

/** A measure of enforcement ends soon, unless it is renewed before. */
export const legalMeasureExpiring = defineEvent({
  type: 'mora.legal.measure-expiring.v1',
  stream: LEGAL_STREAM,
  title: 'A measure of enforcement ends soon, unless it is renewed before.',
  data: Type.Object({
    ...ofCase,
    enforcementId: Name,
    measureId: Name,
    until: DateText,
    /** So many days or fewer are left. */
    level: Type.Integer({ minimum: 0 }),
  }),
});
