import { randomBytes } from 'node:crypto';
import { Partitioners } from 'kafkajs';
import { murmur2, partitionOf } from './murmur2.js';

it.each([
  { key: '21', hash: -973932308 },
  { key: 'foobar', hash: -790332482 },
  { key: 'a-little-bit-long-string', hash: -985981536 },
  { key: 'a-little-bit-longer-string', hash: -1486304829 },
  { key: 'lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', hash: -58897971 },
])("hashes $key as Kafka's Java client does", ({ key, hash }) => {
  expect(murmur2(Buffer.from(key))).toBe(hash);
});

it('sends a key to the partition that kafkajs sends it to, whatever the key and the number of partitions', () => {
  const partitioner = Partitioners.DefaultPartitioner();
  for (let nth = 0; nth < 2_000; nth += 1) {
    const key = randomBytes(nth % 40).toString('latin1') + nth;
    const partitions = 1 + (nth % 48);
    const partitionMetadata = Array.from({ length: partitions }, (_, partitionId) => ({
      partitionId,
      leader: 1,
      replicas: [1],
      isr: [1],
      partitionErrorCode: 0,
    }));
    const theirs = partitioner({ topic: 't', partitionMetadata, message: { key, value: null } });
    expect([key, partitionOf(key, partitions)]).toEqual([key, theirs]);
  }
});
