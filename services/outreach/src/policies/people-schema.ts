import { type Static, type TSchema, Type } from '@sinclair/typebox';
import { CurrencyCode, DateText, defineSchema } from '@mora/contracts';

const closed = { additionalProperties: false };
const text = Type.String({ minLength: 1 });
const days = Type.Integer({ minimum: 0, maximum: 3_660 });
const minor = Type.Integer({ minimum: 0, maximum: 2 ** 52 });
const calendar = Type.String({ pattern: '^[a-z]{2}$' });
const orNull = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);
const oneOf = <T extends string>(...words: readonly T[]) => Type.Unsafe<T>(Type.String({ enum: [...words] }));

const head = <I extends string>(id: I) => ({
  id: Type.Literal(id),
  version: Type.Integer({ minimum: 1 }),
  effectiveFrom: DateText,
  title: text,
  source: text,
  mark: oneOf('S', 'S2', 'M', 'U', 'D'),
});
const cases = <S extends TSchema>(one: S) => Type.Array(one, { minItems: 1 });
/** Of JSON Schema 2020, which says a pair otherwise than TypeBox does. */
const pair = <A extends TSchema, B extends TSchema>(a: A, b: B) =>
  Type.Unsafe<readonly [Static<A>, Static<B>]>({
    type: 'array',
    prefixItems: [a, b],
    items: false,
    minItems: 2,
    maxItems: 2,
  });
const onDay = pair(DateText, minor);

export const readPromises = defineSchema(
  'promise policy',
  Type.Object(
    {
      ...head('promises'),
      graceWorkingDays: Type.Integer({ minimum: 0, maximum: 30 }),
      toleranceMinor: minor,
      partlyPercent: Type.Integer({ minimum: 1, maximum: 100 }),
      calendar,
      limits: Type.Object(
        {
          maxDaysAhead: days,
          maxOpen: Type.Integer({ minimum: 1, maximum: 10 }),
          maxParts: Type.Integer({ minimum: 1, maximum: 60 }),
          minMinor: Type.Partial(Type.Record(CurrencyCode, minor)),
        },
        closed,
      ),
      goldenCases: cases(
        Type.Object(
          {
            name: text,
            madeOn: DateText,
            parts: Type.Array(onDay, { minItems: 1 }),
            payments: Type.Array(onDay),
            closed: DateText,
            expect: Type.Array(oneOf('open', 'kept', 'partly-kept', 'broken')),
          },
          closed,
        ),
      ),
    },
    closed,
  ),
);

const CAUSES = [
  'call',
  'visit',
  'dispute',
  'complaint',
  'hardship',
  'question',
  'vulnerability',
  'takeover',
  'promise-broken',
  'notice-unknown',
  'placement',
  'survey',
] as const;
const queue = Type.String({ pattern: '^[a-z][a-z0-9-]{0,31}$' });
const rule = Type.Object({ queue, goal: text, dueInDays: days }, closed);
const words = Type.Optional(Type.Array(text, { minItems: 1 }));

export const readWork = defineSchema(
  'work policy',
  Type.Object(
    {
      ...head('work'),
      lockMinutes: Type.Integer({ minimum: 1, maximum: 600 }),
      questionWorkingDays: Type.Integer({ minimum: 1, maximum: 60 }),
      answerNoticeDays: Type.Integer({ minimum: 1, maximum: 60 }),
      hardshipDays: days,
      calendar,
      causes: Type.Object(
        Object.fromEntries(CAUSES.map((cause) => [cause, rule])) as Record<Cause, typeof rule>,
        closed,
      ),
      priorities: Type.Array(
        Type.Object(
          {
            when: Type.Object(
              {
                queue: words,
                grade: words,
                bucket: words,
                amountMinor: Type.Optional(pair(orNull(minor), orNull(minor))),
              },
              closed,
            ),
            priority: Type.Integer({ minimum: 0, maximum: 998 }),
          },
          closed,
        ),
        { minItems: 1 },
      ),
      goldenCases: cases(
        Type.Object(
          {
            name: text,
            input: Type.Object({ queue, grade: orNull(text), bucket: orNull(text), amountMinor: minor }, closed),
            expect: Type.Integer(),
          },
          closed,
        ),
      ),
    },
    closed,
  ),
);
type Cause = (typeof CAUSES)[number];

const announcement = Type.Object(
  {
    jurisdictions: Type.Array(Type.String({ pattern: '^([A-Z]{2}|\\*)$' }), { minItems: 1 }),
    channels: Type.Array(oneOf('sms', 'email', 'letter'), { minItems: 1 }),
    proof: oneOf('sent', 'delivered'),
    daysAhead: Type.Integer({ minimum: 1, maximum: 90 }),
  },
  closed,
);

export const readAgencies = defineSchema(
  'agency policy',
  Type.Object(
    {
      ...head('agencies'),
      documents: Type.Array(text),
      evaluationMonths: Type.Integer({ minimum: 1, maximum: 120 }),
      evaluationBeforeEndDays: days,
      evaluationBeforeEndOpensDays: days,
      complaints: Type.Object(
        { days, perThousandPlaced: Type.Integer({ minimum: 1 }), atLeast: Type.Integer({ minimum: 1 }) },
        closed,
      ),
      breaches: Type.Object({ days, suspendAt: Type.Integer({ minimum: 1 }) }, closed),
      announcement: Type.Array(announcement, { minItems: 1 }),
      proposals: oneOf('human', 'policy'),
      goldenCases: cases(
        Type.Object(
          {
            name: text,
            today: DateText,
            agency: Type.Object(
              {
                status: Type.Optional(oneOf('active', 'suspended', 'indicted')),
                documents: Type.Optional(Type.Array(pair(text, DateText))),
                evaluations: Type.Optional(Type.Array(pair(DateText, oneOf('continue', 'limit', 'end')))),
                complaints: Type.Optional(Type.Array(DateText)),
                breaches: Type.Optional(Type.Array(DateText)),
                placed: Type.Optional(Type.Integer({ minimum: 0 })),
                processingAgreement: Type.Optional(Type.Boolean()),
              },
              closed,
            ),
            expect: Type.Array(text),
          },
          closed,
        ),
      ),
    },
    closed,
  ),
);

const after = oneOf('cured', 'complaint-closed', 'plan-completed');

export const readSurveys = defineSchema(
  'survey policy',
  Type.Object(
    {
      ...head('surveys'),
      asking: Type.Object(
        { template: text, channels: Type.Array(oneOf('sms', 'email', 'letter'), { minItems: 1 }) },
        closed,
      ),
      surveys: Type.Array(
        Type.Object({ after, days, kind: oneOf('revisit', 'satisfaction'), answerWithinDays: days }, closed),
      ),
      goldenCases: cases(Type.Object({ name: text, after, on: DateText, expect: Type.Array(text) }, closed)),
    },
    closed,
  ),
);

export type PromiseFile = Read<typeof readPromises>;
export type WorkFile = Read<typeof readWork>;
export type AgencyFile = Read<typeof readAgencies>;
export type SurveyFile = Read<typeof readSurveys>;
type Read<R extends (data: unknown) => unknown> = ReturnType<R>;
