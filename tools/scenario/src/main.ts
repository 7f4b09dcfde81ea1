import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runLine } from './line/run.js';
import { runNegotiation } from './negotiation/run.js';
import { readOptions } from './options.js';
import { runOutreach } from './run.js';

const { name, ...options } = readOptions(process.argv.slice(2), process.env['KAFKA_BROKERS']);
const folder = await mkdtemp(join(tmpdir(), 'mora-scenario-'));
await chmod(folder, 0o755); // a root user's PostgreSQL runs as another user, who must get in
const print = (line: string): void => void process.stdout.write(`${line}\n`);
const run = { outreach: runOutreach, negotiation: runNegotiation, line: runLine }[name];

let passed = false;
try {
  print(
    `scenario ${name}: seed ${options.seed}, ${options.days} days, ${options.loans} loans${options.kafka ? ', on Kafka' : ''}`,
  );
  passed = await run(options, folder, print);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}
if (passed && !options.keep) await rm(folder, { recursive: true, force: true });
else process.stderr.write(`the folder is kept: ${folder}\n`);
print(passed ? `scenario ${name}: PASS` : `scenario ${name}: FAIL`);
process.exit(passed ? 0 : 1);
