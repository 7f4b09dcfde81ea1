import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ROOT } from './catalogue.js';
import { documents, FROZEN, frozenExamples } from './documents.js';

/** `npm run generate`: writes the contract docs, and freezes examples that are new. */
const files = documents();
await rm(join(ROOT, 'docs/schemas'), { recursive: true, force: true });
for (const [path, text] of files) {
  await mkdir(dirname(join(ROOT, path)), { recursive: true });
  await writeFile(join(ROOT, path), text);
}
await writeFile(join(ROOT, FROZEN), frozenExamples(await readFile(join(ROOT, FROZEN), 'utf8')));
process.stdout.write(`${files.size} files written\n`);
