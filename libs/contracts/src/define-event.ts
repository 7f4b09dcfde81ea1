import { Type, type Static, type TSchema } from '@sinclair/typebox';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { type CalendarDate, CURRENCIES, type Currency } from '@mora/kernel';

/** A message that is not what its contract says. Names the fields that are wrong, never their values. */
export class ContractViolation extends Error {
  constructor(
    message: string,
    /** The fields that are wrong, by their path: `data.instalments.0.dueOn`, or empty where it is the whole. */
    readonly fields: readonly string[] = [],
  ) {
    super(message);
  }
}

/** An event read off the wire: the words of its envelope that a handler may use, and the data of its type. */
export type Event<D> = Readonly<{
  id: string;
  type: string;
  /** Whom it is about: in public streams the loan; empty for a mark. */
  subject: string;
  tenant: string;
  businessDate: CalendarDate;
  correlationId: string;
  data: D;
}>;

/** An event about to be published. `stream` and `key` are named only where it leaves on an internal stream. */
export type Announcement = Readonly<{ type: string; data: object; stream?: string; key?: string }>;

export type EventContract<D> = Readonly<{
  type: string;
  /** Where it is published; a mark goes out on every stream. */
  streams: readonly string[];
  title: string;
  schema: TSchema;
  /** Throws ContractViolation. */
  check: (data: unknown) => D;
  /** Throws ContractViolation, so that nothing leaves that breaks its own contract. */
  of: (data: D) => Announcement;
}>;

export const DateText = Type.Unsafe<CalendarDate>(Type.String({ format: 'date' }));
export const CurrencyCode = Type.Unsafe<Currency>(Type.String({ enum: [...CURRENCIES] }));
/** A decimal string, never a JSON number: numbers lose cents above 2^53. */
export const AmountText = Type.String({ pattern: '^-?\\d{1,15}(\\.\\d{1,2})?$' });
export const PositiveAmountText = Type.String({ pattern: '^\\d{1,15}(\\.\\d{1,2})?$' });
/** No control characters and no half characters: they cannot be stored, or come back as something else. */
export const PLAIN_TEXT = '^[^\\p{Cc}\\p{Cs}]+$';
export const Name = Type.String({ minLength: 1, maxLength: 128, pattern: PLAIN_TEXT });

const ajv = new Ajv2020({ strict: true, allErrors: false });
formats.default(ajv, { mode: 'full' });

/** Compiled once. The check throws ContractViolation naming paths and keywords; a value may be somebody's. */
export function defineSchema<S extends TSchema>(name: string, schema: S): (data: unknown) => Static<S> {
  const valid = ajv.compile(schema);
  return (data) => {
    if (valid(data)) return data as Static<S>;
    const errors = valid.errors ?? [];
    throw new ContractViolation(
      `${name}: ${errors.map((e) => `${e.instancePath || '/'} ${e.message ?? e.keyword}`).join(', ')}`,
      errors.map(fieldOf),
    );
  };
}

function fieldOf({ instancePath, params }: ErrorObject): string {
  const missing = (params as { missingProperty?: string }).missingProperty;
  return [...instancePath.split('/').slice(1), ...(missing === undefined ? [] : [missing])].join('.');
}

/** One event of one version: its schema, its type and its TypeScript type from one text. */
export function defineEvent<S extends TSchema>(spec: {
  type: string;
  stream: string | readonly string[];
  title: string;
  data: S;
}): EventContract<Static<S>> {
  const check = defineSchema(spec.type, spec.data);
  return {
    type: spec.type,
    streams: typeof spec.stream === 'string' ? [spec.stream] : spec.stream,
    title: spec.title,
    schema: spec.data,
    check,
    of: (data) => ({ type: spec.type, data: check(data) as object }),
  };
}
