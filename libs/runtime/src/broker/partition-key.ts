import type { TopicPartition } from './port.js';

/** A partition as the key of a map. */
export const keyOf = ({ topic, partition }: TopicPartition): string => `${topic} ${partition}`;
