import { Type } from '@sinclair/typebox';
import { Name } from '../../define-event.js';
import { Channel, Flag, listOf, oneOf, orNull, PersonIdText } from '../blocks.js';

/** What a loan may know of a person without asking the vault: no name, no number, no address. */
export const personFactsBlock = Type.Object({
  personId: PersonIdText,
  jurisdiction: orNull(Name),
  timeZone: orNull(Name),
  language: orNull(Name),
  segment: orNull(Name),
  preference: listOf(Channel, 9),
  digital: orNull(Type.Boolean()),
  flags: listOf(Flag, 20),
  reachable: listOf(Channel, 9),
  erased: Type.Boolean(),
  /** Whether the person cannot be found by phone: only then may a listed contact of the loan be asked (P-CN-4, P-CN-13). */
  lostContact: Type.Optional(oneOf('no', 'number-invalid', 'three-failed')),
});
