import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { LEGAL_STREAM } from '../streams.js';
import { proofRef } from './blocks.js';

/** The debtor has been told who the creditor is now. */
export const legalTransferNoticed = defineEvent({
  type: 'mora.legal.transfer-noticed.v1',
  stream: LEGAL_STREAM,
  title: 'The debtor has been told who the creditor is now.',
  data: Type.Object({
    packageId: Name,
    buyerId: Name,
    noticeRequestId: Name,
    on: DateText,
    proof: proofRef,
  }),
});
