import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TProperties, type TSchema, Type } from '@sinclair/typebox';
import { DateText } from '@mora/contracts';

export const closed = { additionalProperties: false };
export const text = Type.String({ minLength: 1 });
export const oneOf = (...words: readonly string[]) => Type.Union(words.map((word) => Type.Literal(word)));
export const object = (properties: TProperties) => Type.Object(properties, closed);
export const optional = <S extends TSchema>(schema: S) => Type.Optional(schema);
export const orNull = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);
export const whole = (minimum: number, maximum: number) => Type.Integer({ minimum, maximum });
export const mark = oneOf('S', 'S2', 'M', 'U', 'D');
/** `[from, below]`; null where there is no upper end. */
export const range = Type.Array(orNull(Type.Number()), { minItems: 2, maxItems: 2 });

/** A closed policy file: what every one says of itself, and these. */
export const policyOf = (properties: TProperties) =>
  object({
    id: text,
    version: whole(1, 9_999),
    effectiveFrom: DateText,
    title: optional(text),
    source: text,
    mark,
    ...properties,
  });

/**
 * All versions in `<folder>/<kind>/`, each read and proved on its golden cases.
 * Throws ContractViolation for a file that is no such policy, and whatever `prove` throws.
 */
export function policyFiles<F>(
  folder: string,
  kind: string,
  read: (data: unknown) => unknown,
  prove?: (file: F) => void,
): readonly F[] {
  const path = join(folder, kind);
  if (!existsSync(path)) return [];
  const files = readdirSync(path)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => read(JSON.parse(readFileSync(join(path, name), 'utf8')) as unknown) as F);
  for (const file of files) prove?.(file);
  return files;
}
