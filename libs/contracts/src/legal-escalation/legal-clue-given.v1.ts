import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { LEGAL_STREAM } from '../streams.js';
import { AssetKind, ofCase } from './blocks.js';

/** The court has been told of something that the debtor may own. */
export const legalClueGiven = defineEvent({
  type: 'mora.legal.clue-given.v1',
  stream: LEGAL_STREAM,
  title: 'The court has been told of something that the debtor may own.',
  data: Type.Object({
    ...ofCase,
    enforcementId: Name,
    clueId: Name,
    asset: AssetKind,
    on: DateText,
  }),
});
