import { Type } from '@sinclair/typebox';
import { loadCalendars, shippedCalendars } from '@mora/calendars';
import { DateText, defineSchema } from '@mora/contracts';
import { type LimitationFile, proveLimitation } from '../domain/clock/golden.js';
import type { LimitationRules } from '../domain/clock/rules.js';
import { object, oneOf, optional, orNull, policyFiles, policyOf, text, whole } from './policy-files.js';

const ACTS = [
  'demand',
  'acknowledged',
  'asked-for-time',
  'plan-agreed',
  'part-payment',
  'deduction',
  'suit',
  'payment-order',
  'preservation',
  'enforcement-application',
  'bankruptcy-claim',
  'set-off',
  'mediation',
  'police-report',
  'assignment-notice',
  'public-notice',
] as const;

const act = oneOf(...ACTS);
const claim = oneOf('debt', 'accelerated', 'interest', 'guarantee', 'enforcement', 'enforcement-interest');
const obstacle = oneOf('force-majeure', 'no-guardian', 'no-heir', 'creditor-controlled', 'other');
const years = whole(1, 100);
const months = whole(1, 1_200);
const restart = Type.Union([Type.Literal(true), object({ ifSuedWithinMonths: months })]);
const restarts = object(Object.fromEntries(ACTS.map((kind) => [kind, optional(restart)])));
const guarantee = oneOf('general', 'joint');

const read = defineSchema(
  'limitation policy',
  policyOf({
    jurisdiction: oneOf('CN', 'TW'),
    calendar: Type.String({ pattern: '^[a-z]{2}$' }),
    weekendShifts: Type.Boolean(),
    debt: object({ years, from: oneOf('last-instalment', 'oldest-unpaid') }),
    accelerated: orNull(object({ years })),
    interest: orNull(object({ years })),
    enforcement: object({ years, interest: orNull(object({ years })), restart: restarts }),
    guarantee: object({
      defaultMonths: months,
      unspecified: guarantee,
      keptBy: Type.Array(act, { minItems: 1, uniqueItems: true }),
    }),
    restart: restarts,
    revive: Type.Array(act),
    suitKinds: Type.Array(act, { minItems: 1 }),
    outerYears: orNull(years),
    suspension: orNull(object({ lastMonths: months, thenMonths: months, kinds: Type.Array(obstacle) })),
    openActDays: whole(1, 3_660),
    alerts: Type.Array(whole(1, 3_660), { minItems: 1, uniqueItems: true }),
    demand: object({
      at: whole(1, 3_660),
      claims: Type.Array(claim),
      channels: Type.Array(oneOf('letter', 'email', 'sms'), { minItems: 1 }),
      deadlineDays: whole(1, 366),
    }),
    goldenCases: Type.Array(
      object({
        name: text,
        claim,
        startsOn: DateText,
        acts: Type.Array(
          object({
            kind: act,
            on: DateText,
            until: optional(Type.Union([DateText, Type.Literal('open')])),
            against: optional(oneOf('debtor', 'guarantor', 'all')),
            claims: optional(Type.Array(claim, { minItems: 1 })),
            to: optional(Type.Literal('another')),
          }),
        ),
        obstacles: optional(Type.Array(object({ kind: obstacle, from: DateText, until: orNull(DateText) }))),
        guarantee: optional(object({ kind: guarantee, months: orNull(months) })),
        on: DateText,
        expiresOn: orNull(DateText),
        provisional: optional(Type.Boolean()),
        state: oneOf('running', 'paused', 'kept', 'expired', 'off'),
      }),
      { minItems: 10 },
    ),
  }),
);

/**
 * How long claims live, from `limitation/` of a folder of policies. The cases are proved on the calendars that are
 * shipped: a bank that has added a year changes none of them. Throws ContractViolation, and InvariantViolated where a
 * golden case fails.
 */
export function loadLimitation(folder: string): readonly LimitationRules[] {
  const book = loadCalendars(shippedCalendars);
  return policyFiles<LimitationFile>(folder, 'limitation', read, (file) => proveLimitation(file, book));
}
