import { parseArgs } from 'node:util';
import { chunkPaths } from './lines/chunk-path.js';
import { startDatabaseServer } from './machines/database-server.js';
import { table } from './measure/result.js';

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });

const server = await startDatabaseServer();
try {
  const size = values.quick
    ? { loans: 5_000, paymentsPerLoan: 3, rounds: 3 }
    : { loans: 20_000, paymentsPerLoan: 3, rounds: 7 };
  const results = await chunkPaths(server, size);
  process.stdout.write(`${table(results)}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  throw error;
} finally {
  await server.stop();
}
