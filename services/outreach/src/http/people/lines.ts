import type { ApiOperationOptions } from '@nestjs/swagger';
import type { TSchema } from '@sinclair/typebox';

type Body = NonNullable<ApiOperationOptions['requestBody']>;

const MANY = 'application/x-ndjson';

/** The body of a file of lines as OpenAPI tells it: the schema and the example are those of one line. */
export function bodyOfLines(line: TSchema, example: object): Body {
  const schema = spelt(JSON.parse(JSON.stringify(line))) as object;
  const description = 'One JSON object a line. The schema is that of a line: what it does not name is refused.';
  return { required: true, description, content: { [MANY]: { schema, example: `${JSON.stringify(example)}\n` } } };
}

/** OpenAPI 3.0 knows no `const`. */
function spelt(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(spelt);
  if (typeof part !== 'object' || part === null) return part;
  const entries = Object.entries(part).map(([name, value]) =>
    name === 'const' ? (['enum', [value]] as const) : ([name, spelt(value)] as const),
  );
  return Object.fromEntries(entries);
}
