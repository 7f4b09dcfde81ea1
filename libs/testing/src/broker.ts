/** Where the real broker of this run is, or why there is none. */
export type KafkaForSpecs =
  Readonly<{ kind: 'there'; brokers: readonly string[] }> | Readonly<{ kind: 'missing'; because: string }>;

/** The broker that `npm test` started and named in KAFKA_BROKERS, or the reason it left in MORA_NO_KAFKA. */
export function kafkaForSpecs(): KafkaForSpecs {
  const brokers = process.env['KAFKA_BROKERS'];
  if (brokers) return { kind: 'there', brokers: brokers.split(',') };
  const reason = process.env['MORA_NO_KAFKA'] ?? 'none was asked for, run `npm test -- PATH --kafka`';
  return { kind: 'missing', because: reason.replace(/\s+/g, ' ') };
}

/** Specs that need a real Kafka; where there is none, they stand in the report as skipped, with the reason. */
export function describeWithKafka(name: string, specs: (brokers: readonly string[]) => void): void {
  const kafka = kafkaForSpecs();
  if (kafka.kind === 'there') describe(name, () => specs(kafka.brokers));
  else describe.skip(`${name} SKIPPED: no broker: ${kafka.because}`, () => specs([]));
}
