import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Static, Type } from '@sinclair/typebox';
import { DateText, defineSchema } from '@mora/contracts';
import type { Opens } from '../domain/says/after-contact.js';

const closed = { additionalProperties: false };
const text = Type.String({ minLength: 1 });
const channel = Type.String({ enum: ['call', 'robot-call', 'agency-call', 'visit', 'agency-visit'] });

const code = Type.Object(
  {
    code: text,
    channels: Type.Array(channel, { minItems: 1 }),
    answered: Type.Boolean(),
    /** Whether the two have spoken with each other: caps and the days after a conversation count by it. */
    conversation: Type.Boolean(),
    invalidPoint: Type.Boolean(),
    /** What is said by it, as if the person had said so by any other way. */
    opens: Type.Optional(Type.Unsafe<Opens>(Type.String({ enum: ['wrong-person', 'dispute', 'hardship'] }))),
  },
  closed,
);

const outcomes = Type.Object(
  {
    id: Type.Literal('outcomes'),
    version: Type.Integer({ minimum: 1 }),
    effectiveFrom: DateText,
    source: text,
    mark: text,
    codes: Type.Array(code, { minItems: 1 }),
    reasonsForDelinquency: Type.Array(text, { minItems: 1 }),
  },
  closed,
);

export type Outcomes = Static<typeof outcomes>;
export type OutcomeCode = Static<typeof code>;

const read = defineSchema('outcome codes', outcomes);

/** What may become of a call or a visit, and what each counts as. Throws ContractViolation. */
export const loadOutcomes = (folder: string): Outcomes =>
  read(JSON.parse(readFileSync(join(folder, 'outcomes', 'outcomes.v1.json'), 'utf8')) as unknown);
