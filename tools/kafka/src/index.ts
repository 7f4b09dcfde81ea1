export { NoAnswer, NoKafka, startKafka, type StartKafkaOptions } from './start-kafka.js';
export { type RunningKafka } from './running-kafka.js';
