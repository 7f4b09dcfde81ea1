import { Type } from '@sinclair/typebox';
import { defineEvent, Name } from '../define-event.js';
import { Sha256 } from '../negotiation/blocks.js';
import { LEGAL_STREAM } from '../streams.js';
import { ofCase } from './blocks.js';

/** The evidence of a claim has been put together and signed. */
export const legalEvidenceBundled = defineEvent({
  type: 'mora.legal.evidence-bundled.v1',
  stream: LEGAL_STREAM,
  title: 'The evidence of a claim has been put together and signed.',
  data: Type.Object({
    ...ofCase,
    bundleId: Name,
    sheetId: Name,
    manifestSha256: Sha256,
    /** Of the manifest, in base64. */
    signature: Name,
    keyId: Name,
    files: Type.Integer({ minimum: 1 }),
  }),
});
