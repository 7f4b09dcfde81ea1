import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TSchema, Type } from '@sinclair/typebox';
import { DateText, defineSchema } from '@mora/contracts';
import { invariant } from '@mora/kernel';
import { keptUntil } from '../domain/person/retention.js';
import type { RetentionRule } from '../domain/person/rules.js';

const text = Type.String({ minLength: 1 });
const closed = { additionalProperties: false };
const orNull = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);

const readRetention = defineSchema(
  'retention policy',
  Type.Object(
    {
      id: Type.Literal('retention'),
      version: Type.Integer({ minimum: 1 }),
      effectiveFrom: DateText,
      source: text,
      rules: Type.Array(
        Type.Object(
          {
            id: text,
            jurisdiction: Type.String({ pattern: '^(\\*|[A-Z]{2})$' }),
            months: Type.Integer({ minimum: 1, maximum: 600 }),
            source: text,
            mark: Type.Union(['S', 'S2', 'M', 'U', 'D'].map((mark) => Type.Literal(mark))),
          },
          closed,
        ),
        { minItems: 1 },
      ),
      goldenCases: Type.Array(
        Type.Object(
          { name: text, jurisdiction: orNull(text), lastActivityOn: orNull(DateText), keptUntil: orNull(DateText) },
          closed,
        ),
        { minItems: 1 },
      ),
    },
    closed,
  ),
);

const FILE = join('retention', 'retention.v1.json');

/**
 * How long what is known of a person must be kept, from `retention/` of a folder of policies, proved on its golden cases.
 * Throws ContractViolation or InvariantViolated.
 */
export function loadRetention(folder: string): readonly RetentionRule[] {
  const { rules, goldenCases } = readRetention(JSON.parse(readFileSync(join(folder, FILE), 'utf8')) as unknown);
  for (const { name, jurisdiction, lastActivityOn, keptUntil: expected } of goldenCases) {
    const found = keptUntil(rules, { jurisdiction, lastActivityOn });
    invariant(found === expected, `retention: golden case "${name}" fails`);
  }
  return rules;
}
