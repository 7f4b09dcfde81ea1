import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NoAnswer, NoKafka, startKafka } from './start-kafka.js';

/** Runs a throwaway broker in the foreground, prints its address, and ends it on Ctrl-C. */
async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'mora-kafka-'));
  const kafka = await startKafka({ folder, brokers: process.env['KAFKA_BROKERS'] });
  process.stdout.write(`KAFKA_BROKERS=${kafka.brokers.join(',')}\n`);
  const alive = setInterval(() => undefined, 60_000);
  const end = async (): Promise<void> => {
    clearInterval(alive);
    await kafka.stop();
    await rm(folder, { recursive: true, force: true });
  };
  process.once('SIGINT', () => void end());
  process.once('SIGTERM', () => void end());
}

try {
  await main();
} catch (error) {
  if (!(error instanceof NoAnswer || error instanceof NoKafka)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
