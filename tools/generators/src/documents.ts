import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asyncApiDocument } from './async-api.js';
import { catalogue, exampleFiles, EXAMPLES, ROOT } from './catalogue.js';
import { eventsPage } from './events-page.js';
import { jsonSchemaFile, schemaPath } from './json-schemas.js';
import { topicList } from './topics.js';

/** Every generated file, by its path in the workspace. The same contracts give the same bytes. */
export function documents(): ReadonlyMap<string, string> {
  const events = catalogue();
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  return new Map([
    ...events.map((event) => [schemaPath(event.type), jsonSchemaFile(event)] as const),
    ['docs/asyncapi.yaml', asyncApiDocument(events, version)],
    ['docs/events.md', eventsPage(events)],
    ['deploy/topics/topics.txt', topicList()],
  ]);
}

export const FROZEN = `${EXAMPLES}/released-examples.sha256`;

/** The list of frozen examples with the new ones added. A line that is there stays: what was released stays as it was. */
export function frozenExamples(list: string): string {
  const known = new Map(
    list
      .split('\n')
      .filter(Boolean)
      .map((line) => [line.slice(66), line]),
  );
  for (const path of exampleFiles()) {
    const hash = createHash('sha256')
      .update(readFileSync(join(ROOT, EXAMPLES, path)))
      .digest('hex');
    if (!known.has(path)) known.set(path, `${hash}  ${path}`);
  }
  return `${[...known]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, line]) => line)
    .join('\n')}\n`;
}
