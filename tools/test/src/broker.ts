import { NoKafka, startKafka } from '@mora/kafka';

export type BrokerForSpecs = Readonly<{ env: Readonly<Record<string, string>>; stop: () => Promise<void> }>;

const FLAG = '--kafka';
const none: BrokerForSpecs = { env: {}, stop: () => Promise.resolve() };

/** The whole run needs a broker; a named part of it only where its name says so, or where the flag asks for one. */
export const needsKafka = (args: readonly string[]): boolean =>
  args.every((arg) => arg.startsWith('-')) || args.some((arg) => arg === FLAG || /kafka|broker/.test(arg));

/** The arguments that are meant for Jest. */
export const withoutFlag = (args: readonly string[]): string[] => args.filter((arg) => arg !== FLAG);

/**
 * A broker for the specs that need a real one, named in KAFKA_BROKERS. Where none can be had, MORA_NO_KAFKA holds the
 * reason, and those specs report themselves as skipped with it. One that can be had and does not start is a failure.
 */
export async function brokerForSpecs(
  args: readonly string[],
  folder: string,
  brokers: string | undefined,
): Promise<BrokerForSpecs> {
  if (!needsKafka(args)) return none;
  try {
    const kafka = await startKafka({ folder, brokers });
    return { env: { KAFKA_BROKERS: kafka.brokers.join(',') }, stop: kafka.stop };
  } catch (error) {
    if (!(error instanceof NoKafka)) throw error;
    return { ...none, env: { MORA_NO_KAFKA: error.message } };
  }
}
