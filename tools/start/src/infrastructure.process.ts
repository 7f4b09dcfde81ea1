import { join } from 'node:path';
import { startKafka } from '@mora/kafka';
import { startPostgres } from '@mora/postgres';
import type { Infrastructure, InfrastructureOrder } from './infrastructure.js';

/**
 * PostgreSQL, and Kafka where it is wanted, as a process of their own: a Ctrl-C in the terminal does not reach them
 * before the services are done, and they end by themselves when the process that ordered them is gone.
 */
async function main({ folder, kafka, brokers }: InfrastructureOrder): Promise<void> {
  const postgres = await startPostgres(join(folder, 'postgres'), ['max_connections=200', 'synchronous_commit=on']);
  const broker = kafka ? await startKafka({ folder: join(folder, 'kafka'), brokers }) : null;
  const end = async (): Promise<void> => {
    await broker?.stop();
    await postgres.stop();
    process.exit(0);
  };
  process.once('disconnect', () => void end());
  if (!process.connected) return end(); // whoever ordered it was gone before it was there
  tell({
    databaseUrl: postgres.url,
    brokers: broker?.brokers ?? null,
    kafkaBy: broker?.by ?? null,
  });
}

const tell = (said: Infrastructure | { failed: string }): void => void process.send?.(said);

try {
  await main(JSON.parse(process.argv[2] ?? '{}') as InfrastructureOrder);
} catch (error) {
  tell({ failed: error instanceof Error ? error.message : String(error) });
  process.exitCode = 1;
  process.disconnect();
}
