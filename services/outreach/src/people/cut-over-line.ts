import { type Static, Type } from '@sinclair/typebox';
import { CurrencyCode, DateText, defineSchema, Name, PositiveAmountText } from '@mora/contracts';

const closed = { additionalProperties: false };
const oneOf = <T extends string>(...words: readonly T[]) => Type.Unsafe<T>(Type.String({ enum: [...words] }));
const Id = Type.String({
  maxLength: 161,
  pattern: '^[a-z0-9][a-z0-9-]{0,31}:[^\\s:\\p{Cc}\\p{Cs}][^\\p{Cc}\\p{Cs}]{0,127}$',
});
const Instant = Type.String({ format: 'date-time' });

const channels = [
  'sms',
  'email',
  'call',
  'robot-call',
  'letter',
  'visit',
  'agency-call',
  'agency-visit',
  'agency-message',
] as const;
const Channel = oneOf(...channels);
const ChannelOrAll = oneOf(...channels, 'all');
const purposes = ['collection', 'reminder', 'statutory-notice', 'reply', 'service'] as const;

const head = {
  /** The id in the system that it comes from: the same one again changes nothing. */
  id: Type.String({ pattern: '^[\\x21-\\x7e]{1,96}$' }),
  loan: Id,
  person: Id,
  role: oneOf('borrower', 'co-borrower', 'guarantor', 'contact', 'representative'),
};
const orNothing = <T extends Parameters<typeof Type.Optional>[0]>(schema: T) => Type.Optional(schema);

export const cutOverLine = Type.Union([
  Type.Object(
    {
      ...head,
      kind: Type.Literal('contact'),
      at: Instant,
      channel: Channel,
      purpose: oneOf(...purposes),
      collector: oneOf('robot', 'staff', 'agency'),
      direction: oneOf('out', 'in'),
      /** Where nobody knows any more it counts as the stricter. */
      answered: orNothing(Type.Boolean()),
      conversation: orNothing(Type.Boolean()),
      point: orNothing(Name),
    },
    closed,
  ),
  Type.Object({ ...head, kind: Type.Literal('opt-out'), channel: ChannelOrAll }, closed),
  Type.Object(
    {
      ...head,
      kind: Type.Literal('flag'),
      flags: Type.Array(
        oneOf('vulnerable', 'deceased', 'incapacity', 'bankrupt', 'moratorium', 'represented', 'cease'),
        { minItems: 1, maxItems: 7 },
      ),
    },
    closed,
  ),
  Type.Object(
    {
      ...head,
      kind: Type.Literal('consent'),
      channel: ChannelOrAll,
      purpose: oneOf(...purposes, 'all'),
      consent: oneOf('contact-hours', 'channel', 'more-calls', 'outsourcing', 'sensitive-data'),
      given: Type.Boolean(),
      from: DateText,
      until: orNothing(DateText),
      hours: orNothing(Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d-([01]\\d|2[0-3]):[0-5]\\d$' })),
    },
    closed,
  ),
  Type.Object(
    {
      ...head,
      kind: Type.Literal('promise'),
      madeOn: DateText,
      currency: CurrencyCode,
      parts: Type.Array(Type.Object({ dueOn: DateText, amount: PositiveAmountText }, closed), {
        minItems: 1,
        maxItems: 60,
      }),
      method: Type.String({ pattern: '^[a-z][a-z0-9-]{0,63}$' }),
    },
    closed,
  ),
]);

/** One thing that stood before Mora: a contact, an opt-out, a flag, a consent or a promise. */
export type CutOverLine = Static<typeof cutOverLine>;

/** Throws ContractViolation, which names fields and never what stands in them. */
export const readCutOverLine: (data: unknown) => CutOverLine = defineSchema('line of a cut-over', cutOverLine);

/** As it stands in the API's description. */
export const CUT_OVER_EXAMPLE = {
  ...{ id: 'old-0001', loan: 'demo:L-000001', person: 'demo:P-000001', role: 'borrower', kind: 'contact' },
  ...{ at: '2026-03-02T10:00:00+08:00', channel: 'call', purpose: 'collection', collector: 'staff', direction: 'out' },
  answered: false,
};
