import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../define-event.js';
import { oneOf, orNull } from '../outreach/blocks.js';
import { LEGAL_STREAM } from '../streams.js';
import { AssetKind, MeasureKind, ofCase } from './blocks.js';

/** A measure was not asked for, as the law forbids it or a milder one does. */
export const legalMeasureRefused = defineEvent({
  type: 'mora.legal.measure-refused.v1',
  stream: LEGAL_STREAM,
  title: 'A measure was not asked for, as the law forbids it or a milder one does.',
  data: Type.Object({
    ...ofCase,
    enforcementId: Name,
    asset: orNull(AssetKind),
    kind: MeasureKind,
    because: oneOf(
      'exempt',
      'only-home',
      'living-cost',
      'over-seizure',
      'more-harmful-than-needed',
      'not-in-this-law',
      'notice-not-over',
      'ground-unknown',
      'ground-unproven',
      'covered',
    ),
    rule: Name,
  }),
});
