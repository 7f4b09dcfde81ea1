import { type Static, Type } from '@sinclair/typebox';
import { DateText, defineSchema, Name, PositiveAmountText } from '@mora/contracts';

const closed = { additionalProperties: false };
const oneOf = <T extends string>(...words: readonly T[]) => Type.Unsafe<T>(Type.String({ enum: [...words] }));
const Id = Type.String({
  maxLength: 161,
  pattern: '^[a-z0-9][a-z0-9-]{0,31}:[^\\s:\\p{Cc}\\p{Cs}][^\\p{Cc}\\p{Cs}]{0,127}$',
});
const head = {
  /** The id in the system that it comes from: the same one again changes nothing. */
  id: Type.String({ pattern: '^[\\x21-\\x7e]{1,96}$' }),
  loan: Id,
} as const;

const KindName = oneOf(
  'extension',
  'reduced-instalment',
  'arrears-plan',
  'spread',
  'split',
  'grace',
  'interest-only',
  'partial-principal',
  'rate-cut',
  'capitalise',
  're-age',
  'settlement',
  'card-plan',
  'hardship-fund',
  'tw-agreed',
  'tw-debt-clearance',
);

/** What stood before Mora: a plan that runs, a negotiation that failed, or one that ended without a failure. */
export const cutOverLine = Type.Union([
  Type.Object(
    {
      ...head,
      kind: Type.Literal('plan'),
      planId: Name,
      kinds: Type.Array(KindName, { minItems: 1, maxItems: 4 }),
      activeFrom: DateText,
      rows: Type.Array(Type.Object({ dueOn: DateText, amount: PositiveAmountText }, closed), {
        minItems: 1,
        maxItems: 1_200,
      }),
      paidBefore: PositiveAmountText,
    },
    closed,
  ),
  Type.Object(
    {
      ...head,
      kind: Type.Literal('failed-round'),
      roundId: Name,
      outcome: oneOf('rejected', 'expired', 'no-show', 'documents-missing', 'unaffordable'),
      closedOn: DateText,
    },
    closed,
  ),
  Type.Object(
    {
      ...head,
      kind: Type.Literal('closed-round'),
      roundId: Name,
      outcome: oneOf('agreed', 'cured', 'ended', 'bank-delay', 'moratorium', 'withdrawn'),
      closedOn: DateText,
    },
    closed,
  ),
]);

export type CutOverLine = Static<typeof cutOverLine>;

/** Throws ContractViolation for what is no such line. */
export const readCutOverLine = defineSchema('a line of the cut-over', cutOverLine);
