import type { CataloguedEvent } from './catalogue.js';
import { fieldsOf } from './fields.js';
import { schemaPath } from './json-schemas.js';
import { TOPICS, type Topic } from './topics.js';

const DAY_MS = 86_400_000;
const INTRO = `# Events

<!-- Written by \`npm run generate\` from libs/contracts. Edit the contracts, not this page. -->

Every record is a [CloudEvent 1.0](https://github.com/cloudevents/spec) in Kafka's binary mode: attributes in \`ce_\` headers, data
as JSON in the value. Delivery is at least once; drop a \`ce_id\` that you have seen. Ignore fields that you do not know.
Amounts are decimal strings, days are \`YYYY-MM-DD\`. The same in machine form: [asyncapi.yaml](asyncapi.yaml).
`;

/** All events by stream: what each says, its fields and an example of its data. */
export function eventsPage(events: readonly CataloguedEvent[]): string {
  const sections = TOPICS.map((topic) => [topic, events.filter((e) => e.streams.includes(topic.stream))] as const)
    .filter(([, on]) => on.length > 0)
    .map(([topic, on]) => section(topic, on));
  return [INTRO, ...sections, '## Fields\n', ...events.map(details)].join('\n');
}

function section(topic: Topic, events: readonly CataloguedEvent[]): string {
  const { stream, title, description, publishers, readers, key, partitions, retentionMs } = topic;
  const facts = [
    ...(topic.internal === true
      ? ['Internal: between the lanes of one service. Do not read it; it may change with any version.']
      : []),
    `Published by: ${publishers.join(', ')}. Read by: ${readers.join(', ') || 'whoever needs it'}.`,
    `Key: ${key}`,
    `${partitions} partitions, kept for ${retentionMs / DAY_MS} days.`,
  ];
  const rows = events.map((e) => `| [${e.type}](#${anchor(e.type)}) | ${e.title} |`);
  return [
    `## ${stream}`,
    '',
    `${title}. ${description}`,
    '',
    ...facts.map((fact) => `- ${fact}`),
    '',
    '| event | says |',
    '| --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

function details({ type, title, schema, example }: CataloguedEvent): string {
  const rows = fieldsOf(schema).map(
    ({ path, type: kind, required }) => `| \`${path}\` | ${kind} | ${required ? 'yes' : ''} |`,
  );
  return [
    `### ${type}`,
    '',
    `${title} [Schema](${schemaPath(type).replace('docs/', '')})`,
    '',
    '| field | type | always |',
    '| --- | --- | --- |',
    ...rows,
    '',
    '```json',
    JSON.stringify(example.data, null, 2),
    '```',
    '',
  ].join('\n');
}

/** As GitHub names the heading of an event: dots go. */
const anchor = (type: string): string => type.replaceAll('.', '');
