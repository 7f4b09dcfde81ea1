import { Type } from '@sinclair/typebox';
import { DateText, defineSchema } from '@mora/contracts';
import type { Strategy } from '../domain/strategy/table.js';

const closed = { additionalProperties: false };
const text = Type.String({ minLength: 1 });
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()]);
const oneOf = (...words: readonly string[]) => Type.String({ enum: [...words] });
const whole = Type.Integer({ minimum: 0 });
const someOf = Type.Array(text, { minItems: 1 });

const range = Type.Array(orNull(Type.Integer()), { minItems: 2, maxItems: 2 });
const flags = ['overdue', 'first', 'cutOver', 'digital', 'vulnerable', 'special', 'plan', 'dispute', 'complaint'];
const numbers = ['daysToDue', 'daysPastDue', 'amountMinor', 'daysSinceLastContact', 'daysSinceLastAttempt'];
const words = ['bucket', 'class', 'segment', 'currency', 'product', 'grade', 'preference', 'lastOutcome', 'promise'];

const columns = <T extends Parameters<typeof Type.Optional>[0]>(names: readonly string[], schema: T) =>
  Object.fromEntries(names.map((name) => [name, Type.Optional(schema)]));

const when = Type.Object(
  {
    ...columns([...flags, 'hold', 'closed', 'placed'], Type.Boolean()),
    ...columns([...numbers, 'daysToPromise', 'failedTries'], range),
    ...columns([...words, 'arm', 'jurisdiction'], someOf),
    done: Type.Optional(Type.Object({ has: Type.Optional(someOf), not: Type.Optional(someOf) }, closed)),
  },
  closed,
);

const input = Type.Object(
  {
    ...columns([...flags, 'hold', 'closed', 'placed'], Type.Boolean()),
    ...columns([...numbers, 'daysToPromise', 'failedTries'], orNull(Type.Integer())),
    ...columns([...words, 'arm', 'jurisdiction'], orNull(text)),
    done: Type.Optional(Type.Array(text)),
  },
  closed,
);

const CHANNELS = ['sms', 'email', 'call', 'robot-call', 'letter', 'visit'];

const step = Type.Object(
  {
    purpose: oneOf('collection', 'reminder', 'statutory-notice'),
    roles: Type.Array(oneOf('borrower', 'co-borrower', 'guarantor'), { minItems: 1 }),
    channels: Type.Array(oneOf(...CHANNELS)),
    byPreference: Type.Boolean(),
    template: orNull(text),
    priority: whole,
    at: orNull(Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' })),
    lapsesAfterDays: Type.Integer({ minimum: 0, maximum: 31 }),
    day: oneOf('next', 'first-working-day'),
    rung: orNull(Type.Integer({ minimum: 1 })),
    takenAsDoneFrom: orNull(whole),
    place: Type.Boolean(),
    named: Type.Optional(Type.Boolean()),
  },
  closed,
);

const arm = Type.Object({ arm: text, perMille: Type.Integer({ minimum: 0, maximum: 1_000 }), table: text }, closed);

/** Reads one version of a strategy. Throws ContractViolation. */
export const readStrategy = defineSchema(
  'strategy',
  Type.Object(
    {
      id: text,
      version: Type.Integer({ minimum: 1 }),
      effectiveFrom: DateText,
      source: text,
      mark: oneOf('S', 'S2', 'M', 'U', 'D'),
      bucketTable: text,
      classScheme: text,
      calendar: Type.String({ pattern: '^[a-z]{2}$' }),
      experiment: orNull(Type.Object({ id: text, salt: text, arms: Type.Array(arm, { minItems: 1 }) }, closed)),
      table: text,
      steps: Type.Record(text, step),
      tables: Type.Record(text, Type.Array(Type.Object({ rule: text, when, do: orNull(text) }, closed))),
      goldenCases: Type.Array(
        Type.Object({ name: text, table: text, input, expect: orNull(text), rule: Type.Optional(text) }, closed),
        { minItems: 25 },
      ),
    },
    closed,
  ),
) as (data: unknown) => Strategy;
