import type { JsonSchema } from './catalogue.js';

export type Field = Readonly<{ path: string; type: string; required: boolean }>;

/** The fields of an object, those of objects and lists inside it by their path. */
export function fieldsOf(schema: JsonSchema, above = ''): readonly Field[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const path = `${above}${name}`;
    const required = schema.required?.includes(name) ?? false;
    return [{ path, type: typeOf(field), required }, ...inside(field, path)];
  });
}

function inside(field: JsonSchema, path: string): readonly Field[] {
  if (field.type === 'object') return fieldsOf(field, `${path}.`);
  if (field.type === 'array' && field.items !== undefined) return fieldsOf(field.items, `${path}[].`);
  return [];
}

/** In words; `\|` so that it may stand in a table. */
function typeOf(schema: JsonSchema): string {
  if (schema.anyOf !== undefined) return schema.anyOf.map(typeOf).join(' \\| ');
  if (schema.const !== undefined) return `\`${String(schema.const)}\``;
  if (schema.enum !== undefined) return schema.enum.map((one) => `\`${String(one)}\``).join(' \\| ');
  if (schema.format !== undefined) return schema.format;
  if (schema.pattern?.includes('\\d{1,15}') === true) return 'amount';
  if (schema.type === 'array') return `list of ${typeOf(schema.items ?? {})}`;
  return schema.type ?? 'anything';
}
