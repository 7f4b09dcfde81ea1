import { stringify } from 'yaml';
import { PARTIES_STREAM } from '@mora/contracts';
import type { CataloguedEvent } from './catalogue.js';
import { envelopeHeaders, headersOf, ledgerHeaders } from './envelope.js';
import { TOPICS, type Topic } from './topics.js';

const BINDING_VERSION = '0.5.0';
const NOTICE = '# Written by `npm run generate` from libs/contracts. Edit the contracts, not this file.\n';
const byName = <T>(entries: readonly (readonly [string, T])[]) => Object.fromEntries(entries);
const messageRef = (type: string) => ({ $ref: `#/components/messages/${type}` });
const isOn =
  ({ stream }: Topic) =>
  (event: CataloguedEvent): boolean =>
    event.streams.includes(stream);

/** The AsyncAPI 3 document of all streams, with Kafka bindings, as YAML. */
export function asyncApiDocument(events: readonly CataloguedEvent[], version: string): string {
  const topics = TOPICS.filter((topic) => events.some(isOn(topic)));
  const document = {
    asyncapi: '3.0.0',
    id: 'urn:mora:streams',
    info: {
      title: 'Mora streams',
      version,
      description:
        'CloudEvents 1.0 in Kafka binary mode: the attributes are `ce_` headers, the value is the data as JSON. ' +
        'Delivery is at least once: drop a `ce_id` that was seen before. Fields that are not named here may come at any time and are to be ignored. ' +
        `No stream carries personal data but ${PARTIES_STREAM}, the door of the vault.`,
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    defaultContentType: 'application/json',
    channels: byName(topics.map((topic) => [topic.channel, channel(topic, events.filter(isOn(topic)))])),
    operations: byName(topics.flatMap((topic) => operations(topic, events.filter(isOn(topic))))),
    components: {
      messages: byName(events.map((event) => [event.type, message(event)])),
      schemas: {
        cloudEventHeaders: envelopeHeaders,
        ledgerRecordHeaders: ledgerHeaders,
        ...byName(events.map(({ type, title, schema }) => [type, { description: title, ...schema }])),
      },
    },
  };
  return NOTICE + stringify(document, { aliasDuplicateObjects: false, lineWidth: 120 });
}

function channel(topic: Topic, events: readonly CataloguedEvent[]) {
  return {
    address: topic.stream,
    title: topic.title,
    description: topic.description,
    ...(topic.internal === true && { 'x-internal': true }),
    messages: byName(events.map(({ type }) => [type, messageRef(type)])),
    bindings: {
      kafka: {
        topic: topic.stream,
        partitions: topic.partitions,
        replicas: 3,
        topicConfiguration: { 'cleanup.policy': ['delete'], 'retention.ms': topic.retentionMs },
        bindingVersion: BINDING_VERSION,
      },
    },
  };
}

function operations(topic: Topic, events: readonly CataloguedEvent[]): readonly (readonly [string, object])[] {
  const channelRef = { $ref: `#/channels/${topic.channel}` };
  const messages = events.map(({ type }) => ({ $ref: `#/channels/${topic.channel}/messages/${type}` }));
  const sends = topic.publishers
    .filter((publisher) => publisher !== 'ledger')
    .map((publisher) => {
      const others = topic.publishers.filter((one) => one !== publisher);
      const beside = others.length === 0 ? 'nobody else does' : `beside it only ${others.join(', ')}`;
      const summary = `${publisher} publishes; ${beside}.`;
      return [
        `${publisher}.publishes.${topic.channel}`,
        { action: 'send', channel: channelRef, summary, messages },
      ] as const;
    });
  const reads = topic.readers.map((reader) => {
    const kafka = { groupId: { type: 'string', const: reader }, bindingVersion: BINDING_VERSION };
    const summary = `${reader} reads every partition in order.`;
    return [
      `${reader}.reads.${topic.channel}`,
      { action: 'receive', channel: channelRef, summary, messages, bindings: { kafka } },
    ] as const;
  });
  return [...sends, ...reads];
}

function message(event: CataloguedEvent) {
  const { type, title, example } = event;
  const fromLedger = type.startsWith('ledger.');
  return {
    name: type,
    title,
    contentType: 'application/json',
    headers: { $ref: `#/components/schemas/${fromLedger ? 'ledgerRecordHeaders' : 'cloudEventHeaders'}` },
    payload: { $ref: `#/components/schemas/${type}` },
    bindings: {
      kafka: {
        key: { type: 'string', description: 'See the stream: the loan, or what the ledger chose; a mark has none.' },
        bindingVersion: BINDING_VERSION,
      },
    },
    examples: [{ name: 'example', headers: headersOf(example), payload: example.data }],
  };
}
