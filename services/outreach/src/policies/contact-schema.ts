import { type TSchema, Type } from '@sinclair/typebox';
import { DateText, defineSchema } from '@mora/contracts';

const closed = { additionalProperties: false };
export const object = <P extends Record<string, TSchema>>(properties: P) => Type.Object(properties, closed);
export const oneOf = (...values: readonly string[]) => Type.String({ enum: [...values] });
export const optional = Type.Optional;
export const nullable = (schema: TSchema) => Type.Union([schema, Type.Null()]);

export const text = Type.String({ minLength: 1 });
const list = (item: TSchema) => Type.Array(item, { minItems: 1, uniqueItems: true });
const every = (item: TSchema) => Type.Union([Type.Literal('*'), list(item)]);

export const channel = oneOf(
  ...['sms', 'email', 'call', 'robot-call', 'letter', 'visit', 'agency-call', 'agency-visit', 'agency-message'],
);
export const purpose = oneOf('collection', 'reminder', 'statutory-notice', 'reply', 'service');
export const role = oneOf('borrower', 'co-borrower', 'guarantor', 'contact', 'representative');
export const collector = oneOf('robot', 'staff', 'agency');
export const consentKind = oneOf('contact-hours', 'channel', 'more-calls', 'outsourcing', 'sensitive-data');
export const flag = oneOf(
  ...['dispute', 'written-dispute', 'complaint', 'cease', 'deceased', 'incapacity', 'bankrupt', 'moratorium'],
  ...['represented', 'vulnerable', 'time-barred', 'plan-active', 'legal-hold', 'held', 'cured', 'closed'],
  ...['question-open', 'promise-open'],
);
const mark = oneOf('S', 'S2', 'M', 'U', 'D');
const count = Type.Integer({ minimum: 0 });
const amount = Type.Union([count, object({ setting: text })]);
const per = list(oneOf('person', 'debt', 'point'));

const bound = {
  id: Type.String({ pattern: '^[A-Z]+(-[A-Z]+)?-[0-9]+[a-z]*$' }),
  mark: optional(mark),
  source: optional(text),
  purposes: every(purpose),
  channels: optional(every(channel)),
  roles: optional(every(role)),
  collectors: optional(every(collector)),
};
const ruleOf = (kind: string, properties: Record<string, TSchema>) =>
  object({ kind: Type.Literal(kind), ...bound, ...properties });

const window = Type.Union([
  object({ kind: oneOf('calendar-day', 'calendar-week', 'calendar-month') }),
  object({ kind: Type.Literal('rolling'), days: amount }),
]);

const rule = Type.Union([
  ruleOf('hours', {
    allow: Type.String({ pattern: '^[0-2][0-9]:[0-5][0-9]-[0-2][0-9]:[0-5][0-9]$' }),
    overriddenBy: optional(Type.Literal('contact-hours')),
  }),
  ruleOf('cap', {
    unit: oneOf('attempt', 'unanswered-attempt', 'effective-call'),
    per,
    max: amount,
    window,
    counted: optional(object({ purposes: optional(every(purpose)), channels: optional(every(channel)) })),
    unless: optional(object({ consent: consentKind, withinDays: amount })),
  }),
  ruleOf('quiet-after', {
    what: oneOf('conversation', 'visit', 'message'),
    per,
    days: amount,
    firstDayCounts: Type.Boolean(),
  }),
  ruleOf('stop-on', { flags: list(flag), whose: optional(Type.Literal('person')) }),
  ruleOf('opt-out', {}),
  ruleOf('consent', { consent: consentKind }),
  ruleOf('party', {
    when: optional(Type.Array(oneOf('lost-contact', 'deceased', 'incapacity'))),
    disclosesDebt: optional(Type.Literal(false)),
    stopOnRefusal: optional(Type.Literal(true)),
    maxEver: optional(amount),
  }),
  ruleOf('precondition', {
    needs: oneOf(
      ...['validation-sent', 'outsourcing-announced', 'agency-listed', 'agency-certified', 'agency-standing'],
      ...['two-visitors', 'recording', 'identity-stated', 'overdue', 'question-open'],
    ),
    withinDays: optional(amount),
    min: optional(amount),
  }),
  ruleOf('place', { barred: list(oneOf('address', 'workplace')) }),
  ruleOf('content', { mustContain: list(text) }),
  ruleOf('holidays', {}),
  ruleOf('record', { what: list(text), retain: nullable(Type.String({ pattern: '^P[0-9]+[YMD]$' })) }),
]);

const settingValue = Type.Union([count, Type.Boolean()]);

/** A pack without its golden cases, which have a schema of their own. */
export const packOf = (goldenCase: TSchema) =>
  object({
    id: Type.String({ pattern: '^[a-z0-9-]+$' }),
    version: Type.Integer({ minimum: 1 }),
    effectiveFrom: DateText,
    effectiveUntil: nullable(DateText),
    title: text,
    source: text,
    mark,
    appliesWhen: object({
      jurisdictions: every(text),
      collectors: every(collector),
      products: every(text),
      online: Type.Union([Type.Literal('*'), Type.Boolean()]),
      widenedBy: optional(object({ setting: text, drops: oneOf('collectors', 'products', 'online') })),
    }),
    rules: Type.Array(rule, { minItems: 1 }),
    settings: Type.Array(object({ name: text, mark, default: settingValue, why: text })),
    goldenCases: Type.Array(goldenCase, { minItems: 6 }),
  });

export const readSettings = defineSchema(
  'contact settings',
  object({
    id: Type.Literal('contact-settings'),
    version: Type.Integer({ minimum: 1 }),
    source: text,
    partySilenceDays: count,
    recheckMinutes: Type.Integer({ minimum: 1 }),
    values: Type.Record(text, object({ value: settingValue, source: text, decidedBy: text, effectiveFrom: DateText })),
  }),
);
