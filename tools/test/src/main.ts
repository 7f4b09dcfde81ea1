import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NoAnswer } from '@mora/kafka';
import { startPostgres } from '@mora/postgres';
import { type BrokerForSpecs, brokerForSpecs, withoutFlag } from './broker.js';
import { runJest } from './jest.js';
import { verdict } from './verdict.js';

/** Runs Jest over the workspace, or over what the arguments name, with a throwaway PostgreSQL and, where needed, a Kafka. */
async function main(): Promise<readonly [code: number, lines: readonly string[]]> {
  const folder = await mkdtemp(join(tmpdir(), 'mora-test-'));
  const postgres = process.env['DATABASE_URL']
    ? null
    : await startPostgres(folder, ['fsync=off', 'max_connections=300', 'shared_buffers=256MB']);
  const args = process.argv.slice(2);
  let broker: BrokerForSpecs | null = null;
  try {
    broker = await brokerForSpecs(args, join(folder, 'kafka'), process.env['KAFKA_BROKERS']);
    const env = { ...process.env, DATABASE_URL: postgres?.url ?? process.env['DATABASE_URL'], ...broker.env };
    const { code, results } = await runJest(withoutFlag(args), env, join(folder, 'results.json'));
    return [code, verdict(results, process.cwd())];
  } finally {
    await broker?.stop();
    await postgres?.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

// Printed when everything has been stopped, so that nothing can come after the closing line.
const [code, lines] = await main().catch((error: unknown) => {
  const words = error instanceof NoAnswer ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`The specs could not be run: ${words}\n`);
  return [1, verdict(null, process.cwd())] as const;
});
process.stdout.write(`${lines.join('\n')}\n`);
process.exitCode = code;
