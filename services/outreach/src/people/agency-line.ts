import { type Static, Type } from '@sinclair/typebox';
import { CurrencyCode, DateText, defineSchema, Name, PositiveAmountText } from '@mora/contracts';

const closed = { additionalProperties: false };
const oneOf = <T extends string>(...words: readonly T[]) => Type.Unsafe<T>(Type.String({ enum: [...words] }));
const Code = Type.String({ pattern: '^[a-z][a-z0-9-]{0,63}$' });
const Id = Type.String({
  maxLength: 161,
  pattern: '^[a-z0-9][a-z0-9-]{0,31}:[^\\s:\\p{Cc}\\p{Cs}][^\\p{Cc}\\p{Cs}]{0,127}$',
});
const Instant = Type.String({ format: 'date-time' });

const head = {
  /** The firm's own id of the line: the same one again changes nothing. */
  line: Type.String({ pattern: '^[\\x21-\\x7e]{1,64}$' }),
  loan: Id,
  person: Id,
  role: oneOf('borrower', 'co-borrower', 'guarantor', 'representative'),
  /** The id of an allowance, or of one contact of it. */
  contact: Name,
};

export const agencyLine = Type.Union([
  Type.Object({ ...head, result: Type.Literal('returned') }, closed),
  Type.Object(
    {
      ...head,
      result: Type.Literal('used'),
      channel: oneOf('agency-call', 'agency-visit', 'agency-message'),
      at: Instant,
      outcome: Code,
      answered: Type.Boolean(),
      conversation: Type.Boolean(),
      visitors: Type.Optional(Type.Integer({ minimum: 2, maximum: 9 })),
      recorded: Type.Optional(Type.Boolean()),
      reasonForDelinquency: Type.Optional(Code),
      recordingId: Type.Optional(Name),
      promise: Type.Optional(
        Type.Object(
          {
            currency: CurrencyCode,
            parts: Type.Array(Type.Object({ dueOn: DateText, amount: PositiveAmountText }, closed), {
              minItems: 1,
              maxItems: 60,
            }),
            method: Code,
          },
          closed,
        ),
      ),
      optOut: Type.Optional(oneOf('all', 'agency-call', 'agency-visit', 'agency-message')),
      complaint: Type.Optional(Code),
    },
    closed,
  ),
]);

/** One contact of an outside firm, as its file tells it. */
export type AgencyLine = Static<typeof agencyLine>;
export type UsedLine = Extract<AgencyLine, { result: 'used' }>;

/** Throws ContractViolation, which names fields and never what stands in them. */
export const readAgencyLine: (data: unknown) => AgencyLine = defineSchema('line of an agency', agencyLine);

/** As it stands in the API's description. */
export const AGENCY_EXAMPLE = {
  ...{
    line: 'f-0001',
    loan: 'demo:L-000001',
    person: 'demo:P-000001',
    role: 'borrower',
    contact: 'c-1',
    result: 'used',
  },
  ...{
    channel: 'agency-call',
    at: '2026-03-03T10:00:00+08:00',
    outcome: 'promised',
    answered: true,
    conversation: true,
  },
  promise: { currency: 'CNY', parts: [{ dueOn: '2026-03-10', amount: '500.00' }], method: 'transfer' },
};
