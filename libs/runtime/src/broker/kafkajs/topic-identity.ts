/**
 * Metadata request v10, spoken over kafkajs's own connection. kafkajs stops at v6, which does not tell a topic's id;
 * but only the id tells a topic that was deleted and made again from the one it replaced, and with it two logs whose
 * offsets have nothing to do with each other. v10 is the first "flexible" version that has the id: its request and
 * response headers end with one (empty) tag buffer, strings and arrays are compact (length + 1 as an unsigned varint),
 * and each structure ends with a tag buffer. Layout: https://kafka.apache.org/protocol#The_Messages_Metadata
 */
import { ProtocolReader } from './protocol-reader.js';

const METADATA = 3;
const VERSION = 10;
const NO_UUID = Buffer.alloc(16);
const UNKNOWN_TOPIC = 3;
const LEADER_NOT_AVAILABLE = 5; // of a topic just made, or a broker just gone: the topic is there

export type TopicMetadata = Readonly<{ clusterId: string; topicId: string; partitions: number }>;

/** What kafkajs's connection sends and reads: the shape of its own protocol objects. */
export const metadataOf = (topic: string) => ({
  request: {
    apiKey: METADATA,
    apiVersion: VERSION,
    apiName: 'Metadata',
    encode: () => Promise.resolve(encoded(requestFor(topic))),
  },
  response: {
    decode: (payload: Buffer) => Promise.resolve(decode(payload)),
    parse: ({ clusterId, topicId, partitions }: TopicMetadata) =>
      Promise.resolve(topicId === '' ? null : { clusterId, topicId, partitions }),
  },
});

/** kafkajs writes the ordinary header and then these bytes: first the tag buffer that the flexible header ends with. */
function requestFor(topic: string): Buffer {
  const name = Buffer.from(topic);
  const oneTopic = [NO_UUID, Buffer.from([name.length + 1]), name, Buffer.from([0])];
  const noCreation = 0;
  const noOperations = [0, 0];
  if (name.length > 126) throw new RangeError(`topic name too long: ${topic}`); // a length of one varint byte
  return Buffer.concat([Buffer.from([0, 2]), ...oneTopic, Buffer.from([noCreation, ...noOperations, 0])]);
}

/** As kafkajs takes a body that is bytes already. */
const encoded = (bytes: Buffer) => ({ buf: bytes, buffer: bytes, size: () => bytes.length });

function decode(payload: Buffer): TopicMetadata & { clientSideThrottleTime: number } {
  const read = new ProtocolReader(payload);
  read.tags(); // the header's
  const throttleMs = read.int32();
  read.array(() => (read.int32(), read.string(), read.int32(), read.string(), read.tags())); // brokers
  const clusterId = read.string() ?? '';
  read.int32(); // controller
  const [topic] = read.array(() => readTopic(read));
  if (topic === undefined || topic.code === UNKNOWN_TOPIC) return { ...NONE, clientSideThrottleTime: throttleMs };
  if (topic.code !== 0 && topic.code !== LEADER_NOT_AVAILABLE) throw new MetadataRefused(topic.code);
  return { clusterId, topicId: topic.id, partitions: topic.partitions, clientSideThrottleTime: throttleMs };
}

/** Of a topic that does not exist: the broker answers the all-zero id. */
const NONE: TopicMetadata = { clusterId: '', topicId: '', partitions: 0 };

function readTopic(read: ProtocolReader): { code: number; id: string; partitions: number } {
  const code = read.int16();
  read.string();
  const id = read.uuid();
  read.int8();
  const partitions = read.array(() => readPartition(read)).length;
  read.int32();
  read.tags();
  return { code, id, partitions };
}

function readPartition(read: ProtocolReader): void {
  read.int16();
  for (let field = 0; field < 3; field += 1) read.int32(); // index, leader, leader epoch
  for (let list = 0; list < 3; list += 1) read.array(() => read.int32()); // replicas, in-sync, offline
  read.tags();
}

/** The broker knows of the topic but does not answer for it (no right to it, as a rule). */
export class MetadataRefused extends Error {
  override readonly name = 'MetadataRefused';
  constructor(readonly code: number) {
    super(`the broker refused the topic's metadata with code ${code}`);
  }
}
