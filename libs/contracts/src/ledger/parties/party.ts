import { Type } from '@sinclair/typebox';
import { DateText, Name, PLAIN_TEXT } from '../../define-event.js';
import { Channel, listOf, oneOf } from '../../outreach/blocks.js';

/** Somebody's own: it goes sealed into the vault of outreach and stands on no stream of Mora. */
export const Personal = Type.String({ minLength: 1, maxLength: 500, pattern: PLAIN_TEXT });

/** A span of the day, `08:30-21:00`. */
export const Hours = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d-(([01]\\d|2[0-3]):[0-5]\\d|24:00)$' });

const TimeZone = Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9_+/-]+$' });

const point = Type.Object({
  id: Name,
  kind: oneOf('mobile', 'phone', 'email', 'address', 'workplace'),
  value: Personal,
  /** Agreed with the bank as the one for notices. */
  reserved: Type.Boolean(),
  preferred: Type.Boolean(),
  validFrom: Type.Optional(DateText),
  /** The zone of the place, where it is known apart from the person's. */
  postalTimeZone: Type.Optional(TimeZone),
});

/** All that the bank knows of a party: the whole record each time, of which the greatest version is the last word. */
export const party = Type.Object({
  version: Type.Integer({ minimum: 0 }),
  kind: oneOf('person', 'business'),
  name: Personal,
  idNumber: Type.Optional(Personal),
  birthDate: Type.Optional(DateText),
  language: oneOf('zh-CN', 'zh-TW', 'en'),
  timeZone: Type.Optional(TimeZone),
  jurisdiction: Type.Optional(Type.String({ pattern: '^(CN|TW|US-[A-Z]{2})$' })),
  segment: Type.Optional(Name),
  points: listOf(point, 50),
  preference: Type.Optional(listOf(Channel, 9)),
  habits: Type.Optional(Type.Object({ hours: Type.Optional(Hours), digital: Type.Optional(Type.Boolean()) })),
  deceased: Type.Optional(DateText),
  incapacity: Type.Optional(Type.Boolean()),
  bankrupt: Type.Optional(DateText),
  represented: Type.Optional(Type.Object({ attorney: Personal })),
});
