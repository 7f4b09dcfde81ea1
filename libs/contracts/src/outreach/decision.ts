import { Type } from '@sinclair/typebox';
import { Name } from '../define-event.js';
import {
  armRef,
  Channel,
  collector,
  Instant,
  listOf,
  namedOf,
  ofEpisode,
  oneOf,
  orNull,
  packRef,
  Purpose,
  who,
} from './blocks.js';

/** What the gate has decided of one contact, with all that it was decided by. */
export const contactDecision = Type.Object({
  decisionId: Name,
  contactId: Name,
  ...who,
  channel: Channel,
  purpose: Purpose,
  collector,
  outcome: oneOf('allowed', 'refused', 'lapsed', 'returned'),
  /** The rules that object, by their ids; none where it is allowed. */
  rules: listOf(Name, 200),
  plannedFor: Instant,
  nextAllowedAt: orNull(Instant),
  reservedUntil: orNull(Instant),
  step: orNull(Name),
  arm: orNull(armRef),
  packs: listOf(packRef, 50),
  /** What the rules looked at. */
  inputs: namedOf(Type.Union([Type.String({ maxLength: 500 }), Type.Boolean(), Type.Number()]), 200),
  inputsHash: Name,
  ...ofEpisode,
});
