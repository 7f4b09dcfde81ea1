import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOptions } from './options.js';
import { runOutreach } from './run.js';

const options = readOptions(process.argv.slice(2));
const folder = await mkdtemp(join(tmpdir(), 'mora-scenario-'));
await chmod(folder, 0o755); // a root user's PostgreSQL runs as another user, who must get in
const print = (line: string): void => void process.stdout.write(`${line}\n`);

let passed = false;
try {
  print(`scenario outreach: seed ${options.seed}, ${options.days} days, ${options.loans} loans`);
  passed = await runOutreach(options, folder, print);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}
if (passed && !options.keep) await rm(folder, { recursive: true, force: true });
else process.stderr.write(`the folder is kept: ${folder}\n`);
print(passed ? 'scenario outreach: PASS' : 'scenario outreach: FAIL');
process.exit(passed ? 0 : 1);
