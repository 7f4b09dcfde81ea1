import { Type } from '@sinclair/typebox';
import { Name } from '../define-event.js';
import { armRef, Channel, Instant, ofEpisode, orNull, Purpose, templateRef, who } from './blocks.js';

/** What is said of a notice, whatever became of it. */
export const noticeData = Type.Object({
  noticeId: Name,
  contactId: Name,
  decisionId: Name,
  ...who,
  channel: Channel,
  purpose: Purpose,
  step: orNull(Name),
  template: templateRef,
  at: Instant,
  provider: orNull(Name),
  providerRef: orNull(Name),
  /** The hash of what was sent or of what proves it. */
  proofHash: orNull(Name),
  reason: orNull(Name),
  arm: orNull(armRef),
  requestId: orNull(Name),
  ...ofEpisode,
});
