import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { TSchema } from '@sinclair/typebox';
import * as contracts from '@mora/contracts';

export const ROOT = resolve(import.meta.dirname, '../../..');
export const EXAMPLES = 'libs/contracts/src';

export type Example = Readonly<{ type: string; data: unknown }> & Readonly<Record<string, unknown>>;

/** One event of one version, with what the pages need to know of it. */
export type CataloguedEvent = Readonly<{
  type: string;
  title: string;
  streams: readonly string[];
  /** The JSON Schema without the marks that TypeBox leaves on it. */
  schema: JsonSchema;
  example: Example;
}>;

export type JsonSchema = Readonly<{
  type?: string;
  const?: unknown;
  enum?: readonly unknown[];
  format?: string;
  pattern?: string;
  minimum?: number;
  anyOf?: readonly JsonSchema[];
  items?: JsonSchema;
  properties?: Readonly<Record<string, JsonSchema>>;
  required?: readonly string[];
}>;

/** All contracts that are exported, by type. Throws where one has no example beside it. */
export function catalogue(): readonly CataloguedEvent[] {
  const examples = new Map(
    exampleFiles()
      .map((path) => readExample(path))
      .map((example) => [example.type, example]),
  );
  return Object.values<unknown>(contracts)
    .filter(contracts.isEventContract)
    .map(({ type, title, streams, schema }) => {
      const example = examples.get(type);
      if (example === undefined) throw new Error(`${type} has no example file in ${EXAMPLES}`);
      return { type, title, streams, schema: plain(schema), example };
    })
    .toSorted((a, b) => (a.type < b.type ? -1 : 1));
}

/** Paths of the example files below EXAMPLES. */
export const exampleFiles = (): readonly string[] =>
  readdirSync(join(ROOT, EXAMPLES), { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.example.json'))
    .toSorted();

const readExample = (path: string): Example => JSON.parse(readFileSync(join(ROOT, EXAMPLES, path), 'utf8')) as Example;

const plain = (schema: TSchema): JsonSchema => JSON.parse(JSON.stringify(schema)) as JsonSchema;
