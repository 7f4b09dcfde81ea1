import { Type } from '@sinclair/typebox';
import { DateText, defineEvent, Name } from '../define-event.js';
import { oneOf, orNull } from '../outreach/blocks.js';
import { LEGAL_STREAM } from '../streams.js';
import { dueDate, ofCase, ProceedingKind, proofRef } from './blocks.js';

/** A proceeding has moved on. */
export const legalProceedingStep = defineEvent({
  type: 'mora.legal.proceeding-step.v1',
  stream: LEGAL_STREAM,
  title: 'A proceeding has moved on.',
  data: Type.Object({
    ...ofCase,
    proceedingId: Name,
    kind: ProceedingKind,
    from: Name,
    to: Name,
    on: DateText,
    proof: proofRef,
    /** Who has to do what by when; null at the end. */
    next: orNull(Type.Object({ step: Name, actor: oneOf('court', 'bank', 'debtor'), ...dueDate })),
  }),
});
