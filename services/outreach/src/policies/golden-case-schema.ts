import { Type } from '@sinclair/typebox';
import { DateText, defineSchema } from '@mora/contracts';
import * as is from './contact-schema.js';

const { object, optional, nullable, oneOf, text } = is;
const instant = Type.String({ format: 'date-time' });
const channelOrAll = Type.Union([Type.Literal('all'), is.channel]);

const facts = {
  person: object({ jurisdiction: text, timeZone: text, flags: optional(Type.Array(is.flag)) }),
  loan: optional(
    object({
      product: optional(Type.String()),
      online: optional(Type.Boolean()),
      overdue: optional(Type.Boolean()),
      asks: optional(Type.Boolean()),
      role: optional(is.role),
      flags: optional(Type.Array(is.flag)),
      firstContactOn: optional(DateText),
      validationSentOn: optional(DateText),
    }),
  ),
  consents: optional(
    Type.Array(
      object({
        kind: is.consentKind,
        given: Type.Boolean(),
        from: DateText,
        until: optional(nullable(DateText)),
        channel: optional(channelOrAll),
        purpose: optional(Type.Union([Type.Literal('all'), is.purpose])),
        hours: optional(text),
      }),
    ),
  ),
  optOuts: optional(Type.Array(object({ channel: channelOrAll, since: instant }))),
  personFlags: optional(Type.Array(object({ flag: is.flag, since: DateText, until: nullable(DateText) }))),
  lostContact: optional(oneOf('no', 'number-invalid', 'three-failed')),
  holidays: optional(Type.Array(DateText)),
  templates: optional(Type.Record(text, Type.Array(text))),
  settings: optional(Type.Record(text, Type.Union([Type.Integer(), Type.Boolean()]))),
};

const attempt = object({
  at: instant,
  channel: is.channel,
  purpose: is.purpose,
  loan: optional(text),
  role: optional(is.role),
  collector: optional(is.collector),
  agency: optional(
    object({
      standing: oneOf('good', 'suspended', 'expired'),
      announcedOn: nullable(DateText),
      listed: Type.Boolean(),
      certified: Type.Boolean(),
    }),
  ),
  pointId: optional(text),
  pointKind: optional(oneOf('mobile', 'phone', 'email', 'address', 'workplace')),
  templateId: optional(text),
  visitors: optional(Type.Integer({ minimum: 0 })),
  recording: optional(Type.Boolean()),
  disclosesDebt: optional(Type.Boolean()),
});

const past = object({
  at: instant,
  channel: is.channel,
  times: optional(Type.Integer({ minimum: 1 })),
  everyMinutes: optional(Type.Integer({ minimum: 1 })),
  loan: optional(text),
  purpose: optional(is.purpose),
  role: optional(is.role),
  collector: optional(is.collector),
  pointId: optional(text),
  direction: optional(oneOf('in', 'out')),
  state: optional(oneOf('reserved', 'used')),
  answered: optional(Type.Boolean()),
  conversation: optional(Type.Boolean()),
  consented: optional(Type.Boolean()),
});

const goldenCase = object({
  name: text,
  ...facts,
  attempt,
  history: optional(Type.Array(past)),
  expect: Type.Union([
    object({ kind: Type.Literal('allowed'), validUntil: optional(instant) }),
    object({
      kind: Type.Literal('refused'),
      rules: Type.Array(text, { minItems: 1 }),
      nextAllowedAt: nullable(instant),
    }),
  ]),
});

/** Throws ContractViolation where the data is no contact pack. */
export const readPack = defineSchema('contact pack', is.packOf(goldenCase));
