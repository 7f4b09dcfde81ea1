import { join } from 'node:path';
import { kafkaBrokers, tracing, wantsColour } from './config.js';
import { CannotStart } from './folder.js';
import { readOptions } from './options.js';
import { Broke, run } from './run.js';
import { termOf } from './term.js';

const options = readOptions(process.argv.slice(2));
const term = termOf(wantsColour());
try {
  process.exitCode = await run(options, { term, brokers: kafkaBrokers(), tracing: tracing(), print });
} catch (error) {
  const isOver = error instanceof Broke;
  const what = isOver ? 'Mora has stopped: something broke.' : 'Mora did not start.';
  process.stderr.write(`\n${term.red(what)} ${wordsOf(isOver ? error.cause : error)}\n`);
  if (isOver) process.stderr.write('The data is safe; the next start goes on from here.\n');
  process.exitCode = 1;
}
process.exit(); // whatever of a library still holds the process has nothing left to do

function wordsOf(error: unknown): string {
  if (error instanceof CannotStart) return error.message;
  const more = `What the services say is in ${join(options.folder, 'mora.log')}.`;
  return `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n${more}`;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
