import type { CataloguedEvent } from './catalogue.js';

export const schemaId = (type: string): string => `urn:mora:schema:${type}`;
export const schemaPath = (type: string): string => `docs/schemas/${type}.json`;

/** The schema of an event's data as a file that stands alone. */
export function jsonSchemaFile({ type, title, schema }: CataloguedEvent): string {
  const head = { $schema: 'https://json-schema.org/draft/2020-12/schema', $id: schemaId(type) };
  return `${JSON.stringify({ ...head, title: type, description: title, ...schema }, null, 2)}\n`;
}
