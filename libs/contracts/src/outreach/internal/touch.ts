import { Type } from '@sinclair/typebox';
import { DateText, Name } from '../../define-event.js';
import { ChannelOrAll, Flag, listOf, oneOf, orNull, Purpose } from '../blocks.js';

const consent = Type.Object({
  id: Name,
  channel: ChannelOrAll,
  purpose: Type.Union([Purpose, Type.Literal('all')]),
  kind: oneOf('contact-hours', 'channel', 'more-calls', 'outsourcing', 'sensitive-data'),
  given: Type.Boolean(),
  from: DateText,
  until: orNull(DateText),
  hours: orNull(Name),
});

/** What was said about a person through one loan, and binds all of them. */
export const touch = Type.Union([
  Type.Object({ kind: oneOf('opt-out', 'opt-in'), channel: ChannelOrAll, via: Name }),
  Type.Object({ kind: oneOf('flag', 'unflag'), flags: listOf(Flag, 20) }),
  Type.Object({ kind: oneOf('wrong-point', 'invalid-point'), pointId: Name }),
  Type.Object({ kind: Type.Literal('consent'), consent }),
  Type.Object({ kind: Type.Literal('refused-by-contact') }),
]);
