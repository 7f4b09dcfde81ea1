import { Type } from '@sinclair/typebox';
import { DateText, Name } from '../define-event.js';
import { orNull } from './blocks.js';

/** What is said of a case, whatever becomes of it. */
export const caseData = Type.Object({
  caseId: Name,
  queue: Name,
  /** The lowest first. */
  priority: Type.Integer({ minimum: 0 }),
  goal: orNull(Name),
  /** An id of the bank's staff. */
  responsible: orNull(Name),
  dueOn: orNull(DateText),
  because: Name,
});
